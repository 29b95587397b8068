import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FORM, REPOSITORY, setScene } from '../../src/sandbox/demo-world.ts';
import { pageOn } from '../../src/sandbox/page/page.ts';
import type { Stage } from '../../src/sandbox/stage.ts';

const ISSUES = `/${REPOSITORY}/issues`;
const BOT = 'tocsin[bot]';

let stage: Stage;
beforeEach(async () => {
  stage = await setScene();
  stage.sandbox.serve(pageOn(stage));
});
afterEach(() => stage.close());

/** A browser without scripts: it keeps its cookie and follows where it is sent. */
interface Browser {
  get(path: string): Promise<string>;
  post(path: string, fields: Record<string, string>, headers?: object): Promise<Shown>;
}

interface Shown {
  /** Of the answer to the form itself. */
  readonly status: number;
  readonly path: string;
  readonly html: string;
}

function browserOf(login: string): Browser {
  const { url } = stage.sandbox;
  const cookie = `other=1; sandbox-person=${login}`;
  const get = async (path: string): Promise<string> =>
    (await fetch(url + path, { headers: { cookie } })).text();
  return {
    get,
    async post(path, fields, headers = {}) {
      const answer = await fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: url, ...headers },
        body: new URLSearchParams(fields),
      });
      const to = answer.headers.get('location');
      const html = to === null ? await answer.text() : await get(to);
      return { status: answer.status, path: to ?? path, html };
    },
  };
}

const issue = (number = 1) => stage.sandbox.world.issue(REPOSITORY, number);

/** Opens incident 1 through the form, as ben, SEV 2. */
const declare = (): Promise<Shown> =>
  browserOf('ben').post(ISSUES, {
    title: 'Checkout <b>fails</b>',
    template: FORM,
    'field-0': 'One in three payments fails.',
    'field-1': 'SEV 2 – Major: Core functionality broken for some; performance severely degraded',
  });

describe('acting on the page', () => {
  test('a form opened as a person becomes an incident, and the next page shows the answer', async () => {
    const form = await browserOf('ben').get(`${ISSUES}/new?template=${FORM}`);
    expect(form).toContain('What is broken?');
    expect(form).toContain('name="field-1"');
    const { status, path, html } = await declare();
    expect([status, path]).toEqual([303, `${ISSUES}/1`]);
    expect(issue()).toMatchObject({ author: 'ben', isPinned: true });
    expect(html).toContain('<strong>Incident Declared:</strong> SEV 2');
    expect(html).toContain('<span class="mark">bot</span>');
    expect(html).not.toContain('tocsin:record');
  });

  test('a form that lacks what it must have is refused, and what was typed is still there', async () => {
    const { status, html } = await browserOf('ben').post(ISSUES, {
      back: `${ISSUES}/new?template=${FORM}`,
      title: 'Checkout',
      template: FORM,
      'field-0': 'I had typed this.',
    });
    expect(status).toBe(422);
    expect(html).toContain('“Severity” has to be answered.');
    expect(html).toContain('I had typed this.');
    expect(stage.sandbox.world.issues(REPOSITORY)).toEqual([]);
  });

  test('a plain issue keeps the labels of whoever may label, and nobody else’s', async () => {
    const fields = { title: 'Slow', body: '', labels: 'incident' };
    await browserOf('zoe').post(ISSUES, fields);
    await browserOf('ana').post(ISSUES, fields);
    expect(issue(1)).toMatchObject({ author: 'zoe', labels: [] });
    expect(issue(2).labels.map(({ name }) => name)).toContain('SEV 2');
  });

  test('comments, labels, assignees, closing and reopening are the person’s own', async () => {
    await declare();
    const ana = browserOf('ana');
    const path = `${ISSUES}/1`;
    await ana.post(path, { act: 'comment', body: '/ic\r\n/ops @ben' });
    expect(issue().assignees).toEqual(['ana', 'ben']);
    await ana.post(path, { act: 'label', what: 'SEV 1' });
    expect(issue().labels.map(({ name }) => name)).toContain('SEV 1');
    expect(issue().labels.map(({ name }) => name)).not.toContain('SEV 2');
    await ana.post(path, { act: 'unassign', what: 'ben' });
    expect(issue().assignees).toEqual(['ana']);
    await ana.post(path, { act: 'assign', what: 'mia' });
    expect(issue().assignees).toContain('mia');
    await ana.post(path, { act: 'unlabel', what: 'incident' });
    expect(issue().labels.map(({ name }) => name)).not.toContain('incident');
    const { html } = await ana.post(path, { act: 'close', body: 'It is over.' });
    expect(issue()).toMatchObject({ state: 'closed' });
    expect(html).toContain('It is over.');
    expect(html).toContain('Sub-issues');
    await ana.post(path, { act: 'reopen', body: '' });
    expect(issue()).toMatchObject({ state: 'open' });
    expect(issue().timeline.findLast(({ kind }) => kind === 'ReopenedEvent')?.actor).toBe('ana');
  });

  test('winding the clock lets what is due happen', async () => {
    await declare();
    const before = issue().comments.length;
    const { path, html } = await browserOf('ana').post('/-/wind', {
      minutes: '31',
      back: `${ISSUES}/1`,
    });
    expect(path).toBe(`${ISSUES}/1`);
    expect(html).toContain('<strong>10:31</strong> UTC');
    expect(issue().comments.length).toBe(before + 1);
    expect(issue().comments.at(-1)?.author).toBe(BOT);
    const { status } = await browserOf('ana').post('/-/wind', { minutes: '-5', back: '/' });
    expect(status).toBe(422);
  });

  test('what came to the services outside is shown, and an answer in the pager is one on the issue', async () => {
    const { html: declared } = await declare();
    expect(declared).toContain('rings Ben: SEV 2: Checkout &lt;b&gt;fails&lt;/b&gt;');
    const [, what = ''] = /name="what" value="(acknowledge [^"]+)"/.exec(declared) ?? [];
    const { path, html } = await browserOf('zoe').post('/-/outside', { what, back: `${ISSUES}/1` });
    expect(path).toBe(`${ISSUES}/1`);
    expect(html).toContain('Ben has acknowledged it there');
    expect(html).toMatch(/Acknowledged 10:0\d UTC by Ben in PagerDuty/);
    const { status } = await browserOf('zoe').post('/-/outside', { what, back: '/' });
    expect(status).toBe(422);
  });

  test('PagerDuty is taken down, a call fails aloud, and it is brought back', async () => {
    const act = (what: string) => browserOf('ana').post('/-/outside', { what, back: ISSUES });
    await act('down');
    const { html } = await declare();
    expect(html).toContain('does not answer');
    expect(html).toContain('Could not call on-call by PagerDuty.');
    expect(html).toContain('bring it back');
    await act('up');
    expect(await browserOf('ana').get(`${ISSUES}/1`)).toContain('take it down');
  });

  test('whoever is chosen is remembered', async () => {
    const answer = await fetch(`${stage.sandbox.url}/-/person`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: stage.sandbox.url },
      body: new URLSearchParams({ person: 'zoe', back: ISSUES }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^sandbox-person=zoe;.*SameSite=Strict/);
    expect(await browserOf('zoe').get(ISSUES)).toContain('<option selected>zoe</option>');
  });
});

