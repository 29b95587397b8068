import type { Notification } from '../core/notification.ts';

/*
 * What no message may lack, wherever it goes: that it is a drill or a test, that it may have come before, where the
 * issue is.
 */

/** `DRILL: SEV 1: Checkout is down (may be a repeat)` */
export function headline(
  { words, facts, repeat }: Pick<Notification, 'words' | 'facts' | 'repeat'>,
  unclear: boolean,
): string {
  const kind = exerciseIn(facts);
  const mark = kind === null ? '' : `${kind.toUpperCase()}: `;
  const twice = repeat || unclear ? ' (may be a repeat)' : '';
  return `${mark}${oneLine(words.headline)}${twice}`;
}

/** What is sent although nothing is broken; null where something is. */
export const exerciseIn = ({ drill, test }: Notification['facts']): 'drill' | 'test' | null => {
  if (test) return 'test';
  return drill ? 'drill' : null;
};

/** What a drill or a test says below its headline; null where it is neither. */
export function exerciseNote({ facts }: Pick<Notification, 'facts'>): string | null {
  const kind = exerciseIn(facts);
  return kind && `This is a ${kind}. Nothing is broken.`;
}

/** `acme/shop#12`, and the repository alone where a test is about no issue. */
export function issueName({ facts }: Pick<Notification, 'facts'>): string {
  const repository = `${facts.repository.owner}/${facts.repository.name}`;
  return facts.test ? repository : `${repository}#${facts.number}`;
}

/** The whole message as plain text; line ends are `\n`. */
export function plainText(notification: Notification, unclear: boolean): string {
  const { words, facts } = notification;
  const fields = words.fields.map(({ name, value }) => `${oneLine(name)}: ${clean(value)}`);
  const note = exerciseNote(notification);
  return [
    headline(notification, unclear),
    ...(note === null ? [] : [note]),
    ...(fields.length === 0 ? [] : ['', ...fields]),
    '',
    `${issueName(notification)}: ${facts.url}`,
  ].join('\n');
}

/** A text on one line and without control characters. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** Without control characters and marks that turn the direction of what follows; line ends are `\n`. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');

/** At most so many UTF-16 units, with `…` where something is missing; no character is cut in half. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
