/**
 * `/incident [sev] [title]` on an ordinary issue makes it an incident, and gives it the title. There it is
 * read before there is a record; in an incident it says that there is one.
 */
import { ok, refuse } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const incident = command<null>({
  name: 'incident',
  usage: '/incident [sev] [title]',
  summary: 'Make an incident of an ordinary issue, or open one for a pull request',
  examples: ['/incident', '/incident 1', '/incident 1 Checkout is down'],
  who: 'responder',
  during: 'any',
  parse: nothing,
  run: (_none, { incident: { declaredAt, declaredBy, source }, actor, at }) =>
    // The comment that declared is read for what else stands in it.
    source === 'command' && declaredBy === actor.login && declaredAt === at
      ? ok([])
      : refuse(
          'This issue is an incident already',
          '`/sev 1` changes its severity, `/confirm` confirms it',
        ),
});
