import type { Instant } from '../../core/time.ts';

/* A workspace: what is in it, and what people do there. */

export interface SlackMember {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

export interface SlackPost {
  readonly ts: string;
  readonly user: string;
  text: string;
  blocks: unknown;
  edits: number;
}

export interface SlackRoom {
  readonly id: string;
  readonly name: string;
  readonly creator: string;
  readonly isPrivate: boolean;
  /** As Slack keeps it: escaped, addresses in angle brackets. */
  topic: string;
  purpose: string;
  isArchived: boolean;
  readonly members: Set<string>;
  readonly posts: SlackPost[];
  readonly pins: string[];
  readonly bookmarks: { readonly id: string; title: string; link: string }[];
}

export const BOT = 'U0TOCSIN';

/** Slack's no, thrown by whoever finds out. */
export class SlackNo extends Error {
  readonly body: Readonly<Record<string, unknown>>;

  constructor(error: string, more: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.body = { ok: false, error, ...more };
  }
}

export class SlackWorld {
  readonly members: SlackMember[] = [{ id: BOT, name: 'tocsin', email: null }];
  readonly rooms: SlackRoom[] = [];
  /** User groups: id → the ids of their members. */
  readonly userGroups = new Map<string, readonly string[]>();
  readonly #now: () => Instant;
  #serial = 0;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  addMember(name: string, email: string | null = `${name}@example.com`): SlackMember {
    const member = { id: `U0${name.toUpperCase()}`, name, email };
    this.members.push(member);
    return member;
  }

  /** A channel that somebody makes; throws `name_taken` as Slack does, archived ones included. */
  addRoom(name: string, creator: string, isPrivate = false): SlackRoom {
    if (this.rooms.some((room) => room.name === name)) throw new SlackNo('name_taken');
    const id = `C0${String(this.rooms.length + 1).padStart(7, '0')}`;
    const empty = { topic: '', purpose: '', isArchived: false, posts: [], pins: [], bookmarks: [] };
    const room = { id, name, creator, isPrivate, ...empty, members: new Set([creator]) };
    this.rooms.push(room);
    return room;
  }

  /** The channel of a name; throws where there is none. */
  room(name: string): SlackRoom {
    const room = this.rooms.find((one) => one.name === name);
    if (!room) throw new Error(`Slack has no channel ${name}`);
    return room;
  }

  post(
    room: SlackRoom,
    user: string,
    { text, blocks }: { text: string; blocks: unknown },
  ): SlackPost {
    this.#serial += 1;
    const ts = `${Math.floor(this.#now() / 1_000)}.${String(this.#serial).padStart(6, '0')}`;
    const post = { ts, user, text, blocks, edits: 0 };
    room.posts.push(post);
    return post;
  }

  serial(): number {
    this.#serial += 1;
    return this.#serial;
  }
}

/** Text as Slack keeps it: references for what it would act on, addresses in angle brackets. */
export const kept = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[^\s]+/g, '<$&>');
