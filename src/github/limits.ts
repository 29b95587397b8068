import Bottleneck from 'bottleneck';

/**
 * GitHub's own limits of one installation, instead of the plugin's slower ones (a comment every three
 * seconds): https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const A_MINUTE = 60_000;
/** 80 a minute may create content. The app itself counts and waits before that: this is for what it does not count. */
const CREATIONS = 80;
/** 900 points a minute; the plugin counts GraphQL queries here too, which cost one. A write costs five: the app counts those. */
const WRITES = 900;

const perMinute = (id: string, amount: number): Bottleneck.Group =>
  new Bottleneck.Group({
    id,
    maxConcurrent: 10,
    reservoir: amount,
    reservoirRefreshAmount: amount,
    reservoirRefreshInterval: A_MINUTE,
  });

/** Throttle groups of one app's own: one limiter an installation in each, nobody waits for another's. */
const throttleGroups = () => ({
  global: new Bottleneck.Group({ id: 'tocsin-global', maxConcurrent: 50 }),
  auth: new Bottleneck.Group({ id: 'tocsin-auth', maxConcurrent: 1 }),
  search: new Bottleneck.Group({ id: 'tocsin-search', maxConcurrent: 1, minTime: 2_000 }),
  write: perMinute('tocsin-write', WRITES),
  notifications: perMinute('tocsin-creations', CREATIONS),
});

/** A limit is not waited for within a pass: the pass is put off until GitHub lets it, and others have its place. */
const never = (): boolean => false;

/**
 * What is never tried again by octokit itself: a plain no, and 429, where its wait ignores Retry-After.
 * `pause` is the unit of its waits in ms (1, 4 and 9 of them); without `throttled` it asks as fast as it
 * is answered.
 */
export const octokitOptions = ({ pause, throttled }: { pause: number; throttled: boolean }) => ({
  throttle: throttled
    ? { ...throttleGroups(), onSecondaryRateLimit: never, onRateLimit: never }
    : { enabled: false },
  retry: {
    doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
    retryAfterBaseValue: pause,
  },
});
