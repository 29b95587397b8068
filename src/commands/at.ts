/**
 * `/at 14:05 the deploy began`: a note about something earlier. It stands in the timeline where it belongs, with
 * who wrote it when.
 *
 *     🚀, and on the card: 14:05 bo: the deploy began (added 14:40)
 */
import { ok, refuse } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import { readWhen } from '../core/when.ts';
import { command } from './command.ts';

const type = (when: string): string => `\`/at ${when} the deploy began\``;

export const at = command<{ happened: Instant; text: string }>({
  name: 'at',
  usage: '/at 14:05 text',
  summary: 'Put a line into the timeline at an earlier time; UTC, or with a zone',
  examples: [
    '/at 14:05 the deploy began',
    '/at 14:05 Europe/Berlin the deploy began',
    '/at yesterday 23:50 the disk was full',
    '/at 2026-11-20 08:00Z the certificate was renewed',
  ],
  who: 'responder',
  during: 'any',
  takesLines: true,
  parse({ text, below }, said) {
    const when = readWhen([text, ...below].join('\n'), { said, type });
    if (!when.ok) return when;
    return when.value.rest === ''
      ? refuse('A note says something', type(text.trim()))
      : ok({ happened: when.value.at, text: when.value.rest });
  },
  run: ({ happened, text }) => ok([{ type: 'noted', text, happened }]),
});
