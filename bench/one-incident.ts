import {
  decodeRecord,
  encodeRecord,
  type IncidentRecord,
  visibleText,
} from '../src/core/record.ts';
import { DAY, MINUTE } from '../src/core/time.ts';
import type { Kept } from '../src/queue/queue.ts';
import { setStage } from '../src/sandbox/stage.ts';

/** One incident as GitHub shows it and as the queue keeps it, to be shown in any repository. */
export interface Played {
  /** The bot that wrote its card. */
  readonly bot: number;
  /** What is kept of it where it is issue 1 of that repository. */
  kept(repository: Repository): Kept;
  /** What GitHub answers to a read of it there. */
  answer(repository: Repository): unknown;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

/** What GitHub answers to a read, as far as it names the place or the card. */
interface Answer {
  readonly data: {
    readonly repository: {
      databaseId: number;
      nameWithOwner: string;
      readonly issue: {
        readonly repository: { databaseId: number };
        readonly first: { readonly nodes: readonly Comment[] };
        readonly last: { readonly nodes: readonly Comment[] };
      };
    };
    readonly card: (Comment & { readonly issue: { repository: { databaseId: number } } }) | null;
  };
}

interface Comment {
  readonly id: string;
  readonly databaseId: number;
  body: string;
}

/** Plays an incident that has a commander and was updated just now, so that no clock of it is due for a while. */
export async function playOne(): Promise<Played> {
  const stage = await setStage({ start: Date.now() - 3 * MINUTE, sweepEvery: DAY });
  try {
    const { world, requests, app } = stage.sandbox;
    world.repository('acme/shop', { collaborators: { ana: 'admin' } });
    world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana] }');
    world.installApp('acme');
    await stage.settle();
    await stage.wind(MINUTE);
    const here = { owner: 'acme', repo: 'shop' };
    const ana = stage.as('ana').rest.issues;
    await ana.create({ ...here, title: 'Checkout is slow', labels: ['incident', 'SEV 2'] });
    await stage.settle();
    for (const body of ['/ack', '/ic', '/ops @ana', '/update mitigating rolling back'])
      await ana.createComment({ ...here, issue_number: 1, body });
    await stage.wind(MINUTE);
    // One more comment, by which it is read once more as it is now.
    await ana.createComment({ ...here, issue_number: 1, body: 'better' });
    await stage.settle();
    await stage.sweep();
    await stage.settle();
    const read = requests.findLast(({ route }) => route === 'GraphQL Snapshot')?.answer;
    return shown(JSON.stringify(read), app.botId);
  } finally {
    await stage.close();
  }
}

function shown(read: string, bot: number): Played {
  const parsed = (): Answer => JSON.parse(read);
  const { card } = parsed().data;
  const decoded = card && decodeRecord(card.body);
  if (!card || decoded?.kind !== 'record')
    throw new Error('the incident that was played has no card');
  const text = ({ id, owner, name }: Repository): string => {
    const home = { repository: id, issue: 1, name: `${owner}/${name}` };
    const record: IncidentRecord = { ...decoded.record, home };
    return `${visibleText(card.body)}\n\n${encodeRecord(record)}`;
  };
  return {
    bot,
    kept: (repository) => ({
      card: { node: card.id, comment: card.databaseId },
      revision: decoded.record.revision,
      text: text(repository),
    }),
    answer(place) {
      const answer = parsed();
      const { repository, card: again } = answer.data;
      repository.databaseId = place.id;
      repository.nameWithOwner = `${place.owner}/${place.name}`;
      repository.issue.repository.databaseId = place.id;
      if (again) again.issue.repository.databaseId = place.id;
      const body = text(place);
      const all = [...repository.issue.first.nodes, ...repository.issue.last.nodes, again];
      for (const one of all) if (one?.id === card.id) one.body = body;
      return answer;
    },
  };
}
