import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '../src/core/time.ts';
import { createHeartbeat } from '../src/heartbeat.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';
import { recordingLog, START, until } from './support/queue-contract.ts';
import { recordingMeter } from './support/recording-meter.ts';

let server: Server;
let base = '';
let answer = 200;
let asked: string[] = [];
beforeAll(async () => {
  server = createServer(({ url }, response) => {
    asked.push(url ?? '');
    if (answer !== 0) response.writeHead(answer, { location: '/elsewhere' }).end('secret words');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answer = 200;
});

function aHeartbeat(url: string | null = `${base}/ping/cafe`) {
  const clock = new WoundClock(START);
  const log = recordingLog();
  const meter = recordingMeter();
  return { beat: createHeartbeat({ url, clock, log, meter, fetch }), clock, log, meter };
}

test('says that all is well, where somebody waits for it', async () => {
  const { beat, meter, log } = aHeartbeat();
  await beat();
  expect(asked).toEqual(['/ping/cafe']);
  expect(meter.told).toEqual(['tocsin_heartbeats_total sent']);
  expect(log.warnings).toEqual([]);
  const silent = aHeartbeat(null);
  await silent.beat();
  expect(silent.meter.told).toEqual([]);
});

test.each([
  ['an error', 500, 'it answered 500'],
  ['another address', 302, 'it answered 302'],
])('%s is no answer, and goes nowhere else', async (_what, status, because) => {
  answer = status;
  const { beat, log, meter } = aHeartbeat();
  await beat();
  expect(asked).toEqual(['/ping/cafe']);
  expect(meter.told).toEqual(['tocsin_heartbeats_total failed']);
  expect(log.warnings).toEqual([
    { fields: { because }, message: 'the heartbeat could not be sent' },
  ]);
});

test('who is not there or does not answer holds nobody up, and no address is told', async () => {
  const gone = aHeartbeat('http://127.0.0.1:1/ping/cafe');
  await gone.beat();
  expect(gone.log.warnings).toHaveLength(1);
  expect(JSON.stringify(gone.log.warnings)).not.toContain('cafe');

  answer = 0;
  const { beat, clock, log } = aHeartbeat();
  const beaten = beat();
  await until(() => asked.length === 1);
  clock.windTo(START + 10 * SECOND);
  await beaten;
  expect(log.warnings[0]?.fields).toEqual({ because: 'it did not answer' });
});
