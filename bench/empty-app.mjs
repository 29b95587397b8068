// What everything is held against: a Probot app that does nothing, as `probot run` or `npm start` would start it.
import { run } from 'probot';

await run((app) => {
  app.onAny(async () => {});
});
