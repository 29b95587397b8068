import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { AddressRefused, addressProblem, post } from '../../../src/notifiers/webhook/outgoing.ts';

const outside = { loopback: false };
const inside = { loopback: true };
const message = () => ({
  body: '{"ü":1}',
  headers: { 'content-type': 'application/json' },
  signal: AbortSignal.timeout(10_000),
});

describe('an address as it is written', () => {
  test.each([
    ['https://hooks.example.com/a?b=c', null],
    ['https://8.8.8.8/', null],
    ['https://[2606:4700::1111]/', null],
    ['http://hooks.example.com/', 'does not begin with https://'],
    ['ftp://hooks.example.com/', 'does not begin with https://'],
    ['file:///etc/passwd', 'does not begin with https://'],
    ['hooks.example.com', 'is no address'],
    ['', 'is no address'],
    ['https://', 'is no address'],
    ['https://user:pass@hooks.example.com/', 'has a user or a password in it'],
    ['https://127.0.0.1/', 'leads into a network that is not public'],
    ['https://2130706433/', 'leads into a network that is not public'],
    ['https://0x7f000001/', 'leads into a network that is not public'],
    ['https://0177.0.0.1/', 'leads into a network that is not public'],
    ['https://127.1/', 'leads into a network that is not public'],
    ['https://169.254.169.254/latest/meta-data', 'leads into a network that is not public'],
    ['https://2852039166/', 'leads into a network that is not public'],
    ['https://0251.0376.0251.0376/', 'leads into a network that is not public'],
    ['https://[::1]/', 'leads into a network that is not public'],
    ['https://[::ffff:169.254.169.254]/', 'leads into a network that is not public'],
    ['https://[::ffff:a00:1]/', 'leads into a network that is not public'],
    ['https://[fd00:ec2::254]/', 'leads into a network that is not public'],
    ['https://１２７.0.0.1/', 'leads into a network that is not public'],
  ])('%s: %s', (text, problem) => expect(addressProblem(text, outside)).toBe(problem));

  test.each([
    ['http://127.0.0.1:3000/', null],
    ['https://localhost/', null],
    ['http://[::1]:3000/', null],
    ['http://10.0.0.1/', 'does not begin with https://'],
    ['https://10.0.0.1/', 'leads into a network that is not public'],
    ['http://hooks.example.com/', 'does not begin with https://'],
    ['file://localhost/etc/passwd', 'does not begin with https://'],
  ])('where this machine may be spoken to, %s: %s', (text, problem) =>
    expect(addressProblem(text, inside)).toBe(problem),
  );
});

describe('what a name resolves to at the moment of connecting', () => {
  test('is refused where it is inside, though the name is harmless', async () => {
    // `localhost` is a name like any other to the resolver.
    await expect(post('https://localhost/', message(), outside)).rejects.toThrow(AddressRefused);
  });

  test('a name that nobody knows is a failure, not a refusal', async () => {
    const failure = post('https://tocsin.invalid/', message(), outside);
    await expect(failure).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  });

  test('what is refused as it is written is never looked up', async () => {
    await expect(post('https://10.0.0.1/', message(), outside)).rejects.toThrow(AddressRefused);
  });
});

describe('a request', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(answer: Parameters<typeof createServer>[1] & {}): Promise<string> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  test('sends what it was given and answers what came', async () => {
    let got = '';
    const url = await serve(async (request, response) => {
      for await (const chunk of request) got += String(chunk);
      got += ` ${request.method} ${request.url} ${request.headers['content-type']}`;
      response.writeHead(429, { 'retry-after': '7' });
      response.end('later');
    });
    expect(await post(`${url}/a?b`, message(), inside)).toEqual({
      status: 429,
      patience: '7',
      said: 'later',
    });
    expect(got).toBe('{"ü":1} POST /a?b application/json');
  });

  test('by name goes through the same look', async () => {
    const url = await serve((_request, response) => void response.end('ok'));
    const named = url.replace('127.0.0.1', 'localhost');
    expect(await post(named, message(), inside)).toMatchObject({ status: 200 });
  });

  test('is not sent on', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' });
      response.end();
    });
    expect(await post(url, message(), inside)).toMatchObject({ status: 302 });
    expect(asked).toBe(1);
  });

  test('reads no more of an answer than it needs', async () => {
    const url = await serve((_request, response) => {
      response.write('x'.repeat(100_000));
      // And never ends.
    });
    const sent = await post(url, message(), inside);
    expect(sent.said).toHaveLength(2_000);
  });

  test('is broken off when it is given up', async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    const asking = post(url, { ...message(), signal: controller.signal }, inside);
    controller.abort();
    await expect(asking).rejects.toThrow('aborted');
  });
});
