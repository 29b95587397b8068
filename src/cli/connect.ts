import { Octokit } from '@octokit/rest';
import { pinnedVersion } from '../github/client.ts';
import { misused, Stop } from './exit.ts';
import type { Terminal } from './terminal.ts';

const GITHUB = 'https://api.github.com';
const nothing = (): void => {};
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A client in the name of the token's owner, never in the app's. Throws where there is no token. */
export function connect({ env }: Terminal): Octokit {
  const auth = env.GITHUB_TOKEN || env.GH_TOKEN;
  if (!auth)
    throw new Stop(
      'refused',
      'There is no token. Set GITHUB_TOKEN, for example: GITHUB_TOKEN=$(gh auth token) tocsin …',
    );
  const baseUrl = addressIn(env.GITHUB_API_URL || GITHUB);
  const Pinned = Octokit.plugin(pinnedVersion);
  return new Pinned({ auth, baseUrl, userAgent: 'tocsin-cli', log: SILENT });
}

function addressIn(given: string): string {
  const url = URL.parse(given);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw misused(`GITHUB_API_URL is "${given}"; it must be an address such as ${GITHUB}`);
  return given.replace(/\/+$/, '');
}

/** Where GitHub's pages are: `https://github.com`, or the Enterprise Server's own address. */
export function siteOf({ env }: Pick<Terminal, 'env'>): string {
  const api = addressIn(env.GITHUB_API_URL || GITHUB);
  return api === GITHUB ? 'https://github.com' : api.replace(/\/api\/v3$/, '');
}
