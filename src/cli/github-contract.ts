/**
 * `node src/cli/github-contract.ts FOLDER` writes test/fixtures/github-api.json: what GitHub's own
 * description says of what the app calls and hears. FOLDER is where `npm pack @octokit/openapi@23`
 * was unpacked; at 385 MB the package is too large to depend on.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * As GitHub names the event and its action: every webhook that the sandbox sends. Of a dispatch the action is the
 * caller's own; the description has one by example.
 */
const WEBHOOKS: readonly string[] = `issues.opened issues.edited issues.closed issues.reopened
  issues.deleted issues.labeled issues.unlabeled issues.assigned issues.unassigned issues.milestoned
  issues.demilestoned issues.pinned issues.unpinned issues.locked issues.unlocked
  issue_comment.created issue_comment.edited issue_comment.deleted
  issues.transferred repository_dispatch.sample.collected label.created label.edited label.deleted
  installation.created installation_repositories.added`.split(/\s+/);

const INSTALLATIONS = 'GET /app/installations';
const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

/** As GitHub's documentation writes them. The contract's test says when one is missing or too many. */
const OPERATIONS: readonly string[] = [
  'GET /app',
  INSTALLATIONS,
  'GET /app/installations/{installation_id}',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /app/hook/deliveries',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
  'GET /installation/repositories',
  'GET /users/{username}',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
  'POST /repos/{owner}/{repo}/labels',
  'POST /repos/{owner}/{repo}/milestones',
  'PATCH /repos/{owner}/{repo}/milestones/{milestone_number}',
  'POST /repos/{owner}/{repo}/issues',
  `GET ${ISSUE}`,
  `PATCH ${ISSUE}`,
  `POST ${ISSUE}/labels`,
  `DELETE ${ISSUE}/labels/{name}`,
  `POST ${ISSUE}/assignees`,
  `DELETE ${ISSUE}/assignees`,
  `POST ${ISSUE}/comments`,
  `POST ${ISSUE}/sub_issues`,
  `PATCH ${COMMENT}`,
  `PUT ${COMMENT}/pin`,
  `POST ${COMMENT}/reactions`,
  // What the terminal calls, in the name of a token's owner.
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/labels',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'PUT /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'POST /repos/{owner}/{repo}/git/refs',
  'GET /repos/{owner}/{repo}/pulls',
  'POST /repos/{owner}/{repo}/pulls',
  `GET ${ISSUE}/comments`,
];

/**
 * Answers that the description has wrong. An account is a user or an enterprise; in this list alone it
 * is said to be both at once, which no answer of GitHub's is.
 */
