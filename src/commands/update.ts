/**
 * `/update [status] text`, with `Impact:` and `Next:` on lines of their own where they changed.
 *
 *     /update mitigating rolling back to 1.4.1
 *     Impact: checkout fails for a third of customers
 *     Next: watch the error rate for ten minutes
 */
import type { OpenStatus } from '../core/events.ts';
import { ok, refuse } from '../core/result.ts';
import { command } from './command.ts';
import { statusIn } from './status.ts';

interface Args {
  readonly status: OpenStatus | null;
  readonly text: string;
  readonly impact: string | null;
  readonly next: string | null;
}

const FIELD = /^(impact|next(?: steps)?)\s*:\s*(.*)$/i;

export const update = command<Args>({
  name: 'update',
  usage: '/update [status] text',
  summary: 'Post an update and reset its clock; lines `Impact:` and `Next:` fill those fields',
  examples: [
    '/update rolling back to 1.4.1',
    '/update mitigating rolling back\nImpact: a third of checkouts fail\nNext: watch errors for 10 minutes',
  ],
  who: 'responder',
  during: 'open',
  takesLines: true,
  parse({ text, below }) {
    const [first = '', ...others] = text.split(/\s+/);
    const status = statusIn(first.replace(/[.:,]$/, ''));
    const fields = fieldsOf([status ? others.join(' ') : text, ...below]);
    if (!status && !fields.text && !fields.impact && !fields.next)
      return refuse('An update says something', '`/update mitigating rolling back to 1.4.1`');
    return ok({ status, ...fields });
  },
  run({ status, ...fields }, { incident }) {
    if (incident.status === 'resolved') return ok([]);
    const now = status ?? incident.status;
    const updated = { type: 'updated', status: now, ...fields } as const;
    if (now === incident.status) return ok([updated]);
    return ok([{ type: 'status-changed', from: incident.status, to: now }, updated]);
  },
});

/** Lines after a field belong to it until the next field or an empty line. */
function fieldsOf(lines: readonly string[]): Omit<Args, 'status'> {
  const found: Record<'text' | 'impact' | 'next', string[]> = { text: [], impact: [], next: [] };
  let into: keyof typeof found = 'text';
  for (const line of lines) {
    const field = FIELD.exec(line);
    if (field) into = field[1]?.toLowerCase() === 'impact' ? 'impact' : 'next';
    else if (line.trim() === '') into = 'text';
    found[into].push(field ? (field[2] ?? '') : line);
  }
  const said = (key: keyof typeof found): string => found[key].join('\n').trim();
  return { text: said('text'), impact: said('impact') || null, next: said('next') || null };
}
