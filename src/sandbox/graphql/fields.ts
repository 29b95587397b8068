import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Hub } from '../hub.ts';
import type { Look } from '../rest/shapes.ts';
import type {
  Account,
  Comment,
  Edit,
  Issue,
  Label,
  Milestone,
  ReactionContent,
  Repository,
  TimelineEvent,
} from '../world/records.ts';
import type { Caller } from '../world/rights.ts';
import type { Store, Tables } from '../world/store.ts';

/** What a resolver may look at. `store` is for mutations, which act on the world as it is. */
export interface Asking {
  readonly tables: Tables;
  readonly look: Look;
  readonly caller: Caller;
  readonly store: Store;
  readonly lacks: Hub['lacks'];
}

export interface Blob {
  readonly kind: 'Blob';
  readonly repository: Repository;
  readonly oid: string;
  readonly text: string;
}

export interface Tree {
  readonly kind: 'Tree';
  readonly repository: Repository;
  readonly path: string;
  /** Of the files and folders in it. */
  readonly names: readonly string[];
}

export interface TreeEntry {
  readonly kind: 'TreeEntry';
  readonly tree: Tree;
  readonly name: string;
}

export interface PinnedIssue {
  readonly kind: 'PinnedIssue';
  readonly repository: Repository;
  readonly issue: number;
  readonly by: number;
}

export interface ReactionGroup {
  readonly kind: 'ReactionGroup';
  readonly content: ReactionContent;
  readonly on: Issue | Comment;
}

type Source =
  | Account
  | Repository
  | Label
  | Milestone
  | Issue
  | Comment
  | Edit
  | TimelineEvent
  | Blob
  | Tree
  | TreeEntry
  | PinnedIssue
  | ReactionGroup
  | { readonly kind: 'Query' }
  | { readonly kind: 'Mutation' };

export type Kind = Source['kind'];

/** The source whose `kind` is, or may be, K. */
type SourceOf<K, S = Source> = S extends { readonly kind: infer T }
  ? K extends T
    ? S
    : never
  : never;

export type Args = Readonly<Record<string, unknown>>;

type Resolve<S> = (source: S, args: Args, asking: Asking) => unknown;

/** The fields of one GraphQL type that the sandbox knows. */
export interface TypeFields {
  readonly kind: Kind;
  readonly names: readonly string[];
  resolve(name: string, source: unknown, args: Args, asking: Asking): unknown;
}

const isOfKind = <K extends Kind>(kind: K, source: unknown): source is SourceOf<K> =>
  typeof source === 'object' && source !== null && 'kind' in source && source.kind === kind;

/** Declares a type's fields; each gets the record it belongs to. */
export function typeFields<K extends Kind>(
  kind: K,
  fields: Readonly<Record<string, Resolve<SourceOf<K>>>>,
): TypeFields {
  return {
    kind,
    names: Object.keys(fields),
    resolve(name, source, args, asking) {
      if (!isOfKind(kind, source)) throw new Error(`This is no ${kind}.`);
      return fields[name]?.(source, args, asking);
    },
  };
}

/**
 * Resolves by the declared fields, and plain objects (connections, payloads) by their own. A field
 * that GitHub has and the sandbox does not is an error, never a silent null.
 */
export function fieldResolver(types: readonly TypeFields[]): GraphQLFieldResolver<unknown, Asking> {
  const byKind = new Map<string, TypeFields>(types.map((one) => [one.kind, one]));
  return (source, args: Args, asking, info) => {
    const type = byKind.get(info.parentType.name);
    if (type?.names.includes(info.fieldName)) {
      return type.resolve(info.fieldName, source, args, asking);
    }
    if (!type && typeof source === 'object' && source !== null) {
      const own = Object.entries(source).find(([name]) => name === info.fieldName);
      if (own) return own[1];
    }
    throw new Error(`The sandbox does not know ${info.parentType.name}.${info.fieldName}.`);
  };
}

/**
 * What a query asks for that GitHub has and the sandbox does not. `fieldResolver` would say so too,
 * but not for a field of what is not there, such as a comment of an issue without comments.
 */
export function unknownFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  types: readonly TypeFields[],
): GraphQLError[] {
  const byKind = new Map<string, TypeFields>(types.map((one) => [one.kind, one]));
  const errors: GraphQLError[] = [];
  const info = new TypeInfo(schema);
  const enter = (node: FieldNode): void => {
    const parent = info.getParentType();
    const name = node.name.value;
    if (!parent || name === '__typename') return;
    const asked = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
    for (const { name: kind } of asked) {
      if (byKind.get(kind)?.names.includes(name) ?? true) continue;
      errors.push(new GraphQLError(`The sandbox does not know ${kind}.${name}.`, { nodes: node }));
    }
  };
  visit(document, visitWithTypeInfo(info, { Field: { enter } }));
  return errors;
}

export const typeResolver: GraphQLTypeResolver<unknown, Asking> = (source) =>
  typeof source === 'object' && source !== null && 'kind' in source
    ? String(source.kind)
    : undefined;

/** An argument's text; null and absent alike are undefined. */
export function textArg(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

/** An argument's list of texts, or undefined where none was given. */
export function textsArg(args: Args, name: string): string[] | undefined {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** The argument `input` of a mutation. */
export function inputArg(args: Args): Args {
  return typeof args.input === 'object' && args.input !== null ? { ...args.input } : {};
}
