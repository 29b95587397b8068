import type { Destination } from '../core/destination.ts';
import type { Informed, Informing } from '../core/informing.ts';
import type { Calling, Reach } from '../core/reach.ts';
import type { Roster } from '../core/roster.ts';
import type { Rotation } from '../core/rotation.ts';
import { readRotation } from '../core/rotation-config.ts';
import { DAY } from '../core/time.ts';
import type { WrittenReach } from './calling-schema.ts';
import type { WrittenPolicy } from './policy-schema.ts';

/** The part of the policy that says whom groups stand for. Rotations that are amiss are left out: `callingAmiss` tells. */
export function callingOf(written: WrittenPolicy): Calling {
  const token = written.slack?.token ?? null;
  const groups = Object.entries(written.responders ?? {}).map(
    ([group, one]) => [group, reachFrom(one, token)] as const,
  );
  return {
    responders: Object.fromEntries(groups.map(([group, { people }]) => [group, people])),
    reach: Object.fromEntries(groups),
    services: Object.fromEntries(
      Object.entries(written.services ?? {}).map(([service, own]) => [
        service,
        Object.fromEntries(
          Object.entries(own).map(([group, one]) => [group, reachFrom(one, token)]),
        ),
      ]),
    ),
    rotations: rotationsOf(written),
    contacts: contactsOf(written),
    rosters: {},
    pagerDuty: written.pagerduty
      ? { key: written.pagerduty.api_key, region: written.pagerduty.region }
      : null,
  };
}

/** The part of the policy that says who is told of an incident without being called. */
export function informingOf({ inform, slack: workspace }: WrittenPolicy): Informing {
  const token = workspace?.token ?? null;
  const { channel = true, archive_after: archiveAfter = 7 * DAY, invite = [] } = workspace ?? {};
  const { slack = [], email = [], webhook = [] } = inform ?? {};
  return {
    workspace: token && { token, channel, archiveAfter, invite },
    inform: [
      ...slack.flatMap((channel): Informed[] =>
        token ? [{ kind: 'slack', token, channel, mention: [] }] : [],
      ),
      ...email.map((to): Informed => ({ kind: 'email', to })),
      ...webhook.map((one): Informed => ({ kind: 'webhook', ...one })),
    ],
  };
}

type Token = NonNullable<WrittenPolicy['slack']>['token'] | null;

function reachFrom(written: WrittenReach, token: Token): Reach {
  if (Array.isArray(written)) return { people: written, rotations: [], destinations: [] };
  const {
    people = [],
    rotation = [],
    schedule = [],
    user_group = [],
    pagerduty = [],
    slack = [],
    email = [],
    webhook = [],
  } = written;
  return {
    people,
    rotations: rotation,
    rosters: [
      ...schedule.map((id): Roster => ({ kind: 'schedule', id })),
      ...user_group.map((id): Roster => ({ kind: 'user-group', id })),
    ],
    destinations: [
      ...pagerduty.map((one): Destination => ({ kind: 'pagerduty', ...one })),
      ...slack.flatMap((one): Destination[] => (token ? [{ kind: 'slack', token, ...one }] : [])),
      ...email.map((to): Destination => ({ kind: 'email', to })),
      ...webhook.map((one): Destination => ({ kind: 'webhook', ...one })),
    ],
  };
}

function rotationsOf({ rotations }: WrittenPolicy): Record<string, Rotation> {
  const read = Object.entries(rotations ?? {}).flatMap(([name, one]) => {
    const { rotation } = readRotation(one);
    return rotation ? [[name, rotation] as const] : [];
  });
  return Object.fromEntries(read);
}

function contactsOf({ people }: WrittenPolicy): Calling['contacts'] {
  return Object.fromEntries(
    Object.entries(people ?? {}).map(([login, { slack, email, phone }]) => [
      login.replace(/^@/, '').toLowerCase(),
      { slack: slack ?? null, email: email ?? null, phone: phone ?? null },
    ]),
  );
}
