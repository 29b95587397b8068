import { visibleText } from '../src/core/record.ts';
import { playLife } from '../test/support/life.ts';
import type { Figure } from './figure.ts';

type Requests = Awaited<ReturnType<typeof playLife>>['requests'];

export const requests: Figure = {
  name: 'requests',
  about:
    'The life of one SEV 1 on the sandbox, from the form to the closed postmortem (docs/inside/requests.md); the baseline is the number of things that it changed for somebody who looks: labels, assignees, comments, what the card says',
  async measure() {
    const { costs, requests: made } = await playLife();
    const sum = (field: 'passes' | 'reads' | 'rights' | 'writes') =>
      costs.reduce((total, cost) => total + cost[field], 0);
    const seen = visible(made);
    const row = (what: string, ours: number) => ({
      what,
      unit: '',
      ours,
      baseline: seen,
      ratio: ours / seen,
    });
    return [
      row('all requests', sum('reads') + sum('rights') + sum('writes')),
      row('writes', sum('writes')),
      row('reads', sum('reads')),
    ];
  },
};

/** Writes after which somebody sees something else; one that only saves the record is none. */
function visible(made: Requests): number {
  const said = new Map<string, string>();
  const writes = made.filter(({ by, changed }) => by === 'app' && changed);
  return writes.filter(({ method, path, body }) => {
    const written = method === 'PATCH' ? textIn(body) : null;
    if (written === null) return true;
    const text = visibleText(written);
    const isNew = said.get(path) !== text;
    said.set(path, text);
    return isNew;
  }).length;
}

const textIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'body' in body && typeof body.body === 'string'
    ? body.body
    : null;