describe('what is refused', () => {
  test('a stranger’s label, with GitHub’s reason as a sentence', async () => {
    await declare();
    const { status, html } = await browserOf('zoe').post(`${ISSUES}/1`, {
      act: 'label',
      what: 'SEV 1',
    });
    expect(status).toBe(403);
    expect(html).toContain('GitHub refused this: Must have admin rights to Repository.');
    expect(issue().labels.map(({ name }) => name)).not.toContain('SEV 1');
  });

  test('an empty comment, an assignee without access, an act unknown', async () => {
    await declare();
    const ana = browserOf('ana');
    const path = `${ISSUES}/1`;
    const tried = [
      await ana.post(path, { act: 'comment', body: ' ' }),
      await ana.post(path, { act: 'assign', what: 'zoe' }),
      await ana.post(path, { act: 'explode' }),
    ];
    expect(tried.map(({ status }) => status)).toEqual([422, 422, 422]);
  });

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['no origin that can be named', { origin: 'null' }],
  ])('a form posted from %s', async (_, headers) => {
    await declare();
    const before = issue().comments.length;
    const comment = { act: 'comment', body: '/resolve' };
    const { status } = await browserOf('ana').post(`${ISSUES}/1`, comment, headers);
    expect(status).toBe(403);
    expect(issue()).toMatchObject({ state: 'open' });
    expect(issue().comments.length).toBe(before);
  });

  test('a host that is not this one', async () => {
    const { port } = new URL(stage.sandbox.url);
    const { get } = await import('node:http');
    const statusFor = (host: string): Promise<number | undefined> =>
      new Promise((resolve) => {
        get({ host: '127.0.0.1', port, path: '/', headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
      });
    expect(await statusFor(`evil.example:${port}`)).toBe(403);
    expect(await statusFor(`127.0.0.1:${port}`)).toBe(200);
  });

  test('what is not there is said so, and what is the API’s is left to it', async () => {
    const { url } = stage.sandbox;
    expect((await fetch(`${url}${ISSUES}/99`)).status).toBe(404);
    expect((await fetch(`${url}${ISSUES}/new?template=none.yml`)).status).toBe(404);
    const api = await fetch(`${url}/repos/${REPOSITORY}/issues`);
    expect(api.headers.get('content-type')).toContain('application/json');
  });
});

describe('hostile text', () => {
  test('names and titles are escaped, Markdown is sanitized', async () => {
    await browserOf('zoe').post(ISSUES, {
      title: '<script>alert(1)</script>" onload="x',
      body: '<script>alert(2)</script><img src=x onerror=alert(3)><a href="javascript:alert(4)">x</a>',
    });
    for (const path of [ISSUES, `${ISSUES}/1`]) {
      const html = await browserOf('ana').get(path);
      expect(html).not.toMatch(/<script|onerror|javascript:|<[^>]*" onload="/);
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
  });
});
