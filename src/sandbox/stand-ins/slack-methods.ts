import { BOT, kept, SlackNo, type SlackRoom, type SlackWorld } from './slack-world.ts';

/** A request's fields, all of them text. */
export type Fields = URLSearchParams;

/** One method of the Web API: what a bot's token must be allowed, and what it does. */
export interface Method {
  /** Null: any token may. */
  readonly scope: string | null;
  readonly run: (world: SlackWorld, fields: Fields) => Readonly<Record<string, unknown>>;
}

const LONGEST_TOPIC = 250;

/** A channel that the bot can see; a private one of others does not exist for it. */
export function roomIn({ rooms }: SlackWorld, fields: Fields, name = 'channel'): SlackRoom {
  const room = rooms.find(({ id }) => id === fields.get(name));
  if (!room || (room.isPrivate && !room.members.has(BOT))) throw new SlackNo('channel_not_found');
  return room;
}

/** A channel that the bot may change. */
export function ownRoom(world: SlackWorld, fields: Fields, name = 'channel'): SlackRoom {
  const room = roomIn(world, fields, name);
  if (room.isArchived) throw new SlackNo('is_archived');
  if (!room.members.has(BOT)) throw new SlackNo('not_in_channel');
  return room;
}

const shown = (room: SlackRoom) => ({
  id: room.id,
  name: room.name,
  is_channel: true,
  is_private: room.isPrivate,
  is_archived: room.isArchived,
  is_member: room.members.has(BOT),
  creator: room.creator,
  topic: { value: room.topic, creator: '', last_set: 0 },
  purpose: { value: room.purpose, creator: '', last_set: 0 },
  num_members: room.members.size,
});

/** A page of a list: a cursor is the place where the next one begins. */
function pageOf<Item>(list: readonly Item[], fields: Fields) {
  const limit = Number(fields.get('limit') ?? 100);
  if (!(limit > 0 && limit < 1_000)) throw new SlackNo('invalid_limit');
  const from = Number(fields.get('cursor') ?? 0);
  const until = from + limit;
  const next_cursor = until < list.length ? String(until) : '';
  return { items: list.slice(from, until), response_metadata: { next_cursor } };
}

/** The methods `conversations.*`. */
export const conversations: Readonly<Record<string, Method>> = {
  'conversations.create': {
    scope: 'channels:manage',
    run: (world, fields) => {
      const name = fields.get('name') ?? '';
      if (name === '') throw new SlackNo('invalid_name_required');
      if (name.length > 80) throw new SlackNo('invalid_name_maxlength');
      if (!/^[a-z0-9_-]+$/.test(name)) throw new SlackNo('invalid_name_specials');
      return { channel: shown(world.addRoom(name, BOT)) };
    },
  },
  'conversations.info': {
    scope: 'channels:read',
    run: (world, fields) => ({ channel: shown(roomIn(world, fields)) }),
  },
  'conversations.history': {
    scope: 'channels:history',
    run: (world, fields) => {
      const room = roomIn(world, fields);
      if (!room.members.has(BOT)) throw new SlackNo('not_in_channel');
      // The newest first.
      const { items, response_metadata } = pageOf(room.posts.toReversed(), fields);
      const messages = items.map(({ ts, user, text, blocks }) => ({
        type: 'message',
        ts,
        user,
        text,
        blocks,
      }));
      return { messages, has_more: response_metadata.next_cursor !== '', response_metadata };
    },
  },
  'conversations.list': {
    scope: 'channels:read',
    run: (world, fields) => {
      const page = pageOf(
        world.rooms.filter((room) => !room.isPrivate),
        fields,
      );
      return { channels: page.items.map(shown), response_metadata: page.response_metadata };
    },
  },
  'conversations.members': {
    scope: 'channels:read',
    run: (world, fields) => {
      const page = pageOf([...roomIn(world, fields).members], fields);
      return { members: page.items, response_metadata: page.response_metadata };
    },
  },
  'conversations.setTopic': {
    scope: 'channels:manage',
    run: (world, fields) => {
      const room = ownRoom(world, fields);
      room.topic = kept(within(fields.get('topic') ?? ''));
      return { channel: shown(room) };
    },
  },
  'conversations.setPurpose': {
    scope: 'channels:manage',
    run: (world, fields) => {
      const room = ownRoom(world, fields);
      room.purpose = kept(within(fields.get('purpose') ?? ''));
      return { channel: shown(room) };
    },
  },
  'conversations.invite': { scope: 'channels:manage', run: invite },
  'conversations.archive': {
    scope: 'channels:manage',
    run: (world, fields) => {
      const room = roomIn(world, fields);
      if (room.isArchived) throw new SlackNo('already_archived');
      ownRoom(world, fields).isArchived = true;
      return {};
    },
  },
};

function within(text: string): string {
  if (text.length > LONGEST_TOPIC) throw new SlackNo('too_long');
  return text;
}

function invite(world: SlackWorld, fields: Fields): Readonly<Record<string, unknown>> {
  const room = ownRoom(world, fields);
  const users = (fields.get('users') ?? '').split(',').filter(Boolean);
  if (users.length === 0) throw new SlackNo('no_user');
  if (users.length > 100) throw new SlackNo('too_many_users');
  const errors = users.flatMap((user) => {
    const error = unwelcome(world, room, user);
    return error === null ? [] : [{ user, ok: false, error }];
  });
  const [first] = errors;
  const welcome = users.filter((user) => errors.every((error) => error.user !== user));
  // One bad id fails all of them, unless it is forced; then only if nobody is left.
  if (first && (fields.get('force') !== 'true' || welcome.length === 0))
    throw new SlackNo(first.error, { errors });
  for (const user of welcome) room.members.add(user);
  return { channel: shown(room), ...(first ? { errors } : {}) };
}

function unwelcome(world: SlackWorld, room: SlackRoom, user: string): string | null {
  if (user === BOT) return 'cant_invite_self';
  if (!world.members.some(({ id }) => id === user)) return 'user_not_found';
  return room.members.has(user) ? 'already_in_channel' : null;
}
