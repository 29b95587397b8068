import { GraphQLError } from 'graphql';

type Type =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'
  | 'INVALID_CURSOR_ARGUMENTS';

/** An error as GitHub's GraphQL words it, with its `type`. */
export const failure = (type: Type, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type } });

/** An error as it goes over the wire: GitHub has `type` beside `message`. */
export function failureShape(error: GraphQLError): Readonly<Record<string, unknown>> {
  const { type, ...extensions } = error.extensions;
  return {
    ...(type === undefined ? {} : { type }),
    ...(error.path ? { path: error.path } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    locations: error.locations ?? [],
    message: error.message,
  };
}
