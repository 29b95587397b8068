import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { DEFAULT_POLICY } from '../core/policy.ts';
import { HOUR } from '../core/time.ts';
import { type Stage, setStage } from './stage.ts';

export const REPOSITORY = 'acme/shop';
/** `owner` and `repo`, as octokit wants them. */
export const SHOP = { owner: 'acme', repo: 'shop' } as const;
export const FORM = 'incident.yml';

/** `execs` is left empty on purpose: an incident says so aloud. */
const POLICY = `responders:
  on-call: { rotation: primary, pagerduty: "\${PAGER}" }
  eng-manager: mia
  director: { people: dan, email: dan@example.com }
rotations:
  primary:
    timezone: Europe/Berlin
    members: [ben, ana]
    start: 2026-11-23
    every: weekly
    handover: "09:00"
pagerduty: { api_key: "\${PAGER_API}" }
slack: { token: "\${SLACK}" }
`;

/** Days are wound here: five minutes, as ever, would make hundreds of sweeps that find nothing. */
const SWEEP_EVERY = 12 * HOUR;

const form = (): string =>
  readFileSync(new URL(`../../.github/ISSUE_TEMPLATE/${FORM}`, import.meta.url), 'utf8');

/**
 * A shop with five people, a pager, a policy, our issue form and the app: Monday 2026-11-23, 10:00 UTC.
 * @param options.port of the page; any free one where left out
 */
export async function setScene(
  options: { readonly port?: number; readonly log?: Logger } = {},
): Promise<Stage> {
  const start = Date.parse('2026-11-23T10:00:00Z');
  const stage = await setStage({ start, sweepEvery: SWEEP_EVERY, ...options });
  const { world } = stage.sandbox;
  for (const login of ['ana', 'ben', 'mia', 'dan', 'zoe']) world.person(login);
  world.repository(REPOSITORY, {
    collaborators: { ana: 'write', ben: 'write', mia: 'write', dan: 'write' },
  });
  world.addFile(REPOSITORY, '.github/incidents.yml', POLICY);
  world.addFile(REPOSITORY, `.github/ISSUE_TEMPLATE/${FORM}`, form());
  world.installApp('acme');
  // GitHub puts only those labels on an issue that exist, a form's as well as a person's.
  const { rest } = stage.as('ana');
  await rest.issues.createLabel({ ...SHOP, name: 'incident', color: 'b60205' });
  for (const { label, colour, meaning } of DEFAULT_POLICY.severities) {
    await rest.issues.createLabel({ ...SHOP, name: label, color: colour, description: meaning });
  }
  await stage.settle();
  return stage;
}
