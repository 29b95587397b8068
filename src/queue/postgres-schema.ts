/**
 * The steps from an empty database to this version's tables, in order; a step that was released is never
 * changed. Our tables are the truth about what is to be done; graphile-worker's jobs only carry it out.
 * All that changes an issue's plan locks its row in `issues` first.
 */
export const STEPS: readonly string[] = [
  `
  CREATE TABLE tocsin.store (name text PRIMARY KEY, value text NOT NULL);
  CREATE TABLE tocsin.issues (
    repository bigint NOT NULL, issue bigint NOT NULL,
    installation bigint NOT NULL, owner text NOT NULL, name text NOT NULL,
    -- When it wants to be looked at, by the app's clock, and whether a job for that is ready to run.
    due bigint, woken boolean NOT NULL DEFAULT false,
    failures integer NOT NULL DEFAULT 0,
    -- The last nudge that a failed pass had; it waits for the next attempt with it.
    tried bigint NOT NULL DEFAULT 0,
    -- Counts the passes: one that lost its lease is known by an older number.
    pass bigint NOT NULL DEFAULT 0,
    touched bigint NOT NULL,
    PRIMARY KEY (repository, issue)
  );
  CREATE INDEX issues_by_due ON tocsin.issues (due) WHERE due IS NOT NULL AND NOT woken;
  CREATE TABLE tocsin.nudges (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    repository bigint NOT NULL, issue bigint NOT NULL, as_of bigint
  );
  CREATE INDEX nudges_by_issue ON tocsin.nudges (repository, issue, serial);
  CREATE TABLE tocsin.letters (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    repository bigint NOT NULL, issue bigint NOT NULL,
    id text NOT NULL, at bigint NOT NULL, body text NOT NULL,
    UNIQUE (repository, issue, id)
  );
  CREATE TABLE tocsin.cards (
    repository bigint NOT NULL, issue bigint NOT NULL,
    node text, comment bigint, revision bigint NOT NULL, text text NOT NULL, touched bigint NOT NULL,
    PRIMARY KEY (repository, issue)
  );
  CREATE TABLE tocsin.intents (
    repository bigint NOT NULL, issue bigint NOT NULL,
    id text NOT NULL, at bigint NOT NULL, answer text,
    PRIMARY KEY (repository, issue, id)
  );
  CREATE TABLE tocsin.facts (name text PRIMARY KEY, value text NOT NULL);
  -- Who works: graphile-worker's name for a server's pool, and when it last said that it lives.
  CREATE TABLE tocsin.pools (id text PRIMARY KEY, beat timestamptz NOT NULL);

  CREATE FUNCTION tocsin.wake(repository bigint, issue bigint, run_at timestamptz) RETURNS void
  LANGUAGE sql AS $$
    -- A job that runs keeps running; the new one waits for it, as both are of one queue.
    SELECT graphile_worker.add_job(
      'tocsin-pass', json_build_object('repository', repository, 'issue', issue),
      queue_name => 'tocsin ' || repository || '#' || issue, run_at => run_at,
      max_attempts => 32767, job_key => 'tocsin ' || repository || '#' || issue)
  $$;

  CREATE TYPE tocsin.news AS (place integer, repository bigint, issue bigint, installation bigint,
    owner text, name text, as_of bigint, letter text, written bigint, body text);
  CREATE FUNCTION tocsin.nudge(batch jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    -- In one order everywhere, so that two bursts at once never wait for each other.
    INSERT INTO tocsin.issues (repository, issue, installation, owner, name, touched)
      SELECT DISTINCT ON (n.repository, n.issue)
        n.repository, n.issue, n.installation, n.owner, n.name, moment
      FROM jsonb_populate_recordset(NULL::tocsin.news, batch) n ORDER BY n.repository, n.issue, n.place DESC
      ON CONFLICT (repository, issue) DO UPDATE SET installation = excluded.installation,
        owner = excluded.owner, name = excluded.name, touched = excluded.touched;
    INSERT INTO tocsin.nudges (repository, issue, as_of)
      SELECT n.repository, n.issue, n.as_of FROM jsonb_populate_recordset(NULL::tocsin.news, batch) n ORDER BY n.place;
    INSERT INTO tocsin.letters (repository, issue, id, at, body)
      SELECT n.repository, n.issue, n.letter, n.written, n.body FROM jsonb_populate_recordset(NULL::tocsin.news, batch) n
      WHERE n.letter IS NOT NULL ORDER BY n.place
      ON CONFLICT (repository, issue, id) DO NOTHING;
    PERFORM tocsin.wake(i.repository, i.issue, now()) FROM
      (SELECT DISTINCT n.repository, n.issue FROM jsonb_populate_recordset(NULL::tocsin.news, batch) n ORDER BY 1, 2) i;
  END $$;

  CREATE FUNCTION tocsin.take(of_repository bigint, of_issue bigint, moment bigint) RETURNS jsonb
  LANGUAGE plpgsql AS $$
  DECLARE
    it tocsin.issues; latest bigint; newest bigint;
  BEGIN
    SELECT * INTO it FROM tocsin.issues i
      WHERE i.repository = of_repository AND i.issue = of_issue FOR UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT max(n.serial), max(n.as_of) INTO latest, newest FROM tocsin.nudges n
      WHERE n.repository = of_repository AND n.issue = of_issue;
    -- A job may be left over, or early where the database's clock is ahead of the app's, which decides.
    IF coalesce(latest, 0) <= it.tried AND (it.due IS NULL OR it.due > moment) THEN
      IF it.due IS NOT NULL THEN
        PERFORM tocsin.wake(of_repository, of_issue, now() + (it.due - moment) * interval '1 ms');
      END IF;
      RETURN NULL;
    END IF;
    UPDATE tocsin.issues i SET pass = i.pass + 1
      WHERE i.repository = of_repository AND i.issue = of_issue;
    RETURN jsonb_build_object(
      'pass', it.pass + 1, 'serial', coalesce(latest, 0), 'asOf', newest,
      'installation', it.installation, 'owner', it.owner, 'name', it.name, 'failures', it.failures,
      'letters', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'at', l.at, 'body', l.body)
          ORDER BY l.serial), '[]') FROM tocsin.letters l
        WHERE l.repository = of_repository AND l.issue = of_issue));
  END $$;

  -- Ends a pass: what it was given is cleared unless it failed. False where another pass has begun since.
  CREATE FUNCTION tocsin.finish(of_repository bigint, of_issue bigint, of_pass bigint,
    given bigint, failed boolean, next_due bigint, moment bigint) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE tocsin.issues i SET due = next_due, woken = coalesce(next_due <= moment, false),
        failures = CASE WHEN failed THEN i.failures + 1 ELSE 0 END,
        tried = CASE WHEN failed THEN given ELSE 0 END,
        touched = CASE WHEN failed THEN i.touched ELSE moment END
      WHERE i.repository = of_repository AND i.issue = of_issue AND i.pass = of_pass;
    IF NOT FOUND THEN RETURN false; END IF;
    IF NOT failed THEN
      DELETE FROM tocsin.nudges n
        WHERE n.repository = of_repository AND n.issue = of_issue AND n.serial <= given;
    END IF;
    IF EXISTS (SELECT 1 FROM tocsin.nudges n WHERE n.repository = of_repository
        AND n.issue = of_issue AND n.serial > given) THEN
      PERFORM tocsin.wake(of_repository, of_issue, now());
    ELSIF next_due IS NOT NULL THEN
      PERFORM tocsin.wake(of_repository, of_issue,
        now() + greatest(next_due - moment, 0) * interval '1 ms');
    END IF;
    RETURN true;
  END $$;

  -- Lets run at once what is due by the app's clock, the earliest first.
  CREATE FUNCTION tocsin.wake_due(moment bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    it record;
  BEGIN
    FOR it IN SELECT i.repository, i.issue, i.due FROM tocsin.issues i
      WHERE i.due <= moment AND NOT i.woken ORDER BY i.due FOR UPDATE SKIP LOCKED
    LOOP
      UPDATE tocsin.issues i SET woken = true
        WHERE i.repository = it.repository AND i.issue = it.issue;
      -- Each a little later than the one before: that is the order in which they begin.
      PERFORM tocsin.wake(it.repository, it.issue, clock_timestamp());
    END LOOP;
  END $$;

  -- A server begins to work: what failed is tried at once, what has no job any more gets one.
  CREATE FUNCTION tocsin.rouse(moment bigint) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE tocsin.issues i SET due = moment WHERE i.failures > 0 AND i.due > moment;
    UPDATE tocsin.issues i SET woken = false WHERE i.due <= moment AND i.woken;
    PERFORM tocsin.wake(n.repository, n.issue, now()) FROM (SELECT DISTINCT n.repository, n.issue
      FROM tocsin.nudges n JOIN tocsin.issues i USING (repository, issue)
      WHERE n.serial > i.tried ORDER BY 1, 2) n;
    PERFORM tocsin.wake_due(moment);
  END $$;

  -- Takes their jobs from pools that fell silent; answers which.
  CREATE FUNCTION tocsin.unlock_silent(silence interval) RETURNS text[] LANGUAGE plpgsql AS $$
  DECLARE
    silent text[];
  BEGIN
    DELETE FROM tocsin.pools p WHERE p.beat < now() - silence;
    SELECT array_agg(DISTINCT j.locked_by) INTO silent FROM graphile_worker.jobs j
      WHERE j.task_identifier = 'tocsin-pass' AND j.locked_at < now() - silence
        AND NOT EXISTS (SELECT 1 FROM tocsin.pools p WHERE p.id = j.locked_by);
    IF silent IS NULL THEN RETURN '{}'; END IF;
    PERFORM graphile_worker.force_unlock_workers(silent);
    RETURN silent;
  END $$;
  `,
  `
  CREATE TABLE tocsin.deliveries (id text PRIMARY KEY, at bigint NOT NULL);
  CREATE INDEX deliveries_by_age ON tocsin.deliveries (at);
  `,
  `
  -- Null: for good.
  ALTER TABLE tocsin.facts ADD COLUMN until bigint;
  `,
  `
  -- What servers of the version before do by the function of two arguments, and more: a delivery is completed with
  -- the nudge that it brought, and stores nothing where it was completed before. An issue for which a nudge waits
  -- already has a job, or a pass whose end looks for what came in: to wake it costs more than all the rest.
  CREATE FUNCTION tocsin.nudge(batch jsonb, moment bigint, forgotten bigint) RETURNS integer[] LANGUAGE plpgsql AS $$
  DECLARE
    fresh tocsin.news[]; idle tocsin.issues[];
  BEGIN
    DELETE FROM tocsin.deliveries d WHERE d.at < forgotten;
    WITH given AS (SELECT * FROM jsonb_to_recordset(batch) n (place integer, delivery text)),
    completed AS (
      INSERT INTO tocsin.deliveries (id, at) SELECT DISTINCT g.delivery, moment FROM given g
        WHERE g.delivery IS NOT NULL ORDER BY 1 ON CONFLICT DO NOTHING RETURNING id)
    SELECT array_agg(n ORDER BY n.repository, n.issue, n.place) INTO fresh
      FROM jsonb_populate_recordset(NULL::tocsin.news, batch) n JOIN given g USING (place)
      WHERE g.delivery IS NULL OR (g.delivery IN (SELECT c.id FROM completed c)
        AND NOT EXISTS (SELECT 1 FROM given e WHERE e.delivery = g.delivery AND e.place < g.place));
    -- In one order everywhere, so that two bursts at once never wait for each other.
    INSERT INTO tocsin.issues (repository, issue, installation, owner, name, touched)
      SELECT DISTINCT ON (n.repository, n.issue)
        n.repository, n.issue, n.installation, n.owner, n.name, moment
      FROM unnest(fresh) n ORDER BY n.repository, n.issue, n.place DESC
      ON CONFLICT (repository, issue) DO UPDATE SET installation = excluded.installation,
        owner = excluded.owner, name = excluded.name, touched = excluded.touched;
    -- Their rows are ours from here on.
    SELECT array_agg(i ORDER BY i.repository, i.issue) INTO idle
      FROM (SELECT DISTINCT n.repository, n.issue FROM unnest(fresh) n) n JOIN tocsin.issues i USING (repository, issue)
      WHERE NOT EXISTS (SELECT 1 FROM tocsin.nudges o
        WHERE o.repository = i.repository AND o.issue = i.issue AND o.serial > i.tried);
    INSERT INTO tocsin.nudges (repository, issue, as_of)
      SELECT n.repository, n.issue, n.as_of FROM unnest(fresh) n ORDER BY n.place;
    INSERT INTO tocsin.letters (repository, issue, id, at, body)
      SELECT n.repository, n.issue, n.letter, n.written, n.body FROM unnest(fresh) n
      WHERE n.letter IS NOT NULL ORDER BY n.place
      ON CONFLICT (repository, issue, id) DO NOTHING;
    PERFORM tocsin.wake(i.repository, i.issue, now()) FROM unnest(idle) i;
    RETURN (SELECT array_agg(n.place) FROM unnest(fresh) n);
  END $$;
  `,
];
