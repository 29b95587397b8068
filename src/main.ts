import { existsSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { drain } from './drain.ts';
import { type Environment, isSetUp, readEnvironment } from './env.ts';
import { EnvironmentProblem } from './env-values.ts';
import { type Queue, QueueProblem } from './queue/queue.ts';
import { surroundings } from './surroundings.ts';
import { secretsIn } from './variables.ts';

/** The server's door: environment → hands → Probot → clock. */
async function main(): Promise<void> {
  // The set-up wizard writes what it registered there.
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (!isSetUp(process.env)) return setUp();
  const env = readEnvironment(process.env);
  keepCompiled(env);
  // Loaded where they are wanted, that is, after that.
  const [{ openLog }, { startTocsin }] = await Promise.all([
    import('./log/open.ts'),
    import('./tocsin.ts'),
  ]);
  const secrets = secretsIn(process.env, env.privateKey);
  const log = openLog({ level: env.logLevel, secrets });
  const queue = await openQueue(env, log);
  const { started, beats: _, ...found } = surroundings;
  const tocsin = await startTocsin(env, { ...found, queue, log }).catch(async (error: unknown) => {
    await queue.close();
    throw error;
  });
  started?.(tocsin);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log.info({ signal }, 'draining');
      // Not left to end by itself: a request that hangs would keep it.
      void drain({ stop: tocsin.stop, log }).then((code) => process.exit(code));
    });
}

/**
 * The next start need not take the types off the sources and compile them again: Node writes what it has when the
 * process ends. In our own folder, for what lies there is run. One that cannot be written keeps nothing, and costs nothing.
 */
function keepCompiled({ dataFolder, databaseUrl }: Environment): void {
  if (databaseUrl === null || existsSync(dataFolder))
    enableCompileCache(join(dataFolder, 'compiled'));
}

async function openQueue(env: Environment, log: Logger): Promise<Queue> {
  const { databaseUrl: url, dataFolder } = env;
  const { clock, beats } = surroundings;
  if (url) {
    const { openPostgresQueue } = await import('./queue/postgres.ts');
    return openPostgresQueue({ url, clock, log, ...beats });
  }
  const { openSqliteQueue } = await import('./queue/sqlite.ts');
  mkdirSync(dataFolder, { recursive: true });
  return openSqliteQueue({ file: join(dataFolder, 'queue.sqlite'), clock, log });
}

/** Probot's wizard registers the app from app.yml. Its import page asks nobody who they are: loopback only. */
async function setUp(): Promise<void> {
  if (process.env.NODE_ENV === 'production')
    throw new EnvironmentProblem(
      'APP_ID is missing: it must be the number on the app’s settings page (the set-up wizard is not for production).',
    );
  process.stdout.write('APP_ID is not set: starting the set-up wizard on this machine only.\n');
  process.env.HOST = '127.0.0.1';
  // Probot would fetch a package and a public webhook channel; app.yml says where webhooks go.
  process.env.NO_SMEE_SETUP = 'true';
  const { run } = await import('probot');
  await run(() => {});
}

main().catch((error: unknown) => {
  const known = error instanceof EnvironmentProblem || error instanceof QueueProblem;
  process.stderr.write(
    `${known ? error.message : (error instanceof Error && error.stack) || String(error)}\n`,
  );
  process.exitCode = 1;
});
