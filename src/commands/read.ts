import type { Context, Rules } from '../core/decide.ts';
import type { EventBody } from '../core/events.ts';
import type { Refusal } from '../core/result.ts';
import { commands } from './index.ts';
import { parseCommands, type Typed } from './parse.ts';

/** Runs a comment's commands in order, each on what the one before left; rights are checked here alone. */
export const readComment: Rules['comment'] = (comment, context, tell) => {
  let verdict: ReturnType<Rules['comment']> = 'nothing';
  for (const typed of parseCommands(comment.lines, commands)) {
    const judged = judge(typed, context());
    if (!judged) continue;
    if (!judged.accepted) verdict = 'refused';
    else if (verdict === 'nothing') verdict = 'accepted';
    tell(typed.line, judged.bodies);
  }
  return verdict;
};

interface Judged {
  readonly accepted: boolean;
  readonly bodies: readonly EventBody[];
}

function judge(typed: Typed, context: Context): Judged | null {
  const { command, words, raw } = typed;
  if (!command) return context.actor.may ? refused(raw, notOurs(typed)) : null;
  if (command.who === 'responder' && !context.actor.may)
    return { accepted: false, bodies: [{ type: 'not-allowed', line: raw }] };
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