const MENDED: Readonly<Record<string, unknown>> = {
  [INSTALLATIONS]: { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};

/** What decides whether a value is right; everything else about a schema is for reading. */
const KEYWORDS = new Set(
  `$ref type enum format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum
  multipleOf minItems maxItems uniqueItems minProperties maxProperties required properties items
  additionalProperties allOf anyOf oneOf not`.split(/\s+/),
);
const COMBINING = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not'] as const;

type Json = Readonly<Record<string, unknown>>;

/** GitHub's description as far as it is read here. */
interface Description {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly 'x-webhooks': Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: unknown;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  /** Null where nothing is to be sent. */
  readonly body: { readonly required: boolean; readonly schema: unknown } | null;
  /** By status; null where the answer has no content. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** The part of the description that tests hold requests and answers against. */
export interface Contract {
  /** Of @octokit/openapi. */
  readonly version: string;
  /** `GET /app` → what it takes and answers. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** `issues.opened` → the payload. */
  readonly webhooks: Readonly<Record<string, unknown>>;
  /** What `#/schemas/NAME` refers to. */
  readonly schemas: Readonly<Record<string, unknown>>;
}

/** Takes what is named out of a description, with every schema it leads to. Throws for what is not there. */
export function extract(
  description: Description,
  named: { readonly operations: readonly string[]; readonly webhooks: readonly string[] },
): Contract {
  const wanted = new Set<string>();
  const webhooks = named.webhooks.map((name) => {
    const found = description['x-webhooks'][name.replaceAll('_', '-').replace('.', '-')]?.post;
    if (!found) throw new Error(`GitHub's description has no webhook ${name}`);
    return [name, contentOf(asJson(found.requestBody), wanted)];
  });
  const operations = named.operations.map((name): [string, Operation] => {
    const [method = '', path = ''] = name.split(' ');
    const found = description.paths[path]?.[method.toLowerCase()];
    if (!found) throw new Error(`GitHub's description has no ${name}`);
    return [name, operationFrom(description, found, MENDED[name], wanted)];
  });
  const schemas: Record<string, unknown> = {};
  // What a schema refers to is added to the set while it is walked.
  for (const name of wanted)
    schemas[name] = plainSchema(description.components.schemas?.[name], wanted);
  return {
    version: description.info.version,
    operations: Object.fromEntries(operations),
    webhooks: Object.fromEntries(webhooks),
    schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function operationFrom(
  description: Description,
  found: Json,
  mended: unknown,
  wanted: Set<string>,
): Operation {
  const body = found.requestBody === undefined ? null : asJson(found.requestBody);
  const answers = Object.entries(asJson(found.responses)).map(([status, response]) => [
    status,
    mended !== undefined && status === '200'
      ? plainSchema(mended, wanted)
      : contentOf(resolved(description, response), wanted),
  ]);
  return {
    parameters: asList(found.parameters).map((parameter) => {
      const { name, in: place, required, schema } = resolved(description, parameter);
      return {
        name: String(name),
        in: String(place),
        required: required === true,
        schema: plainSchema(schema, wanted),
      };
    }),
    body: body && { required: body.required === true, schema: contentOf(body, wanted) },
    answers: Object.fromEntries(answers),
  };
}

/** The schema of what is sent or answered; null where that is nothing. */
function contentOf(holder: Json, wanted: Set<string>): unknown {
  const media = asJson(asJson(holder.content)['application/json']);
  return media.schema === undefined ? null : plainSchema(media.schema, wanted);
}

/** What a reference to a parameter or a response stands for. */
function resolved(description: Description, value: unknown): Json {
  const { $ref } = asJson(value);
  if (typeof $ref !== 'string') return asJson(value);
  const [, , kind = '', name = ''] = $ref.split('/');
  return asJson(description.components[kind]?.[name]);
}

/** An OpenAPI 3.0 schema as JSON Schema has it: `nullable` becomes the type null, words are dropped. */
function plainSchema(schema: unknown, wanted: Set<string>): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema)
    .filter(([keyword]) => KEYWORDS.has(keyword))
    .map(([keyword, value]) => [keyword, plainValue(keyword, value, wanted)]);
  const plain = Object.fromEntries(kept);
  return asJson(schema).nullable === true ? orNull(plain) : plain;
}

function plainValue(keyword: string, value: unknown, wanted: Set<string>): unknown {
  if (keyword === '$ref') {
    const name = String(value).replace('#/components/schemas/', '');
    wanted.add(name);
    return `#/schemas/${name}`;
  }
  if (keyword === 'properties')
    return Object.fromEntries(
      Object.entries(asJson(value)).map(([name, one]) => [name, plainSchema(one, wanted)]),
    );
  if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf')
    return asList(value).map((one) => plainSchema(one, wanted));
  const isSchema = keyword === 'items' || keyword === 'additionalProperties' || keyword === 'not';
  return isSchema ? plainSchema(value, wanted) : value;
}

function orNull(schema: Json): Json {
  if (COMBINING.some((keyword) => keyword in schema)) return { anyOf: [schema, { type: 'null' }] };
  if (schema.type === undefined) return schema;
  const values = Array.isArray(schema.enum) ? { enum: [...new Set([...schema.enum, null])] } : {};
  return { ...schema, ...values, type: [schema.type, 'null'] };
}

const asJson = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function main(folder: string | undefined): void {
  if (folder === undefined) throw new Error('Say where @octokit/openapi was unpacked');
  const text = readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8');
  const fixture = fileURLToPath(new URL('../../test/fixtures/github-api.json', import.meta.url));
  const contract = extract(JSON.parse(text), { operations: OPERATIONS, webhooks: WEBHOOKS });
  writeFileSync(fixture, `${JSON.stringify(contract, null, 2)}\n`);
  execFileSync('npx', ['biome', 'format', '--write', fixture], { stdio: 'inherit' });
}

if (import.meta.main) main(process.argv[2]);
