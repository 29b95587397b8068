import type { Context, Rules } from '../core/decide.ts';
import type { EventBody } from '../core/events.ts';
import type { Refusal } from '../core/result.ts';
import type { Comment } from '../core/snapshot.ts';
import { commands } from './index.ts';
import { parseCommands, type Typed } from './parse.ts';

/** Runs a comment's commands in order, each on what the one before left; rights are checked here alone. */
export const readComment: Rules['comment'] = (comment, context, tell) => {
  let verdict: ReturnType<Rules['comment']> = 'nothing';
  const all = parseCommands(comment.lines, commands);
  const editor = foreignEditor(comment);
  if (editor) return refuseEdited(editor, all, { context, tell });
  for (const typed of all) {
    const judged = comment.onPostmortem
      ? judgeOnPostmortem(typed, context())
      : judge(typed, context());
    if (!judged) continue;
    if (!judged.accepted) verdict = 'refused';
    else if (verdict === 'nothing') verdict = 'accepted';
    tell(typed.line, judged.bodies);
  }
  return verdict;
};

/** Who changed somebody else's comment before it was read; null where nobody did. */
const foreignEditor = ({ author, editor }: Comment): string | null =>
  editor && !editor.ours && editor.login !== author.login ? editor.login : null;

/** What somebody else put into a comment is not its author's word, nor can the two be told apart. */
function refuseEdited(
  editor: string,
  all: readonly Typed[],
  { context, tell }: { context: () => Context; tell: Parameters<Rules['comment']>[2] },
): ReturnType<Rules['comment']> {
  const first = all.find(({ command }) => command !== null);
  if (!first || !context().actor.may) return 'nothing';
  const tryThis = `Nothing in it was carried out. \`${first.raw.replaceAll('`', '')}\` in a new comment, if it is meant`;
  const refusal = { because: `${editor} changed this comment before it was read`, tryThis };
  tell(first.line, refused(first.raw, { refusal }).bodies);
  return 'refused';
}

interface Judged {
  readonly accepted: boolean;
  readonly bodies: readonly EventBody[];
}

/** On the postmortem people write about commands more than they type them: what is not meant is silence. */
function judgeOnPostmortem(typed: Typed, context: Context): Judged | null {
  const { command, raw } = typed;
  if (!command) return null;
  if (command.alsoOnPostmortem) return judge(typed, context);
  return context.actor.may ? { accepted: false, bodies: [{ type: 'misplaced', line: raw }] } : null;
}

function judge(typed: Typed, context: Context): Judged | null {
  const { command, words, raw } = typed;
  if (!command) return context.actor.may ? refused(raw, notOurs(typed)) : null;
  if (command.who === 'responder' && !context.actor.may)
    return { accepted: false, bodies: [{ type: 'not-allowed', line: raw }] };
  // 😕 alone: what anybody may ask for is not a way to fill an issue.
  if (command.who === 'anyone' && context.actor.often) return { accepted: false, bodies: [] };
  const result = command.execute(words, context);
  return result.ok ? { accepted: true, bodies: result.value } : refused(raw, result);
}

const refused = (line: string, { refusal }: { readonly refusal: Refusal }): Judged => ({
  accepted: false,
  bodies: [{ type: 'refused', line, ...refusal }],
});

function notOurs({ words, resembles }: Typed): { readonly refusal: Refusal } {
  return {
    refusal: {
      because: `\`/${words.name}\` is no command`,
      tryThis: `Did you mean \`/${resembles}\`? \`/help\` lists all`,
    },
  };
}
