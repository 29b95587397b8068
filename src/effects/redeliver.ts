import type { Writer } from './github-writes.ts';

/** Asks GitHub to repeat a try to deliver a webhook: it comes again under its own id. `app` speaks for the app itself. */
export async function redeliver(app: Writer, attempt: string): Promise<void> {
  // Its id is longer than a number holds exactly, and octokit's method takes nothing else.
  await app.request<string>('POST /app/hook/deliveries/{delivery_id}/attempts', {
    delivery_id: attempt,
  });
}
