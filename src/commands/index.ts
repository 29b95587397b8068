import { ack } from './ack.ts';
import type { Command } from './command.ts';
import { comms } from './comms.ts';
import { confirm } from './confirm.ts';
import { help } from './help.ts';
import { ic } from './ic.ts';
import { incident } from './incident.ts';
import { note } from './note.ts';
import { ops } from './ops.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { sev } from './sev.ts';
import { status } from './status.ts';
import { update } from './update.ts';

/** Every slash command, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  sev,
  status,
  update,
  ic,
  ops,
  comms,
  ack,
  note,
  resolve,
  reopen,
  confirm,
  incident,
  help,
];
