import { setTimeout as pause } from 'node:timers/promises';
import { burst } from './burst.ts';
import { type Figure, inTurns, type Row } from './figure.ts';
import { startGitHub } from './github.ts';
import { inFolder, SECRET, type Server, startEmptyApp, startTocsin } from './servers.ts';
import { comments } from './webhooks.ts';

const ROUNDS = 9;
/** What a start leaves to be done is done by then. */
const SETTLES = 500;

export const starting: Figure = {
  name: 'start',
  about: `from the start of the process on a disk that has been started from before, and what it has used half a second after that; against a Probot app with an empty handler, in ${ROUNDS} turns`,
  measure: () => inFolder(measured),
};

async function measured(folder: string): Promise<readonly Row[]> {
  const github = await startGitHub({ answer: () => undefined });
  const ours: Look[] = [];
  const theirs: Look[] = [];
  try {
    // The first turn brings both from the disk and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      ours.push(await look(startTocsin({ ...github.env, TOCSIN_DATA: folder })));
      theirs.push(await look(startEmptyApp()));
    }
  } finally {
    await github.close();
  }
  const row = (what: string, unit: string, field: keyof Look) =>
    inTurns(
      { what, unit, ...(field === 'startedIn' ? { aim: { most: 1.3 } } : {}) },
      ours.slice(1).map((one) => one[field]),
      theirs.slice(1).map((one) => one[field]),
    );
  return [
    row('to listening', 'ms', 'startedIn'),
    row('to the first webhook answered', 'ms', 'answeredIn'),
    row('processor time', 's', 'cpu'),
    row('memory', 'MB', 'memory'),
  ];
}

interface Look {
  readonly startedIn: number;
  readonly answeredIn: number;
  readonly cpu: number;
  readonly memory: number;
}

async function look(starting: Promise<Server>): Promise<Look> {
  const server = await starting;
  try {
    const listening = performance.now();
    await burst(server.address, comments(SECRET, { count: 1, incidents: 1, from: 0 }), 1);
    const answeredIn = server.startedIn + performance.now() - listening;
    await pause(SETTLES);
    return { ...server, answeredIn, cpu: server.cpu(), memory: server.memory() };
  } finally {
    await server.stop();
  }
}
