import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { Answer } from '../rest/asked.ts';
import type { Body } from '../rest/body.ts';
import { accountTypes } from './account-fields.ts';
import { eventTypes } from './event-fields.ts';
import { failureShape } from './failure.ts';
import { type Asking, fieldResolver, typeResolver, unknownFields } from './fields.ts';
import { issueTypes } from './issue-fields.ts';
import { lackedFields } from './lacked.ts';
import { repositoryTypes } from './repository-fields.ts';
import { rootTypes } from './root-fields.ts';
import { writtenTypes } from './written-fields.ts';

/** More than the app has queries; sweeps differ by repository. */
const KEPT_DOCUMENTS = 200;

const TYPES = [
  ...rootTypes,
  ...repositoryTypes,
  ...issueTypes,
  ...writtenTypes,
  ...eventTypes,
  ...accountTypes,
];

const PUBLISHED = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'));
const DESCRIPTION = /"""[\s\S]*?"""/g;

const resolveField = fieldResolver(TYPES);

let schema: Promise<GraphQLSchema> | null = null;

/**
 * GitHub's published schema, read once per process, without what it says of each field. By its file: the package
 * itself builds a schema of its own where it is loaded, which takes as long again.
 */
export function githubSchema(): Promise<GraphQLSchema> {
  schema ??= readFile(PUBLISHED, 'utf8').then((published) =>
    buildSchema(published.replace(DESCRIPTION, ''), { assumeValid: true, noLocation: true }),
  );
  return schema;
}

interface Checked {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}

const checked = new Map<string, Checked>();

function check(schema: GraphQLSchema, query: string): Checked {
  const known = checked.get(query);
  if (known) return known;
  if (checked.size >= KEPT_DOCUMENTS) checked.clear();
  const made = checkNew(schema, query);
  checked.set(query, made);
  return made;
}

function checkNew(schema: GraphQLSchema, query: string): Checked {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return {
      document,
      errors: errors.length > 0 ? errors : unknownFields(schema, document, TYPES),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return { document: null, errors: [error] };
    throw error;
  }
}

/** One GraphQL request as it came in: its text, its variables, and how the log names it. */
export interface Operation {
  /** `GraphQL Snapshot`: the operation's name, else its first field's. */
  readonly name: string;
  readonly isMutation: boolean;
  readonly checked: Checked;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads a request. A query that GitHub's schema does not allow becomes an operation of errors. */
export function operationOf(schema: GraphQLSchema, body: Body): Operation {
  const found = check(schema, typeof body.query === 'string' ? body.query : '');
  const variables = typeof body.variables === 'object' ? { ...body.variables } : {};
  const operation = found.document?.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION,
  );
  const first = operation?.selectionSet.selections[0];
  const name =
    operation?.name?.value ?? (first?.kind === Kind.FIELD ? first.name.value : 'unreadable');
  return {
    name: `GraphQL ${name}`,
    isMutation: operation?.operation === 'mutation',
    checked: found,
    variables,
  };
}

/** Runs an operation. As on GitHub errors are answered with 200, beside whatever data there is. */
export function runOperation(
  schema: GraphQLSchema,
  { checked, variables, isMutation }: Operation,
  asking: Asking,
): Answer {
  const lacked = checked.document ? lackedFields(schema, checked.document, asking.lacks) : [];
  const wrong = [...checked.errors, ...lacked];
  if (!checked.document || wrong.length > 0) {
    return { status: 200, body: { errors: wrong.map(failureShape) } };
  }
  const { data, errors } = executeSync({
    schema,
    document: checked.document,
    rootValue: { kind: isMutation ? 'Mutation' : 'Query' },
    contextValue: asking,
    variableValues: variables,
    fieldResolver: resolveField,
    typeResolver,
  });
  const body = errors ? { data: data ?? null, errors: errors.map(failureShape) } : { data };
  return { status: 200, body };
}
