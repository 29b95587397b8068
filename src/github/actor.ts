import type { Actor } from '../core/snapshot.ts';
import type { ActorAnswer } from './answers.ts';

/** The bots' database ids whose word is ours: this app's, and its former registrations'. */
export type Trusted = ReadonlySet<number>;

/** Somebody, in our words. A deleted account is nobody in particular; logins are written small. */
export function actorFrom(answer: ActorAnswer | null, trusted: Trusted): Actor {
  if (!answer) return { login: 'ghost', bot: false, ours: false };
  const bot = answer.__typename === 'Bot';
  return {
    login: answer.login.toLowerCase(),
    bot,
    // A bot's login differs between REST and GraphQL; its database id does not.
    ours: bot && answer.databaseId !== undefined && trusted.has(answer.databaseId),
  };
}
