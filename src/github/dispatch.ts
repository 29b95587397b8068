import { z } from 'zod';
import { LONGEST_TITLE } from '../core/asked-for.ts';
import type { FormAnswers } from '../core/form.ts';
import type { DispatchLetter } from '../core/letters.ts';

/** What the record keeps of a text; a payload may hold 64 KB. */
const LONGEST_TEXT = 2_000;
const LONGEST_KEY = 255;
const MOST_SERVICES = 50;

const text = z.string().trim().min(1);
const list = z.union([z.array(text).min(1), text.transform((one) => one.split(/[,\n]/))]);

const severity = z.union([
  z.int().min(0).max(99),
  z
    .string()
    .regex(/^\s*(?:sev\s*)?\d{1,2}\s*$/i)
    .transform((value) => Number(/\d+/.exec(value)?.[0])),
]);
const key = z.union([text.max(LONGEST_KEY), z.int().transform(String)]);

/**
 * What a `client_payload` says. Somebody rang the bell, so nothing about it is a reason to stay silent: what
 * cannot be used is left out, and told on the card and in the log.
 */
export function readDispatch(
  payload: unknown,
  by: string,
): Pick<DispatchLetter, 'title' | 'severity' | 'form' | 'key' | 'faults'> {
  const faults: string[] = [];
  const isMapping = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  const given = new Map(isMapping ? Object.entries(payload) : []);
  const read = <Value>(name: string, schema: z.ZodType<Value>, allowed: string): Value | null => {
    const value = given.get(name) ?? null;
    if (value === null) return null;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    faults.push(
      `The dispatch's ${name} is ${shown(value)} and was left out; allowed is ${allowed}`,
    );
    return null;
  };
  const title = read('title', text, 'a text');
  if (title === null) faults.push('The dispatch gave no title: a line that says what is broken');
  const form: FormAnswers = {
    description: read('description', text, 'a text')?.slice(0, LONGEST_TEXT) ?? null,
    severity: null,
    startedAt: null,
    services: names(read('services', list, 'a list of names, or a text with commas')).slice(
      0,
      MOST_SERVICES,
    ),
    links:
      names(read('links', list, 'a list of addresses, or a text'))
        .join(' ')
        .slice(0, LONGEST_TEXT) || null,
    commander: null,
    missing: [],
  };
  return {
    title: (title ?? `Incident reported by ${by}`).slice(0, LONGEST_TITLE),
    severity: read('severity', severity, 'a whole number such as 2, or "SEV 2"'),
    form,
    key: read('key', key, `a text of at most ${LONGEST_KEY} characters`),
    faults,
  };
}

const names = (values: readonly string[] | null): readonly string[] =>
  (values ?? []).map((value) => value.trim()).filter((value) => value !== '');

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 80);
