import { type Effect, isMessage } from '../core/effects.ts';
import { type KeepChannel, keepChannels } from './channels.ts';
import { type Notify, type Sending, sendMessages } from './pages.ts';

/** How the world beside GitHub is reached. */
export interface Outward {
  readonly notify: Notify;
  readonly keepChannel: KeepChannel;
}

type Sender = Parameters<typeof sendMessages>[1] & Outward;

/** Does all that is not GitHub's, beside what is written there. Calls are among the messages and begin first. */
export function sendElsewhere(effects: readonly Effect[], sender: Sender): Sending {
  const messages = sendMessages(effects.filter(isMessage), sender);
  const channels = keepChannels(effects, sender);
  const all = Promise.all([messages.all, channels.all]).then(() => {});
  // Whoever waits hears of it; nobody may be waiting yet.
  all.catch(() => {});
  return { receipts: () => ({ ...messages.receipts(), ...channels.receipts() }), all };
}
