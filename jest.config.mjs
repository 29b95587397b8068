import { availableParallelism } from 'node:os';

// As a server runs. Else graphql asks of every value whether it comes of a second copy of graphql, for 5 s of the suite.
process.env.NODE_ENV = 'production';

/** Jest 30.5 strips types itself (module.stripTypeScriptTypes) for a .ts file that no transform claims;
 *  `transform: {}` is needed because the default transform (babel-jest) claims .ts. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {},
  coverageProvider: 'v8',
  // Much of it waits for the disk and for servers on loopback: two workers more than there are cores keep all busy.
  maxWorkers: availableParallelism() + 2,
  // Nothing here waits for time to pass; a busy machine may still be slow.
  testTimeout: 60_000,
};
