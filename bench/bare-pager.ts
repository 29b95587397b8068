import { Probot, Server } from 'probot';
import { openLog } from '../src/log/open.ts';
import { freePort } from '../src/sandbox/free-port.ts';
import type { Sandbox } from '../src/sandbox/sandbox.ts';

/** What a page costs at least: a Probot app that triggers the pager from its handler, and does nothing else. */
export async function startBarePager({ app, apiUrl }: Sandbox, pager: string) {
  const port = await freePort();
  const server = new Server({
    host: '127.0.0.1',
    port,
    log: openLog({ level: 'fatal', secrets: [] }),
    Probot: Probot.defaults({
      appId: app.id,
      privateKey: app.privateKey,
      secret: app.webhookSecret,
      baseUrl: apiUrl,
    }),
  });
  await server.load((probot) => {
    probot.on('issues.opened', async ({ payload }) => {
      await fetch(`${pager}/v2/enqueue`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          routing_key: 'nobody’s',
          event_action: 'trigger',
          payload: { summary: payload.issue.title, source: 'bench', severity: 'critical' },
        }),
      });
    });
  });
  await server.start();
  return {
    url: `http://127.0.0.1:${port}/api/github/webhooks`,
    stop: () => server.stop(),
  };
}
