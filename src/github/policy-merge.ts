import { inWords } from '../core/duration.ts';
import type { Status } from '../core/events.ts';
import type { Label } from '../core/label.ts';
import { DEFAULT_POLICY, type Policy, type Role, type Severity } from '../core/policy.ts';
import { callingOf, informingOf } from './calling-merge.ts';
import type { WrittenPolicy } from './policy-schema.ts';

type WrittenRole = NonNullable<WrittenPolicy['roles']>[string];
type WrittenSeverity = NonNullable<NonNullable<WrittenPolicy['severities']>[string]>;

/** Lays what was written over the defaults; lists replace. Does not check what `conflictsIn` checks. */
export function overDefaults(written: WrittenPolicy): Policy {
  const { clocks, labels, rights, postmortem, business_hours: hours } = written;
  const base = DEFAULT_POLICY;
  return {
    roles: rolesOf(written),
    statuses: {
      investigating: statusOver('investigating', written),
      mitigating: statusOver('mitigating', written),
      monitoring: statusOver('monitoring', written),
      resolved: statusOver('resolved', written),
    },
    labels: {
      unconfirmed: named(base.labels.unconfirmed, labels?.unconfirmed),
      drill: named(base.labels.drill, labels?.drill),
      actionItem: named(base.labels.actionItem, labels?.action_item),
    },
    severities: severitiesOf(written),
    unknown: written.unknown_severity ?? base.unknown,
    rights: {
      command: rights?.command ?? base.rights.command,
      teams: rights?.teams ?? base.rights.teams,
      people: rights?.people ?? base.rights.people,
      declare: rights?.declare ?? base.rights.declare,
    },
    clocks: {
      grace: clocks?.grace ?? base.clocks.grace,
      commander: clocks?.commander ?? base.clocks.commander,
      mitigation: clocks?.mitigation ?? base.clocks.mitigation,
      updateSilence: clocks?.update_silence ?? base.clocks.updateSilence,
      rounds: clocks?.rounds ?? base.clocks.rounds,
    },
    postmortem: {
      within: postmortem?.within ?? base.postmortem.within,
      due: postmortem?.due ?? base.postmortem.due,
      owedBy: postmortem?.owed_by ?? base.postmortem.owedBy,
      guide: postmortem?.guide ?? base.postmortem.guide,
      repository: postmortem?.repository ?? base.postmortem.repository,
    },
    drills: { page: written.drills?.page ?? base.drills.page },
    businessHours: {
      timezone: hours?.timezone ?? base.businessHours.timezone,
      days: hours?.days ?? base.businessHours.days,
      from: hours?.from ?? base.businessHours.from,
      to: hours?.to ?? base.businessHours.to,
    },
    hoursKnown: hours?.timezone !== undefined,
    manager: written.manager ?? base.manager,
    bots: written.bots ?? base.bots,
    ...callingOf(written),
    ...informingOf(written),
  };
}

/** The roles that every team begins with, then those of its own, in the file's order. */
function rolesOf({ roles }: WrittenPolicy): Role[] {
  const usual = DEFAULT_POLICY.roles.filter(({ name }) => roles?.[name] !== null);
  const own = Object.keys(roles ?? {}).filter((name) => !usualRole(name) && roles?.[name] !== null);
  const bare = (name: string): Role => ({ name, title: '', duty: '', required: false });
  return [...usual, ...own.map(bare)].map((role) => roleOver(role, roles?.[role.name]));
}

/** Whether every team begins with a role of that name. */
export const usualRole = (name: string): boolean =>
  DEFAULT_POLICY.roles.some((role) => role.name === name);

const roleOver = (base: Role, role: WrittenRole | undefined): Role => ({
  name: base.name,
  title: role?.title ?? base.title,
  duty: role?.duty ?? base.duty,
  required: role?.required ?? base.required,
});

function statusOver(status: Status, { statuses }: WrittenPolicy): Label {
  const base = DEFAULT_POLICY.statuses[status];
  const written = statuses?.[status];
  return {
    name: written?.label ?? base.name,
    colour: written?.colour ?? base.colour,
    description: written?.description ?? base.description,
  };
}

const named = (base: Label, name: string | undefined): Label => ({
  ...base,
  name: name ?? base.name,
});

function severitiesOf(written: WrittenPolicy): Severity[] {
  const levels = new Set(DEFAULT_POLICY.severities.map(({ level }) => level));
  for (const level of Object.keys(written.severities ?? {})) levels.add(Number(level));
  return [...levels]
    .sort((a, b) => a - b)
    .map((level) => {
      const base = DEFAULT_POLICY.severities.find((row) => row.level === level) ?? bare(level);
      return rowOver(base, written.severities?.[level] ?? {});
    });
}

/** A level of which the default policy knows nothing: a ticket until its row says more. */
const bare = (level: number): Severity => ({
  level,
  name: '',
  label: `SEV ${level}`,
  colour: 'ededed',
  meaning: '',
  respondWithin: null,
  response: 'next sprint',
  page: [],
  pageIn: 'any',
  rolesRequired: false,
  updateEvery: null,
  postmortem: false,
  pin: false,
});

/** Null means something in `respond` and `update`: no clock. Elsewhere the schema refuses it. */
function rowOver(base: Severity, row: WrittenSeverity): Severity {
  const { respond, update } = row;
  return {
    level: base.level,
    name: row.name ?? base.name,
    label: row.label ?? base.label,
    colour: row.colour ?? base.colour,
    meaning: row.meaning ?? base.meaning,
    respondWithin: respond === undefined ? base.respondWithin : respond,
    response: respond ? inWords(respond) : respond === null ? 'next sprint' : base.response,
    page: row.page ?? base.page,
    pageIn: row.page_in ?? base.pageIn,
    rolesRequired: row.roles ?? base.rolesRequired,
    updateEvery: update === undefined ? base.updateEvery : update,
    postmortem: row.postmortem ?? base.postmortem,
    pin: row.pin ?? base.pin,
  };
}
