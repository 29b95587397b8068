import { iso } from '../../core/time.ts';
import { type Kind, type TypeFields, typeFields } from './fields.ts';

/** In GraphQL a bot's login has no `[bot]`. */
const accountFields = <K extends Extract<Kind, 'User' | 'Bot' | 'Organization'>>(
  kind: K,
): TypeFields =>
  typeFields<'User' | 'Bot' | 'Organization'>(kind, {
    id: (account) => account.node,
    databaseId: (account) => account.id,
    login: (account) => account.login.replace(/\[bot\]$/, ''),
    url: (account, _, { look }) => `${look.url}/${account.login}`,
    resourcePath: (account) => `/${account.login}`,
    avatarUrl: (account, _, { look }) => `${look.url}/avatars/u/${account.id}`,
    createdAt: (account) => iso(account.createdAt),
  });

export const accountTypes: readonly TypeFields[] = [
  accountFields('User'),
  accountFields('Bot'),
  accountFields('Organization'),
];
