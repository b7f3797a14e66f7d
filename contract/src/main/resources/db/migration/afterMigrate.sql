-- Who may do what: after every run of the migrations, in a schema for which db/roles.sql has made the roles. A
-- database with one user for everything has none, and nothing changes.
--
-- tidewire_migrate becomes the owner of all that is named here. tidewire_write and tidewire_read get what the
-- statements of processing and query need, and nothing else. A migration that adds a table or a function adds it here.
DO $$
DECLARE
  thing record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace, aclexplode(nspacl) AS granted
                 WHERE nspname = current_schema() AND granted.grantee = to_regrole('tidewire_migrate')) THEN
    RETURN;
  END IF;
  IF NOT pg_has_role('tidewire_migrate', 'SET') THEN
    RAISE EXCEPTION 'The user % has run the migrations and may not act as tidewire_migrate, who owns the tables here',
      current_user USING ERRCODE = 'insufficient_privilege',
      HINT = format('As a superuser: GRANT tidewire_migrate TO %I', current_user);
  END IF;
  -- Nobody adds or drops a time partition meanwhile: the bytes of "tidewire".
  PERFORM pg_advisory_xact_lock(x'7469646577697265'::bigint);

  FOR thing IN
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.oid::regclass::text AS name,
           c.relowner AS owner, wanted.write, wanted.read
    FROM (VALUES
      ('series', 'SELECT, INSERT, UPDATE (unit, tags, tags_since)', 'SELECT'),
      ('series_run', 'SELECT, INSERT, UPDATE (next_id, end_id)', NULL),
      ('series_run_start', 'USAGE', NULL),
      ('watermark', 'SELECT, INSERT, UPDATE (next_offset, truncated_to)', 'SELECT'),
      -- Processing vacuums it.
      ('block', 'SELECT, INSERT, DELETE, MAINTAIN', 'SELECT'),
      ('chunk', 'SELECT, INSERT, DELETE', 'SELECT'),
      -- What a letter says is for operators; that a record has one is for whoever has sent it.
      ('dead_letter', 'SELECT, INSERT, UPDATE (state, action)',
       'SELECT (source_topic, source_partition, source_offset, source_time, state)'),
      ('dead_letter_action', 'SELECT, INSERT, UPDATE (state, done, refused, lease_until, finished_at)', NULL),
      ('reading', NULL, 'SELECT'),
      ('flyway_schema_history', NULL, NULL)
    ) AS wanted (name, write, read)
    JOIN pg_class AS c ON relname = wanted.name AND relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 'FUNCTION', p.oid::regprocedure::text, proowner, wanted.write, wanted.read
    FROM (VALUES
      ('new_series_ids', 'EXECUTE', NULL),
      ('add_chunk_partition', 'EXECUTE', NULL),
      ('drop_chunk_partition', 'EXECUTE', NULL),
      ('broken_frame', 'EXECUTE', 'EXECUTE'),
      ('frame_number', 'EXECUTE', 'EXECUTE'),
      ('frame_readings', 'EXECUTE', 'EXECUTE'),
      ('readings_of', 'EXECUTE', 'EXECUTE')
    ) AS wanted (name, write, read)
    JOIN pg_proc AS p ON proname = wanted.name AND pronamespace = current_schema()::regnamespace
    UNION ALL
    -- Scrubbing reads one partition after the other.
    SELECT 'TABLE', c.oid::regclass::text, c.relowner, 'SELECT', NULL
    FROM pg_class AS parent JOIN pg_inherits ON inhparent = parent.oid JOIN pg_class AS c ON c.oid = inhrelid
    WHERE parent.relname = 'chunk' AND parent.relnamespace = current_schema()::regnamespace
  LOOP
    IF NOT pg_has_role(thing.owner, 'USAGE') THEN
      RAISE EXCEPTION 'The % % belongs to %', lower(thing.kind), thing.name, thing.owner::regrole
        USING ERRCODE = 'insufficient_privilege',
        HINT = format('As a superuser: ALTER %s %s OWNER TO tidewire_migrate', thing.kind, thing.name);
    END IF;
    IF thing.owner <> to_regrole('tidewire_migrate') THEN
      EXECUTE format('ALTER %s %s OWNER TO tidewire_migrate', thing.kind, thing.name);
    END IF;
    IF thing.write IS NOT NULL THEN
      EXECUTE format('GRANT %s ON %s %s TO tidewire_write', thing.write, thing.kind, thing.name);
    END IF;
    IF thing.read IS NOT NULL THEN
      EXECUTE format('GRANT %s ON %s %s TO tidewire_read', thing.read, thing.kind, thing.name);
    END IF;
  END LOOP;
END
$$;
