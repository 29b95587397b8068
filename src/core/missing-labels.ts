import { INCIDENT_LABEL } from './adoption.ts';
import type { EventOf } from './events.ts';
import type { Incident } from './incident.ts';
import { distinct } from './roles.ts';
import { isUsualStatusLabel } from './status-label.ts';
import type { Instant } from './time.ts';

type Missing = Pick<Incident, 'missingLabels' | 'labelsPutBack' | 'unlabelled' | 'statusLabels'>;

/** After a label was taken off by hand. */
export function takenOff(incident: Incident, event: EventOf<'label-removed'>): Missing {
  const { missingLabels, labelsPutBack, unlabelled = null } = incident;
  const { at, by, label, ends } = event;
  return {
    labelsPutBack,
    missingLabels: { ...missingLabels, [label]: at },
    ...named(incident, event),
    unlabelled: ends && by !== null ? { by, at } : unlabelled,
  };
}

/** The names that say a status, where this is one: the policy may call them as it likes. */
const named = (
  { statusLabels = [] }: Incident,
  { label, of }: EventOf<'label-removed' | 'label-lost'>,
): Pick<Incident, 'statusLabels'> =>
  of === 'status' ? { statusLabels: distinct([...statusLabels, label]) } : {};

/** After a label has come back, by hand or by us; what we put back we put back once. */
export function cameBack(
  incident: Incident,
  { type, label }: EventOf<'label-returned' | 'label-put-back'>,
): Missing {
  const { labelsPutBack, unlabelled = null } = incident;
  return {
    missingLabels: missedOf(incident, (other) => other !== label),
    labelsPutBack: type === 'label-put-back' ? distinct([...labelsPutBack, label]) : labelsPutBack,
    unlabelled: isDeclaring(label) ? null : unlabelled,
  };
}

/** After the whole repository has lost a label: it is made again, once. */
export function lostEverywhere(incident: Incident, event: EventOf<'label-lost'>): Missing {
  const { at, label } = event;
  const { missingLabels, labelsPutBack, unlabelled = null } = incident;
  const isAgain = labelsPutBack.includes(label);
  return {
    missingLabels: isAgain ? { ...missingLabels, [label]: at } : missingLabels,
    labelsPutBack: distinct([...labelsPutBack, label]),
    ...named(incident, event),
    unlabelled,
  };
}

/** What is missed after another severity took the place of the one before. */
export const withSeverity = (incident: Incident): Incident['missingLabels'] =>
  missedOf(incident, (label) => isDeclaring(label) || isStatus(incident, label));

/** What is missed after another status took the place of the one before. */
export const withStatus = (incident: Incident): Incident['missingLabels'] =>
  missedOf(incident, (label) => !isStatus(incident, label));

/** What a person took off twice stays off, whatever becomes of the incident; but for its status. */
export const stillMeant = (incident: Incident): Incident['missingLabels'] =>
  missedOf(
    incident,
    (label) =>
      incident.labelsPutBack.includes(label) &&
      !isStatus(incident, label) &&
      !(incident.unlabelled && isDeclaring(label)),
  );

/** Labels that come back if nothing happens, and since when each has been missing. */
export const awaitedLabels = (incident: Incident): readonly [string, Instant][] => {
  const { missingLabels, labelsPutBack, unlabelled, status } = incident;
  if (status === 'resolved') return [];
  return Object.entries(missingLabels).filter(
    ([label]) => !labelsPutBack.includes(label) && !(unlabelled && isDeclaring(label)),
  );
};

/** Of the labels that somebody took off, those that `stays` tells: the others have had their place taken. */
const missedOf = (
  { missingLabels }: Incident,
  stays: (label: string) => boolean,
): Incident['missingLabels'] =>
  Object.fromEntries(Object.entries(missingLabels).filter(([label]) => stays(label)));

const isDeclaring = (label: string): boolean => label === INCIDENT_LABEL;

const isStatus = ({ statusLabels }: Incident, label: string): boolean =>
  isUsualStatusLabel(label) || (statusLabels?.includes(label) ?? false);
