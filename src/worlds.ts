import type { Pass } from './act.ts';
import type { Incident } from './core/incident.ts';
import type { World } from './core/plan.ts';
import type { IncidentRecord } from './core/record.ts';
import { worldOf } from './foresee.ts';

/** Passes whose effects GitHub refused this often in a row say so on the card. */
const PATIENCE = 3;

export type Worlds = (record: IncidentRecord) => World;

/** The world with another record in it: as it was found, as decided, as done. `refused`: by GitHub, in the last pass. */
export function worldsOf(
  { job, snapshot, lacking }: Pick<Pass, 'job' | 'snapshot' | 'lacking'>,
  decided: Incident,
  refused: string,
): Worlds {
  const isRefused = refused !== '' && job.failures >= PATIENCE;
  const troubles = isRefused
    ? [`GitHub keeps refusing what Tocsin tries to do (${refused}); it goes on trying`, ...lacking]
    : lacking;
  return (record) => worldOf(record, { decided, snapshot, troubles });
}
