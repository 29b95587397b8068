import type { Policy } from './policy.ts';

/** The roles that every team begins with. */
export const USUAL_ROLES: Policy['roles'] = [
  {
    name: 'ic',
    title: 'Incident Commander',
    duty: 'leads, decides and communicates, and does not debug',
    required: true,
  },
  {
    name: 'ops',
    title: 'Operations Lead',
    duty: 'investigates, fixes and restores service',
    required: true,
  },
  {
    name: 'comms',
    title: 'Communications Lead',
    duty: 'keeps status page, stakeholders and channel informed',
    required: true,
  },
];

/** What the labels of the statuses look like where a team does not say otherwise. */
export const USUAL_STATUSES: Policy['statuses'] = {
  investigating: {
    name: 'status: investigating',
    colour: 'd4c5f9',
    description: 'We are finding out what is wrong',
  },
  mitigating: {
    name: 'status: mitigating',
    colour: 'bfd4f2',
    description: 'We are restoring service',
  },
  monitoring: {
    name: 'status: monitoring',
    colour: 'c5def5',
    description: 'Service is restored; we are watching it',
  },
  resolved: {
    name: 'status: resolved',
    colour: '0e8a16',
    description: 'Stable, and monitoring is green',
  },
};

/** And the other labels that a team may name. */
export const USUAL_LABELS: Policy['labels'] = {
  unconfirmed: {
    name: 'unconfirmed',
    colour: 'ededed',
    description: 'Reported as an incident; nobody has been called yet',
  },
  drill: {
    name: 'drill',
    colour: 'bfdadc',
    description: 'An exercise, not an incident',
  },
  actionItem: {
    name: 'action item',
    colour: '1d76db',
    description: 'What we change after an incident',
  },
};
