import type { Instant } from '../../core/time.ts';
import { iso } from '../../core/time.ts';
import { type Html, html } from './html.ts';

const BOT = /\[bot\]$/;

export const isBot = (login: string): boolean => BOT.test(login);

/** A coloured disc with a letter; the app has a bell. */
export function avatar(login: string, size: 'large' | 'small' = 'small'): Html {
  if (isBot(login)) return html`<span class="avatar ${size} bot" aria-hidden="true">🔔</span>`;
  const hue = [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return html`<span class="avatar ${size}" style="--hue:${hue}" aria-hidden="true">${login.charAt(0).toUpperCase()}</span>`;
}

/** A login in bold, with the mark of a bot where it is one. */
export const who = (login: string): Html =>
  isBot(login)
    ? html`<strong>${login.replace(BOT, '')}</strong> <span class="mark">bot</span>`
    : html`<strong>${login}</strong>`;

/** `23 Nov, 10:02`, in UTC. */
export function when(at: Instant): Html {
  const date = new Date(at);
  const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
  const time = `${date.getUTCDate()} ${month}, ${iso(at).slice(11, 16)}`;
  return html`<time datetime="${iso(at)}" title="${iso(at)}">${time}</time>`;
}

interface LabelLook {
  readonly name: string;
  readonly color: string;
}

/** A label in its colour, with ink that can be read on it. */
export function chip({ name, color }: LabelLook): Html {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    Number.parseInt(color.slice(at, at + 2), 16),
  );
  const ink = red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '1f2328' : 'ffffff';
  return html`<span class="chip" style="background:#${color};color:#${ink}">${name}</span>`;
}

export const stateBadge = (state: 'open' | 'closed'): Html =>
  html`<span class="state ${state}">${state === 'open' ? '◉ Open' : '✓ Closed'}</span>`;

const EMOJI: Readonly<Record<string, string>> = {
  THUMBS_UP: '👍',
  THUMBS_DOWN: '👎',
  LAUGH: '😄',
  HOORAY: '🎉',
  CONFUSED: '😕',
  HEART: '❤️',
  ROCKET: '🚀',
  EYES: '👀',
};

/** What people and the app reacted with, counted. */
export function reactionBar(
  reactions: readonly { readonly content: string; readonly by: string }[],
): Html | null {
  if (reactions.length === 0) return null;
  const kinds = [...new Set(reactions.map((one) => one.content))];
  return html`<p class="reactions">${kinds.map((kind) => {
    const by = reactions.filter((one) => one.content === kind).map((one) => one.by);
    return html`<span title="${by.join(', ')}">${EMOJI[kind] ?? kind} ${by.length}</span> `;
  })}</p>`;
}
