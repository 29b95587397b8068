import type { Rules } from '../core/decide.ts';
import { assignee } from './assignee.ts';
import { drill } from './drill.ts';
import { duplicate } from './duplicate.ts';
import type { Hand } from './hand.ts';
import { incidentLabel } from './incident-label.ts';
import { openClosed } from './open-closed.ts';
import { severityLabel } from './severity-label.ts';
import { statusLabelHand } from './status-label.ts';
import { title } from './title.ts';
import { unconfirmedLabel } from './unconfirmed-label.ts';

/** Every kind of act that means something. */
export const hands: readonly Hand[] = [
  incidentLabel,
  drill,
  severityLabel,
  statusLabelHand,
  unconfirmedLabel,
  assignee,
  openClosed,
  duplicate,
  title,
];

/** What an act by hand comes to. */
export const readAct: Rules['act'] = (act, context) =>
  hands.filter((hand) => hand.kinds.includes(act.kind)).flatMap((hand) => hand.read(act, context));
