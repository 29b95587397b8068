import type { Clock } from '../core/time.ts';
import type { Keys } from './keys.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import type { World } from './world/world.ts';

/** The app as GitHub has it registered. */
export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly botId: number;
}

/** What every request may need beside itself. */
export interface Hub {
  readonly world: World;
  readonly clock: Clock;
  readonly app: AppIdentity;
  readonly keys: Keys;
  readonly deliveries: Deliveries;
  /** What this server pretends not to know, as older GitHub Enterprise Servers do. */
  lacks(feature: Feature): boolean;
}

export type Feature = 'comment-pin' | 'sub-issues';
