import type { Instant } from '../../core/time.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

/** Somebody who receives webhooks on loopback, and answers 204 unless trouble has it otherwise. */
export const startReceiver = (now: () => Instant): Promise<StandIn> =>
  startStandIn(now, () => ({ status: 204 }));
