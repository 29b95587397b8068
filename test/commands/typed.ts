import { readComment } from '../../src/commands/read.ts';
import type { Context } from '../../src/core/decide.ts';
import type { EventBody, EventOf } from '../../src/core/events.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { Verdict } from '../../src/core/record.ts';
import { aComment, aContext, anIncident } from '../support/builders.ts';

interface Heard {
  readonly verdict: Verdict;
  readonly bodies: readonly EventBody[];
  /** Line of the comment → what it came to. */
  readonly lines: readonly (readonly [number, readonly EventBody[]])[];
}

/** What a comment comes to, as a responder's word in a SEV 2 under way unless said otherwise. */
export function typed(
  text: string,
  {
    incident,
    ...given
  }: Partial<Omit<Context, 'incident'>> & { incident?: Partial<Incident> } = {},
): Heard {
  const lines: [number, readonly EventBody[]][] = [];
  const context = aContext({ incident: anIncident(incident), ...given });
  const verdict = readComment(
    aComment(text),
    () => context,
    (line, bodies) => lines.push([line, bodies]),
  );
  return { verdict, bodies: lines.flatMap(([, bodies]) => bodies), lines };
}

/** Why a comment was refused, and what it was told to try. */
export function refusal(
  text: string,
  given?: Parameters<typeof typed>[1],
): Pick<EventOf<'refused'>, 'because' | 'tryThis'> | null {
  const refused = typed(text, given).bodies.find((body) => body.type === 'refused');
  return refused ? { because: refused.because, tryThis: refused.tryThis } : null;
}
