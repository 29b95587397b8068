import { textOf } from '../../notifiers/answer.ts';
import type { Reply } from './stand-in.ts';

/** How the Events API says that it does not take an event. */
export const invalid = (errors: readonly string[]): Reply => ({
  status: 400,
  body: { status: 'invalid event', message: 'Event object is invalid', errors },
});

/** What PagerDuty would say is wrong with an event. */
export function faultsOf(event: unknown): readonly string[] {
  const missing = ['routing_key', 'event_action']
    .filter((name) => !textOf(event, name))
    .map((name) => `'${name}' is missing or blank`);
  const action = textOf(event, 'event_action') ?? 'trigger';
  const isKnown = ['trigger', 'acknowledge', 'resolve'].includes(action);
  const key = textOf(event, 'dedup_key');
  const text = (name: string) => textOf(event, 'payload', name) ?? '';
  const faults = [
    !isKnown && "'event_action' is invalid (must be one of: trigger, acknowledge, resolve)",
    key !== null && key.length > 255 && "'dedup_key' is too long (maximum is 255 characters)",
    action !== 'trigger' && key === null && "'dedup_key' is missing or blank",
  ];
  const severities = ['critical', 'error', 'warning', 'info'];
  const payload = [
    text('summary') === '' && "'payload.summary' is missing or blank",
    text('summary').length > 1_024 && "'payload.summary' is too long (maximum is 1024 characters)",
    text('source') === '' && "'payload.source' is missing or blank",
    !severities.includes(text('severity')) &&
      "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
  ];
  const found = action === 'trigger' ? [...faults, ...payload] : faults;
  return [...missing, ...found.flatMap((fault) => (fault === false ? [] : [fault]))];
}
