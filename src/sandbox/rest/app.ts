import { iso } from '../../core/time.ts';
import type { Installation } from '../world/records.ts';
import { installationOf, isInstalledOn } from '../world/rights.ts';
import { recordIn } from '../world/store.ts';
import { type Asked, created, type Handler, lookOf, ok } from './asked.ts';
import { paged, pageOf } from './pages.ts';
import { forbidden, notFound, SUSPENDED, unauthorized } from './refusal.ts';
import { repositoryShape } from './repository-shape.ts';
import { appShape, installationShape, PERMISSIONS } from './shapes.ts';

/** Refuses whoever is not the app itself, by its JWT. */
function demandApp({ caller }: Asked): void {
  if (caller.kind === 'app') return;
  throw unauthorized('A JSON web token could not be decoded');
}

function installationAsked(asked: Asked): Installation {
  demandApp(asked);
  const installation = asked.tables.installations.get(Number(asked.params.installation_id));
  if (!installation) throw notFound();
  return installation;
}

const getApp: Handler = (asked) => {
  demandApp(asked);
  const installations = asked.tables.installations.size;
  return ok({ ...appShape(lookOf(asked)), installations_count: installations });
};

const listInstallations: Handler = (asked) => {
  demandApp(asked);
  const all = [...asked.tables.installations.values()];
  return paged(asked, all, (one) => installationShape(lookOf(asked), one));
};

const getInstallation: Handler = (asked) =>
  ok(installationShape(lookOf(asked), installationAsked(asked)));

const getRepositoryInstallation: Handler = (asked) => {
  demandApp(asked);
  const { owner = '', repo = '' } = asked.params;
  const installed = [...asked.tables.repositories.values()].find(
    (one) => one.fullName.toLowerCase() === `${owner}/${repo}`.toLowerCase(),
  );
  const installation = installed && installationOf(asked.tables, installed);
  if (!installation) throw notFound();
  return ok(installationShape(lookOf(asked), installation));
};

const createToken: Handler = (asked) => {
  const installation = installationAsked(asked);
  if (installation.suspendedAt !== null) throw forbidden(SUSPENDED);
  const { token, expiresAt } = asked.hub.keys.grant(installation.id);
  return created({
    token,
    expires_at: iso(Math.floor(expiresAt / 1_000) * 1_000),
    permissions: PERMISSIONS,
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
  });
};

const listRepositories: Handler = (asked) => {
  const { caller, tables } = asked;
  if (caller.kind !== 'installation') {
    throw forbidden('You must authenticate with an installation access token.');
  }
  const installation = recordIn(tables, 'installations', caller.installation);
  const all = [...tables.repositories.values()].filter((one) => isInstalledOn(installation, one));
  const { items, headers } = pageOf(asked, all);
  const body = {
    total_count: all.length,
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    repositories: items.map((one) => repositoryShape(lookOf(asked), one)),
  };
  return { status: 200, body, headers };
};

const listDeliveries: Handler = (asked) => {
  demandApp(asked);
  const { items, next } = asked.hub.deliveries.list(asked.query);
  const link = `<${asked.url}?${next}>; rel="next"`;
  return { status: 200, body: items, headers: next === null ? {} : { link } };
};

const getDelivery: Handler = (asked) => {
  demandApp(asked);
  const delivery = asked.hub.deliveries.describe(Number(asked.params.delivery_id));
  if (!delivery) throw notFound();
  return ok(delivery);
};

const redeliver: Handler = (asked) => {
  demandApp(asked);
  if (!asked.hub.deliveries.redeliver(Number(asked.params.delivery_id))) throw notFound();
  return { status: 202, body: {} };
};

export const appRoutes: Readonly<Record<string, Handler>> = {
  'GET /app': getApp,
  'GET /app/installations': listInstallations,
  'GET /app/installations/{installation_id}': getInstallation,
  'POST /app/installations/{installation_id}/access_tokens': createToken,
  'GET /repos/{owner}/{repo}/installation': getRepositoryInstallation,
  'GET /installation/repositories': listRepositories,
  'GET /app/hook/deliveries': listDeliveries,
  'GET /app/hook/deliveries/{delivery_id}': getDelivery,
  'POST /app/hook/deliveries/{delivery_id}/attempts': redeliver,
};
