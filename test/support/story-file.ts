import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { parseDuration } from '../../src/core/duration.ts';
import { type Duration, HOUR, type Instant } from '../../src/core/time.ts';

const duration = z.string().transform((text, context): Duration => {
  const length = parseDuration(text.replace(/^every /, ''));
  if (length !== null) return length;
  context.addIssue({ code: 'custom', message: 'a length of time such as "15m" or "every 12h"' });
  return z.NEVER;
});

const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  .transform((text): Instant => Date.parse(`${text.replace(' ', 'T')}:00Z`));

const role = z.enum(['none', 'read', 'triage', 'write', 'maintain', 'admin']);

/** A policy file: its text, or what its text says. */
const policy = z.union([z.string(), z.record(z.string(), z.unknown())]);

const given = z.strictObject({
  repository: z.enum(['public', 'private']).default('public'),
  people: z.record(z.string(), role),
  /** Bots, by their names without `[bot]`: they do what people do, by other accounts. */
  bots: z.record(z.string(), role).default({}),
  labels: z.array(z.string()).default(['incident']),
  policy: policy.optional(),
  'policy of the organisation': policy.optional(),
  /** Beside `shop`: who may do what there. */
  'other repositories': z.record(z.string(), z.record(z.string(), role)).default({}),
  /** Whether the app is installed from the start; a story may install it later. */
  installed: z.boolean().default(true),
  'it is': moment.default(Date.parse('2026-11-23T10:00:00Z')),
  /** Seldom, so that long stories are told quickly: whoever tells of a sweep says how often. */
  sweeps: duration.default(12 * HOUR),
});

/** A sentence, or a sentence with what it is about: `- ana closes the issue`, `- ana says: /ack`. */
const step = z.unknown().transform((written, context): { sentence: string; about: unknown } => {
  if (typeof written === 'string') return { sentence: written, about: null };
  const [first, ...others] = Object.entries(written ?? {});
  if (first && others.length === 0) return { sentence: first[0], about: first[1] };
  context.addIssue({ code: 'custom', message: 'a step is one sentence' });
  return z.NEVER;
});

const story = z.strictObject({
  story: z.string(),
  given,
  steps: z.array(step).min(1),
});

export type Story = z.output<typeof story>;
export type Given = Story['given'];
export type Step = Story['steps'][number];

/** Reads a story. Throws with the file's name and what is wrong where. */
export function readStory(file: string): Story {
  const read = story.safeParse(load(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new Error(`${file} is no story:\n${z.prettifyError(read.error)}`);
}
