import type { Hub } from './hub.ts';
import { forbidden, SUSPENDED, unauthorized } from './rest/refusal.ts';
import type { Caller } from './world/rights.ts';
import { recordIn } from './world/store.ts';

/** Who sends this `Authorization`. Throws 401 for one that proves nothing. */
export function callerOf(hub: Hub, authorization: string | undefined): Caller {
  if (authorization === undefined) return { kind: 'stranger' };
  const [, token = ''] = /^(?:token|bearer) (.+)$/i.exec(authorization) ?? [];
  if (token.split('.').length === 3) {
    const fault = hub.keys.faultOf(token);
    if (fault !== null) throw unauthorized(fault);
    return { kind: 'app' };
  }
  const account = hub.world.holderOf(token);
  if (account) return { kind: 'person', account };
  const installation = hub.keys.installationOf(token);
  if (installation === null) throw unauthorized('Bad credentials');
  const installed = hub.world.store.tables.installations.get(installation);
  if (!installed) throw unauthorized('Bad credentials');
  if (installed.suspendedAt !== null) throw forbidden(SUSPENDED);
  const bot = recordIn(hub.world.store.tables, 'accounts', hub.app.botId);
  return { kind: 'installation', account: bot, installation };
}
