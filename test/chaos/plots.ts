import type { Dice } from './dice.ts';
import type { Act } from './scenario.ts';

/** What a scene is made of. */
export interface Plot {
  readonly dice: Dice;
  /** Who may command. */
  readonly people: readonly string[];
  /** Whether there is a pager in which somebody can answer. */
  readonly pager: boolean;
}

type Scene = (plot: Plot) => readonly Act[];

const TITLE = 'Checkout is down';
/** Another incident, beside the one that is played. */
const OTHER = 'Search is slow';
/** As the form offers them. */
const CHOICES = [
  'SEV 1 – Critical: System down, or major functionality broken for all; data loss; security breach',
  'SEV 2 – Major: Core functionality broken for some; performance severely degraded',
  'SEV 3 – Minor: Non-critical functionality broken; a workaround exists',
  'SEV 4 – Trivial: Cosmetic issue or minor bug with low impact',
  'Not sure',
];

/** The ways in which an incident begins. */
export const beginnings: readonly Scene[] = [
  ({ dice, people }) => {
    const labels = ['incident', ...dice.pick([[], ['SEV 1'], ['SEV 2'], ['SEV 3']])];
    return [{ does: 'open', by: dice.pick(people), title: TITLE, labels }];
  },
  ({ dice, people }) => [
    {
      does: 'fill-form',
      by: dice.pick([...people, 'zoe']),
      title: TITLE,
      severity: dice.pick(CHOICES),
    },
  ],
  ({ dice, people }) => {
    const by = dice.pick(people);
    const text = dice.pick(['/incident', '/incident 1', '/incident sev 2 Payments fail']);
    return [
      { does: 'open', by: dice.pick([...people, 'zoe']), title: TITLE, labels: [] },
      { does: 'say', by, text },
    ];
  },
  ({ dice, people }) => [
    {
      does: 'dispatch',
      by: dice.pick(people),
      title: TITLE,
      key: 'checkout',
      severity: dice.between(1, 3),
    },
  ],
];

const says =
  (...texts: readonly string[]): Scene =>
  ({ dice, people }) => [{ does: 'say', by: dice.pick(people), text: dice.pick(texts) }];

/** What may happen while it runs. */
export const middles: readonly Scene[] = [
  says('/ack', 'I am looking at it.', '/escalate', '/page director'),
  says('/ic', '/ic @ben', '/ops @ana\n/comms @mia', '/handover ic @mia', '/ic\n/ops'),
  says('/sev 1 all of it', '/sev 2', '/sev 3 only a few', '/sev 4'),
  says('/mitigating', '/monitoring', '/investigating', '/status mitigating rolling back'),
  says(
    '/update it is slow\nImpact: half of all\nNext: roll back',
    '/update mitigating rolling back',
    '/snooze 30m',
  ),
  says(
    '/note saw it at noon',
    '/at 10:01 a deploy went out',
    '/started 09:55',
    '/action @ben add an index',
  ),
  says(
    '/sev 7',
    '/ic @nobody-here',
    '/resolve\n/reopen',
    '/timeline',
    '/oncall',
    '/help',
    '/mitigatin',
  ),
  ({ dice }) => [
    { does: 'say', by: 'zoe', text: dice.pick(['/resolve', 'It is down here too.', '/ack']) },
  ],
  ({ dice, people }) => [
    { does: 'label', by: dice.pick(people), label: dice.pick(['SEV 1', 'SEV 2', 'SEV 3']) },
  ],
  ({ dice, people }) => [
    {
      does: 'label',
      by: dice.pick(people),
      label: dice.pick(['status: mitigating', 'status: monitoring', 'drill']),
    },
  ],
  ({ dice, people }) => [
    {
      does: 'unlabel',
      by: dice.pick(people),
      label: dice.pick(['SEV 1', 'SEV 2', 'status: investigating', 'drill', 'incident']),
    },
  ],
  ({ dice, people }) => [
    { does: dice.pick(['assign', 'unassign']), by: dice.pick(people), who: dice.pick(people) },
  ],
  ({ dice, people }) => [{ does: 'rename', by: dice.pick(people), title: `${TITLE} in Europe` }],
  ({ pager, ...plot }) => (pager ? [{ does: 'answer-pager' }] : says('/ack')({ pager, ...plot })),
  ({ dice, people }) => {
    const by = dice.pick(people);
    return [
      { does: 'say', by, text: '/note half of all payments' },
      dice.pick<Act>([
        { does: 'edit', by, text: '/note a third of all payments' },
        { does: 'edit', by, text: '/resolve' },
        { does: 'delete', by },
      ]),
    ];
  },
  ({ dice }) => [
    { does: 'delete-label', by: 'ben', label: dice.pick(['SEV 2', 'status: investigating']) },
  ],
  ({ dice, people }) => [
    { does: 'open', by: dice.pick(people), title: OTHER, labels: ['incident', 'SEV 3'] },
  ],
  ({ dice, people }) => [{ does: 'call-duplicate', by: dice.pick(people), title: OTHER }],
  ({ dice, people }) => [
    { does: 'close', by: dice.pick(people) },
    { does: 'reopen', by: dice.pick(people) },
  ],
];
