import { clean, cut, oneLine } from '../wording.ts';

/*
 * People's words in Slack: to a reader they look as they were typed, and they neither mention nor notify anybody.
 * What Slack acts on stands in angle brackets: `<!channel>`, `<@U123>`, `<https://…|text>`. Everything else that it
 * would find by itself (`@here`, `#channel`) is not looked for where a text is `verbatim`.
 * https://docs.slack.dev/messaging/formatting-message-text
 */

const ADDRESS = /https?:\/\/[^\s<>|"'`]+[^\s<>|"'`.,:;!?)\]]/g;

/** A text as it was typed; addresses are links. */
export function mrkdwn(text: string, longest: number): string {
  const plain = clean(text);
  // Escaping makes it longer: what is cut is cut before, so that no reference is cut in half.
  for (let length = plain.length; ; length = Math.floor(length * 0.8)) {
    const written = linked(cut(plain, length));
    if (written.length <= longest) return written;
  }
}

function linked(text: string): string {
  let done = 0;
  let result = '';
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    result += `${escaped(text.slice(done, index))}<${escaped(address)}>`;
    done = index + address.length;
  }
  return result + escaped(text.slice(done));
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A link of our own. */
export const slackLink = (url: string, text: string): string =>
  `<${escaped(url).replaceAll('|', '%7C')}|${escaped(oneLine(text)).replaceAll('|', '∣')}>`;

const MEMBER = /^[UW][A-Z0-9]{2,20}$/;
const USER_GROUP = /^S[A-Z0-9]{2,20}$/;

/** Mentions a member or a user group, who are notified; null for what is no id of either. */
export function slackMention(id: string): string | null {
  if (MEMBER.test(id)) return `<@${id}>`;
  return USER_GROUP.test(id) ? `<!subteam^${id}>` : null;
}

const LOOKALIKES: Readonly<Record<string, string>> = { '&': '＆', '<': '‹', '>': '›' };

/**
 * A text for a channel's topic or purpose, at most 250 characters. Slack counts and shows those escaped, so that
 * the three characters give way to others of the same look: what is set is then what is read.
 */
export const topicText = (text: string): string =>
  cut(
    oneLine(text).replace(/[&<>]/g, (one) => LOOKALIKES[one] ?? one),
    250,
  );

/** A topic or purpose as it was set: Slack answers with addresses in angle brackets, and references. */
export const topicRead = (text: string): string =>
  text
    .replace(/<([^>|]*)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Whether a text of Slack's holds exactly this address, not one that goes on (`issues/1` in `issues/12`). */
export function holds(text: string, url: string): boolean {
  const read = topicRead(text);
  for (let at = read.indexOf(url); at >= 0; at = read.indexOf(url, at + 1))
    if (!/^[\w/%-]/.test(read.slice(at + url.length))) return true;
  return false;
}
