/**
 * `/sev 1 checkout is down for all` changes the severity and re-applies the matrix: who was not called yet is.
 *
 *     SEV 2 → SEV 1 by ana: checkout is down for all
 *     Now also called: director, execs. Updates every 30m, the next by 10:52 UTC.
 */

import { severityOf } from '../core/policy.ts';
import { ok, refuse } from '../core/result.ts';
import { command, returned } from './command.ts';

export const sev = command<{ level: number; why: string | null }>({
  name: 'sev',
  aliases: ['severity'],
  usage: '/sev 1 [why]',
  summary: 'Change the severity; pages who was not paged yet and sets the pace of updates',
  examples: ['/sev 2', '/sev 1 checkout is down for everybody', '/sev SEV 3'],
  who: 'responder',
  during: 'open',
  parse({ text }) {
    const match = /^(?:sev\s*)?(\d{1,2})(?:\s+(.*))?$/i.exec(text);
    if (!match)
      return refuse(
        text === '' ? 'No severity is named' : `"${text}" names no severity`,
        '`/sev 2`, with the number alone or a reason behind it',
      );
    return ok({ level: Number(match[1]), why: match[2]?.trim() || null });
  },
  run({ level, why }, { incident, policy }) {
    const levels = policy.severities.map((row) => row.level);
    if (!levels.includes(level))
      return refuse(
        `There is no severity ${level}`,
        `One of ${levels.map((l) => `\`/sev ${l}\``).join(', ')}`,
      );
    // Of a report in doubt it is a confirmation: somebody vouches for how bad it is.
    const isKnown = level === incident.severity && incident.severityGiven;
    if (isKnown && !why && incident.doubt === null)
      return ok(returned(incident, severityOf(policy, level).label));
    return ok([{ type: 'severity-changed', from: incident.severity, to: level, why }]);
  },
});
