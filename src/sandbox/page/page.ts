import type { IncomingMessage, ServerResponse } from 'node:http';
import { MINUTE } from '../../core/time.ts';
import type { PageHandler } from '../server.ts';
import type { Stage } from '../stage.ts';
import type { Repository } from '../world/records.ts';
import { issueNumbered } from '../world/references.ts';
import { repositoryNamed } from '../world/repositories.ts';
import { actOn, open } from './acts.ts';
import { formsOf } from './form-file.ts';
import { type Html, html } from './html.ts';
import { issueList } from './issue-list.ts';
import { issuePage } from './issue-page.ts';
import { newIssue } from './new-issue.ts';
import { keepOrder } from './order.ts';
import { actOutside, outside } from './outside.ts';
import { Refused } from './refused.ts';
import { peopleOf, shell } from './shell.ts';
import { isOurs, personIn, postedIn, redirect, send, setPerson } from './transport.ts';
import type { Visit } from './visit.ts';

/** `/`, `/-/wind`, `/-/outside`, `/acme/shop`, `/acme/shop/issues`, `…/issues/new`, `…/issues/12` */
const PATH =
  /^\/(?:-\/(?<own>person|wind|outside)|(?<name>[^/]+\/[^/]+)(?:\/issues(?:\/(?<which>new|\d+))?)?)?$/;

/** The longest that the clock is wound at once, in minutes. */
const MOST = 7 * 24 * 60;

interface Place {
  readonly own: string | undefined;
  readonly repository: Repository | null;
  readonly which: string | undefined;
}

type Page = { readonly title: string; readonly content: Html } | null;

/**
 * Shows the stage's GitHub to a person and lets them act on it: lists, issues, forms, and a clock to
 * wind. Plain HTML without scripts. Each act goes through the sandbox's API with the token of
 * whoever is chosen, and the page answers when the app has done its part.
 */
export function pageOn(stage: Stage): PageHandler {
  const { world, url } = stage.sandbox;
  const order = keepOrder(world.store);
  let last: Promise<void> = Promise.resolve();

  const visitOf = (request: IncomingMessage, here: string): Visit => {
    const people = peopleOf({ world });
    const chosen = personIn(request);
    const person = people.find((login) => login === chosen) ?? people[0] ?? null;
    const typed = new URLSearchParams();
    const { services } = stage;
    return { world, services, order, now: stage.clock.now(), person, here, refusal: null, typed };
  };
  const show = (response: ServerResponse, visit: Visit, status = 200): void => {
    const place = placeOf(stage, visit.here);
    const page = (place && pageAt(visit, place)) ?? LOST;
    send(response, page === LOST ? 404 : status, shell(visit, page.title, page.content));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const here = request.url ?? '/';
    if (!isOurs(request, url)) return send(response, 403, 'This page answers only to itself.');
    const place = placeOf(stage, here);
    if (request.method !== 'POST') return show(response, visitOf(request, here));
    const posted = await postedIn(request);
    const back = placeOf(stage, posted.get('back') ?? '') ? (posted.get('back') ?? '/') : here;
    const visit = visitOf(request, back);
    if (place?.own === 'person') {
      setPerson(response, posted.get('person') ?? '');
      return redirect(response, back);
    }
    try {
      redirect(response, await perform(stage, visit, place, posted));
    } catch (error) {
      const { status, message } = refusalOf(error, visit.person);
      const now = stage.clock.now();
      show(response, { ...visit, now, refusal: message, typed: posted }, status);
    }
  };
  return (request, response) => {
    if (!placeOf(stage, request.url ?? '/')) return false;
    // One at a time: two that wind the clock at once would wind it for each other.
    last = last
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else if (error instanceof Refused) send(response, error.status, error.message);
        else send(response, 500, String(error));
      });
    return true;
  };
}

function placeOf({ sandbox }: Stage, address: string): Place | null {
  if (!address.startsWith('/')) return null;
  const { own, name, which } = PATH.exec(address.replace(/\?.*$/s, ''))?.groups ?? {};
  if (own !== undefined || address.replace(/\?.*$/s, '') === '/')
    return { own, repository: null, which };
  const repository = name ? repositoryNamed(sandbox.world.store.tables, name) : null;
  return repository && { own, repository, which };
}

const LOST = {
  title: 'Not found',
  content: html`<section><h1>Not found</h1><p>There is nothing here. <a href="/">All issues</a></p></section>`,
};

function pageAt(visit: Visit, { own, repository, which }: Place): Page {
  const { tables } = visit.world.store;
  if (own !== undefined) return null;
  if (!repository) {
    const all = [...tables.repositories.values()].map((one) => issueList(visit, one));
    return { title: 'Sandbox', content: html`${all}${elsewhere(visit)}` };
  }
  const { fullName } = repository;
  if (which === undefined)
    return { title: fullName, content: html`${issueList(visit, repository)}${elsewhere(visit)}` };
  if (which === 'new') {
    const file = new URL(visit.here, 'http://here').searchParams.get('template');
    const form = formsOf(repository).find((one) => one.file === file) ?? null;
    if (file !== null && form === null) return null;
    return { title: form?.name ?? 'New issue', content: newIssue(visit, repository, form) };
  }
  if (!issueNumbered(tables, repository, Number(which))) return null;
  const issue = visit.world.issue(fullName, Number(which));
  const title = `${issue.title} · #${issue.number}`;
  return { title, content: issuePage(visit, repository, issue) };
}

const elsewhere = (visit: Visit): Html =>
  html`<section class="box pad">${outside(visit)}</section>`;

/** Does what was posted, lets the app answer, and says where to look then. */
async function perform(
  stage: Stage,
  visit: Visit,
  place: Place | null,
  posted: URLSearchParams,
): Promise<string> {
  if (place?.own === 'wind') {
    const minutes = Number(posted.get('minutes'));
    if (!(minutes > 0 && minutes <= MOST)) throw new Refused(422, 'The clock only goes forward.');
    await stage.wind(minutes * MINUTE);
    return visit.here;
  }
  if (place?.own === 'outside') {
    await actOutside(stage.services, posted.get('what') ?? '');
    // The app looks at the pager every half minute.
    await stage.wind(MINUTE / 2);
    return visit.here;
  }
  if (visit.person === null || !place?.repository) throw new Refused(405, 'Nothing to do here.');
  const { repository, which } = place;
  const person = stage.as(visit.person);
  const home = `/${repository.fullName}/issues`;
  const number = which === undefined ? await open(person, repository, posted) : Number(which);
  try {
    if (which !== undefined) await actOn(person, repository, number, posted);
  } finally {
    await stage.settle();
  }
  return `${home}/${number}`;
}

/** What was said against it, as a sentence. Throws on what is no refusal but a fault of ours. */
function refusalOf(error: unknown, person: string | null): { status: number; message: string } {
  if (error instanceof Refused) return error;
  if (!(error instanceof Error && 'status' in error)) throw error;
  const status = Number(error.status);
  const reason = error.message.replace(/ - https?:.*$/s, '').replace(/(?<![.!?])$/, '.');
  const hint = status === 403 ? ` ${person} has not the role for it.` : '';
  return { status, message: `GitHub refused this: ${reason}${hint}` };
}
