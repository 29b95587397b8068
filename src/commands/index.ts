import { ack } from './ack.ts';
import { action } from './action.ts';
import { at } from './at.ts';
import type { Command } from './command.ts';
import { comms } from './comms.ts';
import { confirm } from './confirm.ts';
import { detected } from './detected.ts';
import { duplicate } from './duplicate.ts';
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

/** The commands by what they are for, in the order in which the help lists them. */
export const topics: readonly { readonly title: string; readonly commands: readonly Command[] }[] =
  [
    { title: 'Declare', commands: [incident, confirm, sev] },
    {
      title: 'Respond',
      commands: [ack, ic, ops, comms, role, handover, status, page, escalate, oncall],
    },
    { title: 'Inform and record', commands: [update, snooze, note, at, started, detected] },
    { title: 'End', commands: [resolve, falseAlarm, duplicate, reopen] },
    { title: 'Afterwards', commands: [postmortem, waive, action] },
    { title: 'Look up', commands: [timeline, help] },
  ];

/** Every slash command. */
export const commands: readonly Command[] = topics.flatMap((topic) => topic.commands);
