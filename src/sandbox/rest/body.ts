import { type Invalid, invalid, Refusal } from './refusal.ts';

/** A request's JSON body, read field by field; a field of the wrong type is a 422. */
export type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null;

/** Parses a request's body; nothing at all reads as no fields, a bare list as the field `labels`. */
export function parseBody(text: string): Body {
  if (text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return { labels: parsed };
    if (isBody(parsed)) return parsed;
  } catch {
    // Answered below like anything else that is no object.
  }
  throw new Refusal(400, 'Problems parsing JSON');
}

const wrongType = (field: string, wanted: string): Refusal =>
  new Refusal(422, `Invalid request.\n\nFor 'properties/${field}', it is not ${wanted}.`);

/** The text of a field; undefined where it is absent, null where it says so. */
export function textOrNull(body: Body, field: string): string | null | undefined {
  const value = body[field];
  if (value === undefined || value === null || typeof value === 'string') return value;
  throw wrongType(field, 'a string');
}

/** The text of a field; absent and null alike are undefined. */
export const text = (body: Body, field: string): string | undefined =>
  textOrNull(body, field) ?? undefined;

/** A number, also as text; undefined where absent, null where the field says so. */
export function numberOrNull(body: Body, field: string): number | null | undefined {
  const value = body[field];
  if (value === undefined || value === null) return value;
  const number = Number(value);
  if (Number.isInteger(number)) return number;
  throw wrongType(field, 'an integer');
}

/** A list of texts; `{ name }` counts as its name. Undefined where absent. */
export function texts(body: Body, field: string): string[] | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw wrongType(field, 'an array');
  return value.map((one: unknown) => {
    if (typeof one === 'string') return one;
    if (isBody(one) && typeof one.name === 'string') return one.name;
    throw wrongType(field, 'an array of strings');
  });
}

interface Limit {
  readonly resource: string;
  readonly field: string;
  readonly length: number;
}

/** Refuses a text longer than GitHub takes, counted in characters. */
export function within(limit: Limit, value: string | null | undefined): void {
  if (value === undefined || value === null || value.length <= limit.length) return;
  if ([...value].length <= limit.length) return;
  const { resource, field } = limit;
  const message = `${field} is too long (maximum is ${limit.length} characters)`;
  throw invalid({ resource, field, code: 'custom', message });
}

/** A text that must be there. */
export function required(
  body: Body,
  resource: string,
  field: string,
  code: Invalid['code'] = 'missing_field',
): string {
  const value = text(body, field);
  if (value === undefined || value.trim() === '') throw invalid({ resource, field, code });
  return value;
}
