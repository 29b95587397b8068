import { styleText } from 'node:util';
import { clockTime, dateOf, type Instant } from '../core/time.ts';
import type { Received } from './received.ts';
import type { News } from './world/news.ts';

type Format = Parameters<typeof styleText>[0];

const WIDTH = 96;
/** Most lines of a comment that are told; the page has them all. */
const MOST = 16;

const paint = (format: Format, text: string): string => styleText(format, text);

/** Markdown as plain text: no hidden parts, no marks, tables as lines. */
function plain(markdown: string): string[] {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1 …')
    .replace(/<\/?sub>/g, '')
    .replace(/^> \[!(\w+)\]$/gm, '> ‼ $1')
    .replace(/^\|[\s:|-]+\|$/gm, '')
    .replace(/^\| ?(.*?) ?\|$/gm, (_, cells: string) => cells.replaceAll(' | ', '  ·  '))
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/^---$/gm, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && line !== '>');
}

function folded(line: string): string[] {
  const words = line.split(' ');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

function quoted(body: string): string[] {
  const lines = plain(body).flatMap(folded);
  const shown = lines.slice(0, MOST);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more lines`] : [])].map(
    (line) => `${' '.repeat(16)}${paint('dim', '│')} ${line}`,
  );
}

/** What a piece of news tells beside who and when; null where nobody wants to hear of it. */
function toldOf(news: News): { readonly text: string; readonly body?: string } | null {
  if (news.event === 'issue_comment') {
    if (news.action !== 'created') return null;
    return { text: `on #${news.issue.number}:`, body: news.comment.body };
  }
  if (news.event !== 'issues') return null;
  const name = `#${news.issue.number}`;
  switch (news.action) {
    case 'opened':
      return { text: `opens ${name} “${news.issue.title}”`, body: news.issue.body };
    case 'closed':
      return { text: `closes ${name}` };
    case 'reopened':
      return { text: `reopens ${name}` };
    case 'labeled':
      return { text: `${name} + label ${news.label?.name ?? ''}` };
    case 'unlabeled':
      return { text: `${name} − label ${news.label?.name ?? ''}` };
    case 'assigned':
      return { text: `${name} → ${news.assignee?.login ?? ''}` };
    case 'pinned':
    case 'unpinned':
      return { text: `${name} ${news.action}` };
    case 'milestoned':
      return { text: `${name} in milestone “${news.milestone?.title ?? ''}”` };
    default:
      return null;
  }
}

/** Prints a play as it happens: time, who, what. */
export interface Narrator {
  scene(title: string): void;
  news(news: News, at: Instant): void;
  /** What came to the services outside GitHub. */
  outside(received: Received): void;
  check(that: string, held: boolean): void;
}

/** @param print takes one line */
export function narrate(print: (line: string) => void): Narrator {
  let day = '';
  const dated = (at: Instant): void => {
    if (dateOf(at) === day) return;
    day = dateOf(at);
    print(paint('dim', `  ${day}`));
  };
  return {
    scene: (title) => print(`\n${paint('bold', title)}`),
    outside({ at, by, what }) {
      dated(at);
      print(`  ${clockTime(at)}  ${paint('magenta', by)} ${what}`);
    },
    news(news, at) {
      const told = toldOf(news);
      if (!told) return;
      dated(at);
      const isApp = news.sender.kind === 'Bot';
      const name = news.sender.login.replace('[bot]', '').padEnd(7);
      print(`  ${clockTime(at)}  ${paint(isApp ? 'cyan' : 'yellow', name)} ${told.text}`);
      if (told.body !== undefined) for (const line of quoted(told.body)) print(line);
    },
    check: (that, held) =>
      print(
        held ? paint('green', `         ✓ ${that}`) : paint('red', `         ✗ NOT SO: ${that}`),
      ),
  };
}
