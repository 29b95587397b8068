import { types } from 'node:util';

/** Errors within errors are told this deep. */
const DEEPEST = 4;

/**
 * What the log tells of an error. Libraries hang whole requests and answers on theirs, with headers and people's words:
 * of those only method, address and status are told.
 */
export function toldError(error: unknown, depth = 0): unknown {
  if (!isError(error)) return typeof error === 'object' ? '(no error)' : error;
  const causes = depth < DEEPEST && error.cause !== undefined;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...plain(error, ['code', 'errcode', 'status', 'syscall', 'responseCode']),
    ...('request' in error ? { request: plain(error.request, ['method', 'url']) } : {}),
    ...('errors' in error && Array.isArray(error.errors) && depth < DEEPEST
      ? { errors: error.errors.slice(0, 10).map((one) => toldPart(one, depth + 1)) }
      : {}),
    ...(causes ? { cause: toldError(error.cause, depth + 1) } : {}),
  };
}

/** One of several errors; GraphQL's are no errors but objects. */
const toldPart = (part: unknown, depth: number): unknown =>
  isError(part)
    ? toldError(part, depth)
    : plain(part, ['type', 'path', 'message', 'resource', 'field', 'code']);

const isError = (value: unknown): value is Error => types.isNativeError(value);

function plain(source: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof source !== 'object' || source === null) return {};
  return Object.fromEntries(Object.entries(own(source)).filter(([name]) => names.includes(name)));
}

/** What stands on an object itself, whether it is listed or not. */
const own = (source: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.getOwnPropertyNames(source).map((name) => [name, Reflect.get(source, name)]),
  );
