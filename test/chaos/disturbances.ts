import { type Duration, MINUTE, SECOND } from '../../src/core/time.ts';
import { type Dice, diceFor } from './dice.ts';
import type { Scenario } from './scenario.ts';

/** What befalls one request of the app at GitHub. */
export type RequestMishap =
  | { readonly is: 'refused'; readonly status: 429 | 403 | 500 | 502 | 503 }
  /** GitHub has done it, and says 502 or nothing. */
  | { readonly is: 'done in silence'; readonly status: 0 | 502 }
  | { readonly is: 'never arrived' }
  /** The next reads show the world as it was some writes ago. */
  | { readonly is: 'stale'; readonly writes: number; readonly reads: number }
  /** A server dies before the request is done, or after it and before it hears the answer. */
  | { readonly is: 'killed'; readonly when: 'before' | 'after'; readonly server: number };

export type WebhookMishap = 'dropped' | 'sent twice' | 'held' | 'kills';

/** What befalls the next call of a pager, a mail server, a webhook or a chat of the team's. */
export interface CallMishap {
  readonly at: 'pager' | 'mail' | 'hook' | 'chat';
  readonly is: 'refused' | 'answer lost' | 'killed before' | 'killed after';
}

/** What befalls one step: by the number of the request, or of the webhook, since it began. */
export interface Trial {
  readonly requests: ReadonlyMap<number, RequestMishap>;
  readonly webhooks: ReadonlyMap<number, WebhookMishap>;
  readonly calls: readonly CallMishap[];
  /** After what time that arrives which was held: behind what came after it. */
  readonly heldFor: Duration;
  /** What happens to the servers before anybody acts. */
  readonly before: 'nothing' | 'killed' | 'stopped' | 'killed, disk lost' | 'away';
  /** How long they are away, where they are. */
  readonly away: Duration;
}

/** How much happened in each step while nobody disturbed it. */
export type Traffic = readonly { readonly requests: number; readonly webhooks: number }[];

interface Setting {
  readonly scenario: Scenario;
  readonly traffic: Traffic;
  /** How many servers there are. */
  readonly servers: number;
}

/** Everything that goes wrong in a round: the same for the same seed and the same traffic. */
export function disturbancesFor(seed: string, setting: Setting): readonly Trial[] {
  const dice = diceFor(`disturbances ${seed}`);
  const trials = setting.traffic.map((traffic, step) =>
    trialOf(dice, { ...setting, traffic, step }),
  );
  if (trials.some(isDeadly)) return trials;
  // In no round does everybody live.
  const step = dice.below(trials.length);
  return trials.map((trial, index) => (index === step ? withKill(dice, trial, setting) : trial));
}

/** What befalls a request that comes surely; the others may never come. */
const isDeadly = ({ requests, before }: Trial): boolean =>
  [...requests.values()].some(({ is }) => is === 'killed') ||
  before.startsWith('killed') ||
  before === 'away';

function withKill(dice: Dice, trial: Trial, { servers }: Setting): Trial {
  const killed: RequestMishap = {
    is: 'killed',
    when: dice.pick(['before', 'after'] as const),
    server: dice.below(servers),
  };
  return { ...trial, requests: new Map([...trial.requests, [dice.between(1, 3), killed]]) };
}

interface Moment {
  readonly scenario: Scenario;
  readonly traffic: Traffic[number];
  readonly servers: number;
  readonly step: number;
}

const LATE: readonly WebhookMishap[] = [
  'dropped',
  'dropped',
  'sent twice',
  'held',
  'held',
  'kills',
];
const PROMPT: readonly WebhookMishap[] = ['sent twice', 'kills'];

function trialOf(dice: Dice, { scenario, traffic, servers, step }: Moment): Trial {
  // It does not say when it was sent: late, it would be declared late.
  const isTimeless = scenario.steps[step]?.acts.some(({ does }) => does === 'dispatch');
  const requests = new Map<number, RequestMishap>();
  for (let count = dice.pick([0, 0, 1, 1]); count > 0 && traffic.requests > 0; count -= 1)
    requests.set(dice.between(1, traffic.requests), requestMishap(dice, servers));
  const webhooks = new Map<number, WebhookMishap>();
  for (let count = dice.pick([0, 1]); count > 0 && traffic.webhooks > 0; count -= 1)
    webhooks.set(dice.between(1, traffic.webhooks), dice.pick(isTimeless ? PROMPT : LATE));
  return {
    requests,
    webhooks,
    calls: callMishaps(dice, scenario),
    heldFor: dice.between(1, 240) * SECOND,
    before: step === 0 ? 'nothing' : before(dice, servers > 1 || isForgotten(scenario, step)),
    away: dice.between(1, 3) * MINUTE,
  };
}

/** On a new disk nobody knows of an incident that has ended without its label: docs/inside/failures.md. */
const isForgotten = ({ steps }: Scenario, step: number): boolean =>
  steps
    .slice(0, step)
    .some(({ acts }) => acts.some((act) => act.does === 'unlabel' && act.label === 'incident'));

/** Where several share a database, its disk is not theirs to lose. */
function before(dice: Dice, keepsDisk: boolean): Trial['before'] {
  if (dice.in100(88)) return 'nothing';
  return dice.pick(
    keepsDisk
      ? (['killed', 'stopped', 'away'] as const)
      : (['killed', 'stopped', 'away', 'killed, disk lost'] as const),
  );
}

function requestMishap(dice: Dice, servers: number): RequestMishap {
  return dice.pick<() => RequestMishap>([
    () => ({ is: 'refused', status: dice.pick([429, 403, 500, 502, 503] as const) }),
    () => ({ is: 'done in silence', status: dice.pick([0, 502] as const) }),
    () => ({ is: 'never arrived' }),
    () => ({ is: 'stale', writes: dice.between(1, 6), reads: dice.between(1, 3) }),
    () => ({
      is: 'killed',
      when: dice.pick(['before', 'after', 'after'] as const),
      server: dice.below(servers),
    }),
  ])();
}

function callMishaps(dice: Dice, { policy }: Scenario): readonly CallMishap[] {
  const there = (['pager', 'mail', 'hook', 'chat'] as const).filter((service) =>
    policy?.includes({ pager: 'pagerduty:', mail: '@', hook: 'webhook:', chat: 'slack:' }[service]),
  );
  if (there.length === 0 || dice.in100(70)) return [];
  const is = dice.pick([
    'refused',
    'answer lost',
    'killed before',
    'killed after',
    'killed after',
  ] as const);
  return [{ at: dice.pick(there), is }];
}
