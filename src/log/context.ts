import { AsyncLocalStorage } from 'node:async_hooks';

/** What a line of the log is about, by names: the delivery, the incident, the effect. */
export type About = Readonly<Record<string, unknown>>;

const storage = new AsyncLocalStorage<About>();

/** What everything that is done here and now is about. */
export const about = (): About => storage.getStore() ?? {};

/**
 * Does something of which every line of the log, whoever writes it, says what it is about. Told inside of another, it
 * adds to that.
 */
export const within = <Result>(fields: About, work: () => Result): Result =>
  storage.run({ ...about(), ...fields }, work);
