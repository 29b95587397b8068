import { systemClock } from '../clock.ts';
import type { Policy } from '../core/policy.ts';
import { rostersOf } from '../core/reach.ts';
import { readOutside } from '../env.ts';
import { EnvironmentProblem } from '../env-values.ts';
import { handsOf } from '../notifiers/hands.ts';
import type { NotifierSettings } from '../notifiers/index.ts';
import type { Hands } from '../notifiers/notifier.ts';
import { createRosters } from '../notifiers/rosters.ts';
import { misused } from './exit.ts';
import type { Terminal } from './terminal.ts';

interface Outside {
  readonly hands: Hands;
  readonly settings: NotifierSettings;
}

/** How the world outside GitHub is reached, with the secrets of this environment, as the server reaches it. */
export function outsideOf(terminal: Terminal): Outside {
  const { clock = systemClock, ...hosts } = terminal.outside ?? {};
  const told = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    terminal.tell(`${message}: ${JSON.stringify(fields)}`);
  try {
    const { secrets, owners, notifiers } = readOutside(terminal.env);
    // What is no bug is in the answers.
    const hands = handsOf(secrets, owners, { clock, log: { warn: () => {}, error: told } });
    return { hands, settings: { ...notifiers, ...hosts } };
  } catch (error) {
    if (error instanceof EnvironmentProblem) throw misused(error.message);
    throw error;
  }
}

/** The policy with what the lists say that its groups are made of, or why they could not be read from here. */
export async function withRosters(
  terminal: Terminal,
  policy: Policy,
  owner: string,
): Promise<Policy> {
  if (rostersOf(policy).length === 0) return policy;
  const { hands, settings } = outsideOf(terminal);
  return createRosters(hands, settings)(policy, owner);
}
