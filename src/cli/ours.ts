import type { Octokit } from '@octokit/rest';
import { decodeRecord } from '../core/record.ts';
import { misused } from './exit.ts';
import type { IssueName } from './places.ts';

/** Whose records are believed. */
export interface Ours {
  readonly ids: ReadonlySet<number>;
  /** How that is known, in a sentence. */
  readonly because: string;
}

export const BOT_OPTION = [
  '--bot-id <id...>',
  "whose records are believed: the numeric id of the app's bot (without it, the first bot that wrote one)",
] as const;

/** What was typed behind `--bot-id`; null where nothing was. */
export function botsTyped(typed: readonly string[] | undefined): Ours | null {
  if (!typed) return null;
  const wrong = typed.find((id) => !/^\d{1,15}$/.test(id));
  if (wrong !== undefined)
    throw misused(
      `--bot-id is a number, not "${wrong}": \`gh api 'users/NAME[bot]' --jq .id\` prints it`,
    );
  return { ids: new Set(typed.map(Number)), because: `as --bot-id says (${typed.join(', ')})` };
}

/** The bot that wrote the issue's oldest comment with a record; null where no bot did. People's are not believed. */
export async function botOf(
  github: Octokit,
  { owner, name, issue }: IssueName,
): Promise<Ours | null> {
  const pages = github.paginate.iterator(github.rest.issues.listComments, {
    owner,
    repo: name,
    issue_number: issue,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const card = data.find(
      ({ user, body }) => user?.type === 'Bot' && decodeRecord(body ?? '').kind !== 'none',
    );
    if (card?.user) return firstToWrite(card.user.id, card.user.login);
  }
  return null;
}

export const firstToWrite = (id: number, login: string): Ours => ({
  ids: new Set([id]),
  because: `${login} (${id}) wrote the oldest record here`,
});
