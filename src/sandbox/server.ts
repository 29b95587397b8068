import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { callerOf } from './caller.ts';
import { type Operation, operationOf, runOperation } from './graphql/execute.ts';
import type { Hub } from './hub.ts';
import type { RequestLog } from './request-log.ts';
import type { Answer, Asked } from './rest/asked.ts';
import { type Body, parseBody } from './rest/body.ts';
import { notFound, Refusal } from './rest/refusal.ts';
import { matchRoute } from './rest/routes.ts';
import type { Trouble } from './trouble.ts';
import type { Caller } from './world/rights.ts';

/** Pages beside the API: true where it takes the request. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

interface ApiOptions {
  readonly hub: Hub;
  readonly schema: GraphQLSchema;
  readonly trouble: Trouble;
  readonly log: RequestLog;
  readonly pages: readonly PageHandler[];
}

/** What is asked for, once it is known whose business it is. */
interface Task {
  readonly route: string;
  readonly isLaggingRead: boolean;
  readonly params: Readonly<Record<string, string>>;
  readonly run: (asked: Asked) => Answer;
}

/** What GitHub says with every answer; a limit that nobody reaches here. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/json; charset=utf-8',
  'x-github-media-type': 'github.v3; format=json',
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4999',
  'x-ratelimit-used': '1',
  'x-ratelimit-resource': 'core',
};

/** Reads that neither lag nor use a lag up: none of them is about what was just written. */
const STEADY = /^GET \/(?:app|user|installation)|\/(?:installation|permission)$/;

const IS_APP = /^(?:token|bearer) (?:ghs_|[^.]+\.[^.]+\.)/i;

/** Answers GitHub's API, and whatever pages take. */
export const apiListener =
  (options: ApiOptions): RequestListener =>
  (request, response) => {
    const isApi = request.url?.startsWith('/api/') ?? false;
    if (!isApi && options.pages.some((page) => page(request, response))) return;
    serve(options, request, response).catch((error: unknown) => response.destroy(asError(error)));
  };

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

async function serve(
  options: ApiOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { delay, away } = options.trouble;
  const isApp = IS_APP.test(request.headers.authorization ?? '');
  if (delay > 0 && isApp) await wait(delay);
  if (away !== null && isApp) await options.hub.clock.sleep(away);
  const given = answer(options, request, Buffer.concat(chunks).toString());
  if (given.status === 0) return void response.destroy();
  const reset = String(Math.floor(Date.now() / 1_000) + 3_600);
  response.writeHead(given.status, {
    ...HEADERS,
    'x-github-request-id': randomUUID(),
    'x-ratelimit-reset': reset,
    ...(request.url?.includes('/graphql') ? { 'x-ratelimit-resource': 'graphql' } : {}),
    ...given.headers,
  });
  response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
}

/** Answers in one go, so that nobody ever sees half a write; then logs. */
function answer(options: ApiOptions, request: IncomingMessage, text: string): Answer {
  const { hub, log, schema } = options;
  const { store } = hub.world;
  const url = new URL(request.url ?? '/', hub.world.url);
  const method = request.method ?? 'GET';
  const path = url.pathname.replace(/^\/api(?:\/v3)?(?=\/)/, '');
  const before = store.revision;
  const query = Object.fromEntries(url.searchParams);
  const entry = { method, path, query, route: `${method} ${path}`, by: 'stranger', body: {} };
  const { answer: given, message } = attempt(() => {
    const body = parseBody(text);
    entry.body = body;
    const caller = callerOf(hub, request.headers.authorization);
    entry.by = nameOf(caller);
    const task = taskOf(schema, method, path, body);
    if (!task) throw notFound(`The sandbox has no route ${method} ${path}`);
    entry.route = task.route;
    const { headers } = request;
    const { params } = task;
    const address = url.origin + url.pathname;
    const query = url.searchParams;
    const asked = { hub, caller, method, params, query, headers, body, url: address };
    return perform(options, task, asked);
  });
  store.commit();
  const changed = store.revision !== before;
  const { status, body } = given;
  log.add({ ...entry, status, message, answer: body, at: store.now(), changed });
  return given;
}

function nameOf(caller: Caller): string {
  if (caller.kind === 'person') return caller.account.login;
  return caller.kind === 'stranger' ? 'stranger' : 'app';
}

/** A refusal is an answer; anything else that is thrown is our own fault, said loudly as a 500. */
function attempt(run: () => Answer): { readonly answer: Answer; readonly message: string | null } {
  try {
    return { answer: run(), message: null };
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof Refusal) {
      const { status, body, headers } = error;
      return { answer: { status, body, headers }, message: error.message };
    }
    const message = `The sandbox failed: ${error.message}`;
    return { answer: { status: 500, body: { message, status: '500' } }, message };
  }
}

function taskOf(schema: GraphQLSchema, method: string, path: string, body: Body): Task | null {
  if (method === 'POST' && path === '/graphql') return graphqlTask(schema, body);
  const match = matchRoute(method, path);
  if (!match) return null;
  const { name, handler } = match.route;
  const isLaggingRead = method === 'GET' && !STEADY.test(name);
  return { route: name, isLaggingRead, params: match.params, run: handler };
}

function graphqlTask(schema: GraphQLSchema, body: Body): Task {
  const operation: Operation = operationOf(schema, body);
  return {
    route: operation.name,
    isLaggingRead: !operation.isMutation,
    params: {},
    run: ({ hub, tables, caller }) => {
      if (!('account' in caller)) {
        throw new Refusal(401, 'This endpoint requires you to be authenticated.');
      }
      const look = { tables, url: hub.world.url, app: hub.app };
      const { store } = hub.world;
      const { lacks } = hub;
      return runOperation(schema, operation, { tables, look, caller, store, lacks });
    },
  };
}

/** Runs a task as trouble has it: on an older world, not at all, or with a lie for an answer. */
function perform({ hub, trouble }: ApiOptions, task: Task, asked: Omit<Asked, 'tables'>): Answer {
  const isApp = asked.caller.kind === 'installation' || asked.caller.kind === 'app';
  if (isApp && trouble.away !== null) throw new Refusal(504, 'Gateway Timeout');
  const fault = isApp ? trouble.takeFault(task.route, asked.body) : null;
  if (fault && !fault.performs) throw new Refusal(fault.status, 'Server Error', {}, fault.headers);
  const writesAgo = isApp && task.isLaggingRead ? trouble.takeLag() : 0;
  const { store } = hub.world;
  const tables = writesAgo === 0 ? store.tables : store.past(writesAgo);
  const given = task.run({ ...asked, tables });
  if (fault) throw new Refusal(fault.status, 'Server Error', {}, fault.headers);
  return given;
}
