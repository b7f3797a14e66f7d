-- The three roles of Tidewire, with the least rights. Run once by a superuser in the database of Tidewire, before its
-- migrations run; running it again changes nothing. It grants the roles to nobody but the present owner of the tables:
-- the users that log in, and their passwords, are yours (docs/operations.md, "Give each service its own database user").
--
--   tidewire_migrate  owns tables and functions; migrations run as a member of it
--   tidewire_write    what processing does
--   tidewire_read     what query does, and SQL for people: series, block, chunk, reading, readings_of; how far all is stored
--
-- For another schema than `public`, set search_path before. What the roles may do with tables and functions is in
-- migration/afterMigrate.sql, which the migrations run at their end.
DO $$
DECLARE
  role text;
  lock_function text;
  former regrole := (SELECT relowner FROM pg_class
                     WHERE relname = 'chunk' AND relnamespace = current_schema()::regnamespace);
BEGIN
  FOREACH role IN ARRAY ARRAY['tidewire_migrate', 'tidewire_write', 'tidewire_read'] LOOP
    IF to_regrole(role) IS NULL THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role);
  END LOOP;

  -- Functions of the owner of the tables look here for what they call.
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
  EXECUTE format('GRANT CREATE ON SCHEMA %I TO tidewire_migrate', current_schema());

  -- An advisory lock has no owner to ask: whoever knows the key of another's lock can take it and keep it waiting.
  FOR lock_function IN
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_'
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', lock_function);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO tidewire_migrate, tidewire_write', lock_function);
  END LOOP;

  -- Temporary tables are written to the disk, also by who may only read.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());

  -- A database that is in use: who owned the tables until now can still do everything, until you take it away.
  IF former <> to_regrole('tidewire_migrate') AND NOT (SELECT rolsuper FROM pg_roles WHERE oid = former) THEN
    EXECUTE format('GRANT tidewire_migrate TO %s', former);
  END IF;
END
$$;
