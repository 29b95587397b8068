import { type Fields, type Method, ownRoom, roomIn } from './slack-methods.ts';
import { BOT, SlackNo, type SlackPost, type SlackRoom, type SlackWorld } from './slack-world.ts';

const HOME = 'https://acme.slack.com/';
const LONGEST_HEADER = 150;
const LONGEST_SECTION = 3_000;

/** Messages, pins, bookmarks and people. */
export const talk: Readonly<Record<string, Method>> = {
  'auth.test': {
    scope: null,
    run: () => ({ url: HOME, user: 'tocsin', user_id: BOT, team: 'Acme' }),
  },
  'chat.postMessage': {
    scope: 'chat:write',
    run: (world, fields) => {
      const room = toPostIn(world, fields);
      const { ts, text } = world.post(room, BOT, message(fields));
      return { channel: room.id, ts, message: { user: BOT, text, ts } };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    run: (world, fields) => {
      const room = roomIn(world, fields);
      const post = postIn(room, fields.get('ts'));
      if (post.user !== BOT) throw new SlackNo('cant_update_message');
      Object.assign(post, message(fields), { edits: post.edits + 1 });
      return { channel: room.id, ts: post.ts, text: post.text, message: { text: post.text } };
    },
  },
  'pins.add': {
    scope: 'pins:write',
    run: (world, fields) => {
      const room = ownRoom(world, fields);
      const { ts } = postIn(room, fields.get('timestamp'));
      if (room.pins.includes(ts)) throw new SlackNo('already_pinned');
      room.pins.push(ts);
      return {};
    },
  },
  'pins.list': {
    scope: 'pins:read',
    run: (world, fields) => {
      const room = roomIn(world, fields);
      const posts = room.posts.filter(({ ts }) => room.pins.includes(ts));
      const items = posts.map(({ ts, user, text }) => ({
        type: 'message',
        channel: room.id,
        message: { type: 'message', ts, user, text },
      }));
      return { items };
    },
  },
  'bookmarks.list': {
    scope: 'bookmarks:read',
    run: (world, fields) => ({ bookmarks: roomIn(world, fields, 'channel_id').bookmarks }),
  },
  'bookmarks.add': {
    scope: 'bookmarks:write',
    run: (world, fields) => {
      const room = ownRoom(world, fields, 'channel_id');
      const link = linkIn(fields);
      const bookmark = { id: `Bk${world.serial()}`, title: fields.get('title') ?? '', link };
      room.bookmarks.push(bookmark);
      return { bookmark };
    },
  },
  'bookmarks.edit': {
    scope: 'bookmarks:write',
    run: (world, fields) => {
      const { bookmarks } = ownRoom(world, fields, 'channel_id');
      const bookmark = bookmarks.find(({ id }) => id === fields.get('bookmark_id'));
      if (!bookmark) throw new SlackNo('not_found');
      bookmark.title = fields.get('title') ?? bookmark.title;
      bookmark.link = linkIn(fields);
      return { bookmark };
    },
  },
  'usergroups.users.list': {
    scope: 'usergroups:read',
    run: ({ userGroups }, fields) => {
      const users = userGroups.get(fields.get('usergroup') ?? '');
      if (!users) throw new SlackNo('no_such_subteam');
      return { users };
    },
  },
  'users.lookupByEmail': {
    scope: 'users:read.email',
    run: ({ members }, fields) => {
      const member = members.find(({ email }) => email !== null && email === fields.get('email'));
      if (!member) throw new SlackNo('users_not_found');
      return { user: { id: member.id, name: member.name, profile: { email: member.email } } };
    },
  },
};

function linkIn(fields: Fields): string {
  const link = fields.get('link') ?? '';
  if (!/^https?:\/\//.test(link)) throw new SlackNo('invalid_link');
  return link;
}

/** A channel, or the direct messages with a member, which are there once somebody writes. */
function toPostIn(world: SlackWorld, fields: Fields): SlackRoom {
  const to = fields.get('channel') ?? '';
  const member = world.members.find(({ id }) => id === to);
  if (!member) return ownRoom(world, fields);
  const name = `dm-${member.name}`;
  return world.rooms.find((room) => room.name === name) ?? world.addRoom(name, BOT, true);
}

function postIn(room: SlackRoom, ts: string | null): SlackPost {
  const post = room.posts.find((one) => one.ts === ts);
  if (!post) throw new SlackNo('message_not_found');
  return post;
}

function message(fields: Fields): { readonly text: string; readonly blocks: unknown } {
  const text = fields.get('text') ?? '';
  const written = fields.get('blocks');
  const blocks: unknown = written === null ? [] : JSON.parse(written);
  if (text === '' && written === null) throw new SlackNo('no_text');
  if (text.length > 4_000) throw new SlackNo('msg_too_long');
  if (!areBlocks(blocks)) throw new SlackNo('invalid_blocks');
  return { text, blocks };
}

/** The measures of Block Kit that we could miss: https://docs.slack.dev/reference/block-kit/blocks */
function areBlocks(blocks: unknown): boolean {
  if (!Array.isArray(blocks) || blocks.length > 50) return false;
  return blocks.every((block: unknown) => {
    const text: unknown = inside(block, 'text');
    const length = String(inside(text, 'text') ?? '').length;
    const type = inside(block, 'type');
    if (type === 'header') return length > 0 && length <= LONGEST_HEADER;
    if (type === 'section') return length > 0 && length <= LONGEST_SECTION;
    return type === 'context' || type === 'divider';
  });
}

const inside = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
