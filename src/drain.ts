import { type Duration, SECOND } from './core/time.ts';

/** Longer than a pass may last, shorter than whoever told us to stop waits before they kill us. */
export const PATIENCE: Duration = 55 * SECOND;

interface Parts {
  /** Takes nothing more in and finishes what is under way. */
  readonly stop: () => Promise<void>;
  readonly log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  readonly patience?: Duration;
}

/**
 * Ends a server that was told to stop: running passes are finished, what has not begun is kept for the next start.
 * Where one hangs (GitHub answers nothing, say), that start finds it as it would after a crash. Answers the exit code.
 */
export async function drain({ stop, log, patience = PATIENCE }: Parts): Promise<number> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), patience);
  try {
    if ((await Promise.race([stop(), late.promise])) === 'late') {
      log.error({ patience }, 'what is under way does not end; the next start goes on with it');
      return 1;
    }
    log.info({}, 'stopped');
    return 0;
  } catch (err) {
    log.error({ err }, 'could not stop cleanly');
    return 1;
  } finally {
    clearTimeout(timer);
  }
}
