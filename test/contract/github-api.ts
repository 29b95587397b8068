import { readFileSync } from 'node:fs';
import { Ajv2019, type ErrorObject } from 'ajv/dist/2019.js';
import type { Contract } from '../../src/cli/github-contract.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';

const FIXTURE = new URL('../fixtures/github-api.json', import.meta.url);
const ROOT = 'github-api';

/** What GitHub itself says of the operations that the app calls. */
export const contract: Contract = JSON.parse(readFileSync(FIXTURE, 'utf8'));

/** GitHub writes templates under both formats. */
const isAddress = (text: string): boolean => URL.canParse(text.replaceAll(/\{[^}]*\}/g, ''));

const ajv = new Ajv2019({
  // The description holds what JSON Schema does not know, formats of numbers for one.
  strict: false,
  allErrors: true,
  formats: {
    'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/,
    uri: isAddress,
    'uri-template': isAddress,
    email: /^[^@\s]+@[^@\s]+$/,
    int64: true,
    'repo.nwo': /^[^/\s]+\/[^/\s]+$/,
  },
});
ajv.addSchema({ $id: ROOT, ...contract });

export type Exchange = Pick<
  LoggedRequest,
  'method' | 'path' | 'query' | 'body' | 'status' | 'answer'
>;

/** How a request and its answer depart from what GitHub describes, one sentence each. */
export function breachesIn(exchange: Exchange): readonly string[] {
  const { method, path, status, answer } = exchange;
  const route = Object.keys(contract.operations).find((name) => matches(name, method, path));
  const operation = route === undefined ? undefined : contract.operations[route];
  if (route === undefined || !operation) return [`${method} ${path}: no such operation`];
  const say = (what: string) => (fault: string) => `${route}: ${what} ${fault}`;
  // Where the description has no content for a refusal, it has left out the usual one.
  const described = operation.answers[status] ?? ANYWHERE[status] ?? operation.answers[status];
  return [
    ...parameterFaults(route, exchange).map(say('the parameter')),
    ...bodyFaults(route, exchange).map(say('the body')),
    ...(described === undefined
      ? [say('the answer')(`has the status ${status}`)]
      : faultsOf(asAnswered(status, described), answer).map(say('the answer'))),
  ];
}

/** How a webhook's payload departs from what GitHub describes; `name` as in `issues.opened`. */
export function payloadBreachesIn(name: string, payload: unknown): readonly string[] {
  const schema = contract.webhooks[name];
  if (schema === undefined) return [`${name}: no such webhook`];
  return faultsOf(schema, payload).map((fault) => `${name}: ${fault}`);
}

const REFUSED = { $ref: '#/schemas/basic-error' };

/** Answers that any operation may give, whether or not it says so. */
const ANYWHERE: Readonly<Record<string, unknown>> = { 401: REFUSED, 403: REFUSED, 404: REFUSED };

const NOTHING = { not: {} };

/** A field that GitHub does not have is one that nobody may rely on; of its refusals it describes less than it says. */
function asAnswered(status: number, schema: unknown): unknown {
  if (schema === null) return NOTHING;
  return status < 300 ? closed(schema) : schema;
}

const closed = (schema: unknown): unknown =>
  typeof schema === 'object' && schema !== null && 'items' in schema
    ? { ...schema, items: closed(schema.items) }
    : { allOf: [schema], unevaluatedProperties: false };

/** A number in a path is what tells `issues/3` from `issues/comments`. */
function patternOf(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    /_(?:number|id)$/.test(name) ? `(?<${name}>\\d+)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${source}$`);
}

const matches = (route: string, method: string, path: string): boolean => {
  const [wanted, template = ''] = route.split(' ');
  return wanted === method && patternOf(template).test(path);
};

function parameterFaults(route: string, { path, query }: Exchange): readonly string[] {
  const { parameters } = contract.operations[route] ?? { parameters: [] };
  const inPath = patternOf(route.split(' ')[1] ?? '').exec(path)?.groups ?? {};
  const unknown = Object.keys(query).filter(
    (name) => !parameters.some((one) => one.in === 'query' && one.name === name),
  );
  const wrong = parameters.flatMap(({ name, in: place, required, schema }) => {
    const given = place === 'path' ? inPath[name] : query[name];
    if (given === undefined) return required ? [`${name} is missing`] : [];
    // In an address everything is text.
    const value = typeOf(schema) === 'integer' ? Number(given) : decodeURIComponent(given);
    return faultsOf(schema, value).map((fault) => `${name} ${fault}`);
  });
  return [...unknown.map((name) => `${name} is unknown`), ...wrong];
}

const typeOf = (schema: unknown): unknown =>
  typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : undefined;

function bodyFaults(route: string, { body }: Exchange): readonly string[] {
  const isEmpty = typeof body !== 'object' || body === null || Object.keys(body).length === 0;
  const wanted = contract.operations[route]?.body;
  if (!wanted) return isEmpty ? [] : ['is not wanted'];
  if (isEmpty && !wanted.required) return [];
  // GitHub ignores a field that it does not know: to us it is a word misspelt.
  return faultsOf({ allOf: [wanted.schema], unevaluatedProperties: false }, body);
}

const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** References are to the fixture: `#/schemas/NAME`. */
function faultsOf(schema: unknown, value: unknown): readonly string[] {
  const text = JSON.stringify(schema).replaceAll('"#/schemas/', `"${ROOT}#/schemas/`);
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(faultIn);
}

function faultIn({ instancePath, message, params }: ErrorObject): string {
  const named = params.unevaluatedProperty ?? params.allowedValues ?? '';
  return `${instancePath} ${message} ${named}`.trim();
}
