import { ack } from './ack.ts';
import { at } from './at.ts';
import type { Command } from './command.ts';
import { comms } from './comms.ts';
import { confirm } from './confirm.ts';
import { detected } from './detected.ts';
import { escalate } from './escalate.ts';
import { falseAlarm } from './false-alarm.ts';
import { handover } from './handover.ts';
import { help } from './help.ts';
import { ic } from './ic.ts';
import { incident } from './incident.ts';
import { note } from './note.ts';
import { oncall } from './oncall.ts';
import { ops } from './ops.ts';
import { page } from './page.ts';
import { postmortem } from './postmortem.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { role } from './role.ts';
import { sev } from './sev.ts';
import { snooze } from './snooze.ts';
import { started } from './started.ts';
import { status } from './status.ts';
import { timeline } from './timeline.ts';
import { update } from './update.ts';
import { waive } from './waive.ts';

/** Every slash command, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  sev,
  status,
  update,
  snooze,
  ic,
  ops,
  comms,
  role,
  handover,
  ack,
  page,
  escalate,
  note,
  at,
  started,
  detected,
  resolve,
  falseAlarm,
  reopen,
  postmortem,
  waive,
  confirm,
  incident,
  oncall,
  timeline,
  help,
];
