import { createServer } from 'node:http';
import { Octokit } from '@octokit/rest';
import { createNodeMiddleware, Probot, ProbotOctokit } from 'probot';
import { octokitOptions } from '../../src/github/limits.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';

export const START = Date.parse('2026-11-23T10:02:00Z');

/** `owner` and `repo` of the one repository these tests play in. */
export const SHOP = { owner: 'acme', repo: 'shop' } as const;

export const FORM = `
name: Incident
description: Something is broken
title: ""
labels: [incident, urgent]
body:
  - type: markdown
    attributes: { value: Breathe. }
  - type: textarea
    attributes: { label: What is happening? }
  - type: dropdown
    attributes: { label: Severity, options: [SEV 1, not sure] }
`;

export interface Shop {
  readonly sandbox: Sandbox;
  readonly clock: WoundClock;
  readonly installation: number;
  /** An ordinary client that acts as this person. */
  as(login: string): Octokit;
  readonly probot: Probot;
  /** A client that acts as the app, as Probot makes it. */
  asApp(): Promise<ProbotOctokit>;
  /** What the app heard: `issues.opened`, with its delivery id and payload, in order of arrival. */
  readonly heard: Heard[];
  close(): Promise<void>;
}

interface Heard {
  readonly name: string;
  readonly id: string;
  readonly payload: object;
}

const IMPATIENT = { retry: { enabled: false }, throttle: { enabled: false } };

/** As the app sets octokit up, but that it waits for nothing. */
const PATIENT = octokitOptions({ pause: 1, throttled: false });

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** A repository with one person of each role, and a real Probot app that only listens. */
export async function openShop(
  options: { readonly private?: boolean; readonly patient?: boolean } = {},
): Promise<Shop> {
  const clock = new WoundClock(START);
  const sandbox = await startSandbox({ clock });
  const { world, app } = sandbox;
  world.repository('acme/shop', {
    private: options.private ?? false,
    collaborators: { ada: 'admin', wim: 'write', tom: 'triage', rea: 'read' },
  });
  const installation = world.installApp('acme');
  const probot = new Probot({
    appId: app.id,
    privateKey: app.privateKey,
    secret: app.webhookSecret,
    baseUrl: sandbox.apiUrl,
    logLevel: 'fatal',
    Octokit: ProbotOctokit.defaults((given: object) => ({
      ...given,
      ...(options.patient ? PATIENT : IMPATIENT),
    })),
  });
  const heard: Heard[] = [];
  const listen = (listening: Probot): void =>
    listening.onAny(({ id, name, payload }) => {
      const action = 'action' in payload ? `.${payload.action}` : '';
      heard.push({ name: `${name}${action}`, id, payload });
    });
  const server = createServer(await createNodeMiddleware(listen, { probot, webhooksPath: '/' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('No port.');
  sandbox.deliverTo(`http://127.0.0.1:${address.port}/`);
  return {
    sandbox,
    clock,
    installation,
    probot,
    heard,
    as: (login) => new Octokit({ baseUrl: sandbox.apiUrl, auth: world.person(login).token, log }),
    asApp: () => probot.auth(installation),
    close: async () => {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The status that a request was refused with; throws where it was not. */
export async function refusalOf(request: Promise<unknown>): Promise<number> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Error && 'status' in error) return Number(error.status);
    throw error;
  }
  throw new Error('This should have been refused.');
}
