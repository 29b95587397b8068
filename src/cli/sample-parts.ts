import type { Part } from '../core/effects.ts';
import type { Policy } from '../core/policy.ts';
import { cardParts } from '../surfaces/card.ts';
import { openedReply, openingFor } from '../surfaces/opened.ts';
import { rehearse } from './rehearsal.ts';
import { AT, samplePlays } from './sample-plays.ts';

/** A message with what it is given, as a sample says it. */
export interface SamplePart {
  readonly sample: string;
  readonly part: Part;
}

/** All that is said in all samples, in order. */
export const sampleParts = (policy: Policy): readonly SamplePart[] => [
  ...sampleOpenings(policy),
  ...samplePlays(policy).flatMap((play) =>
    rehearse(play)
      .flatMap(({ world, effects }) => [
        ...cardParts(world),
        ...effects.flatMap((effect) => ('parts' in effect ? effect.parts : [])),
      ])
      .map((part) => ({ sample: play.name, part })),
  ),
];

/** What no play comes to: an incident that is yet to be opened, and what went wrong on GitHub's side. */
function sampleOpenings(policy: Policy): readonly SamplePart[] {
  const asked = { id: 'comment:5', comment: 5, by: 'ana', at: AT, words: '' };
  const form = {
    description: 'The error rate is 40 %',
    severity: null,
    startedAt: null,
    services: ['checkout'],
    links: 'https://grafana.acme.example/d/checkout',
    commander: null,
    missing: [],
  };
  const where = { labelled: true, policy };
  const fromPullRequest = openingFor(
    { ...asked, kind: 'pull-request' },
    { ...where, pullRequest: { number: 12, title: 'Deploy 4812' } },
  );
  const byTool = openingFor(
    {
      kind: 'dispatch',
      id: 'dispatch:1',
      by: 'monitor',
      at: AT,
      home: { id: 1, owner: 'acme', name: 'shop' },
      title: 'Checkout is down',
      severity: null,
      form,
      key: null,
      faults: [],
    },
    { ...where, pullRequest: null },
  );
  const reply = openedReply({ comment: 5, on: 12 }, 13).flatMap((effect) =>
    'parts' in effect ? effect.parts : [],
  );
  return [
    ...fromPullRequest.issue.parts.map((part) => ({ sample: 'from a pull request', part })),
    ...byTool.issue.parts.map((part) => ({ sample: 'told by another tool', part })),
    ...reply.map((part) => ({ sample: 'from a pull request', part })),
    { sample: 'a second card', part: { template: 'spare-card', view: {} } },
  ];
}
