import type { Row } from '../../bench/figure.ts';
import type { Measured } from '../../bench/table.ts';
import type { Figures } from './report.ts';

/** The rounds as a section of bench/README.md: how many there were, what was done to the app, what ended otherwise. */
export function measuredOf(figures: Figures & { readonly broken: number }): Measured {
  const { mode, seed, rounds, wrong, broken } = figures;
  const isCluster = mode !== 'one server, SQLite';
  const by = isCluster ? 'three servers on one PostgreSQL' : 'one server on SQLite';
  const command = `npm run chaos -- ${isCluster ? '--cluster ' : ''}--rounds ${rounds} --seed ${seed}`;
  const row = (what: string, ours: number, unit = ''): Row => ({
    what,
    unit,
    ours,
    baseline: null,
    ratio: null,
  });
  return {
    figure: {
      name: isCluster ? 'chaos-cluster' : 'chaos',
      about: `\`${command}\`: random incidents, each played twice, undisturbed and by ${by} with everything going wrong that can`,
    },
    rows: [
      row('rounds', rounds),
      { ...row('ended otherwise, or not at all', wrong + broken), aim: { of: 'ours', most: 0 } },
      row('servers killed', figures.kills),
      row('servers stopped and started', figures.restarts),
      row('requests to GitHub', figures.requests),
      row('of them failed', figures.failed),
      row('of them shown an older world', figures.stale),
      row('webhooks', figures.webhooks),
      row('of them lost', figures.lost),
      row('of them doubled', figures.doubled),
      row('of them late', figures.delayed),
      row('messages to pagers, mail and chats', figures.messages),
      row('of them repeats that said so', figures.repeats),
      row('calls of those that went wrong', figures.calls),
      row('took', figures.seconds, 's'),
    ],
  };
}
