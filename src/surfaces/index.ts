import type { Surface } from '../core/plan.ts';
import { actions } from './actions.ts';
import { assignees } from './assignees.ts';
import { channel } from './channel.ts';
import { duplicate } from './duplicate.ts';
import { informing } from './informing.ts';
import { labels } from './labels.ts';
import { openClosed } from './open-closed.ts';
import { pagerAnswers } from './pager-answers.ts';
import { pages } from './pages.ts';
import { pin } from './pin.ts';
import { postmortem } from './postmortem.ts';
import { reactions } from './reactions.ts';
import { spareCards } from './spare-cards.ts';
import { title } from './title.ts';
import { voice } from './voice.ts';

/**
 * Everything the world shows beside the card, in the order in which it is written. Closing comes last:
 * while anything is owed the issue is open, and a sweep finds it.
 */
export const surfaces: readonly Surface[] = [
  pages,
  pagerAnswers,
  informing,
  channel,
  labels,
  title,
  voice,
  assignees,
  pin,
  postmortem,
  actions,
  reactions,
  spareCards,
  duplicate,
  openClosed,
];
