import { channelAgain } from './channel-again.ts';
import { channelArchive } from './channel-archive.ts';
import { commanderMissing } from './commander-missing.ts';
import { goneSilent } from './gone-silent.ts';
import { incidentUnlabelled } from './incident-unlabelled.ts';
import { labelPutBack } from './label-put-back.ts';
import { mitigationPrompt } from './mitigation-prompt.ts';
import { nextGroup } from './next-group.ts';
import { pageInHours } from './page-in-hours.ts';
import { postmortemDue } from './postmortem-due.ts';
import { responseOverdue } from './response-overdue.ts';
import { stale } from './stale.ts';
import type { Timer } from './timer.ts';
import { updateOverdue } from './update-overdue.ts';

/** Every clock, in the order in which those due together are read aloud. */
export const timers: readonly Timer[] = [
  incidentUnlabelled,
  nextGroup,
  pageInHours,
  responseOverdue,
  commanderMissing,
  mitigationPrompt,
  updateOverdue,
  goneSilent,
  stale,
  postmortemDue,
  labelPutBack,
  channelAgain,
  channelArchive,
];
