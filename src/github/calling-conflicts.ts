import { isLogin } from '../core/login.ts';
import { nearest } from '../core/nearest.ts';
import { readRotation } from '../core/rotation-config.ts';
import type { WrittenReach } from './calling-schema.ts';
import type { Place } from './policy-problems.ts';
import type { WrittenPolicy } from './policy-schema.ts';

/** What is amiss in rotations, groups and people, and is fine where it stands alone. */
export const callingAmiss = (written: WrittenPolicy): Place[] => [
  ...rotationsAmiss(written),
  ...groupsOf(written).flatMap((one) => [
    ...unknownRotations(one, written),
    ...noToken(one, written),
    ...unreadable(one, written),
  ]),
  ...empty(written),
  ...noLogins(written),
  ...informedWithoutToken(written),
];

const rotationsAmiss = ({ rotations }: WrittenPolicy): Place[] =>
  Object.entries(rotations ?? {}).flatMap(([name, one]) =>
    readRotation(one).problems.map(({ path, allowed }) => ({
      path: ['rotations', name, ...path.split('.')],
      allowed,
    })),
  );

interface Written {
  readonly path: readonly string[];
  readonly reach: WrittenReach;
}

const groupsOf = ({ responders, services }: WrittenPolicy): Written[] => [
  ...Object.entries(responders ?? {}).map(([group, reach]) => ({
    path: ['responders', group],
    reach,
  })),
  ...Object.entries(services ?? {}).flatMap(([service, groups]) =>
    Object.entries(groups).map(([group, reach]) => ({
      path: ['services', service, group],
      reach,
    })),
  ),
];

function unknownRotations({ path, reach }: Written, { rotations }: WrittenPolicy): Place[] {
  if (Array.isArray(reach)) return [];
  const known = Object.keys(rotations ?? {});
  const unknown = (reach.rotation ?? []).find((name) => !known.includes(name));
  if (unknown === undefined) return [];
  const meant = nearest(unknown, known);
  const choice =
    known.length > 0 ? `one of ${known.join(', ')}` : 'none is written under rotations';
  return [
    {
      path: [...path, 'rotation'],
      allowed: `the name of a rotation: ${meant ? `did you mean ${meant}? ` : ''}${choice}`,
    },
  ];
}

function noToken({ path, reach }: Written, { slack }: WrittenPolicy): Place[] {
  if (Array.isArray(reach) || !reach.slack || slack?.token) return [];
  return [{ path: [...path, 'slack'], allowed: TOKEN_FIRST }];
}

/** What is kept elsewhere takes a key to be read. */
function unreadable({ path, reach }: Written, { slack, pagerduty }: WrittenPolicy): Place[] {
  if (Array.isArray(reach)) return [];
  const amiss = (key: string, allowed: string): Place => ({ path: [...path, key], allowed });
  return [
    ...(reach.schedule && !pagerduty ? [amiss('schedule', KEY_FIRST)] : []),
    ...(reach.user_group && !slack?.token ? [amiss('user_group', GROUP_TOKEN_FIRST)] : []),
  ];
}

const informedWithoutToken = ({ inform, slack }: WrittenPolicy): Place[] =>
  inform?.slack && !slack?.token ? [{ path: ['inform', 'slack'], allowed: TOKEN_FIRST }] : [];

const KEY_FIRST = 'a schedule only where `pagerduty:` has an `api_key:`';
const GROUP_TOKEN_FIRST = 'a user group only where `slack:` has a `token:`';
const TOKEN_FIRST = 'a channel only where `slack:` has a `token:`';

/** A group that is a mapping is a mistake where nothing stands in it: nobody would be called. */
const empty = (written: WrittenPolicy): Place[] =>
  groupsOf(written).flatMap(({ path, reach }) =>
    !Array.isArray(reach) && Object.values(reach).every((value) => value === undefined)
      ? [
          {
            path,
            allowed:
              'at least one of people, rotation, schedule, user_group, pagerduty, slack, email, webhook',
          },
        ]
      : [],
  );

const noLogins = ({ people }: WrittenPolicy): Place[] =>
  Object.keys(people ?? {}).flatMap((login) =>
    isLogin(login.replace(/^@/, ''))
      ? []
      : [{ path: ['people', login], allowed: 'a GitHub login, such as ana' }],
  );
