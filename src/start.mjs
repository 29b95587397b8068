/**
 * How the server is started (`npm start`): without types, so that what takes them off the other files, which is slow and
 * large, is not even loaded where an earlier start has left them compiled. The rest is in main.ts.
 */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const folder = join(process.env.TOCSIN_DATA || '.tocsin', 'compiled');
if (existsSync(folder)) enableCompileCache(folder);
await import('./main.ts');
