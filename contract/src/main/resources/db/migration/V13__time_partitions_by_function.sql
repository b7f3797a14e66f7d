-- Time partitions are added and dropped by functions that have the rights of the table's owner, so that whoever
-- stores readings need not own the table. Nobody else may call them before the right is granted, see afterMigrate.sql.
DO $migration$
DECLARE
  chunk_owner regrole := (SELECT relowner FROM pg_class WHERE oid = 'chunk'::regclass);
  -- Whatever the caller's search path is, and temporary tables of the caller last.
  fixed_path text := format('search_path = %I, pg_temp', current_schema());
  signature text;
BEGIN
  EXECUTE format($create$
    CREATE FUNCTION add_chunk_partition(from_time timestamptz, to_time timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET %s AS $function$
    DECLARE
      from_utc timestamp := from_time AT TIME ZONE 'UTC';
      -- The first day, with the hour where it does not start at midnight.
      name text := 'chunk_' || to_char(from_utc,
        CASE WHEN extract(hour FROM from_utc) = 0 THEN 'YYYYMMDD' ELSE 'YYYYMMDD"t"HH24' END);
    BEGIN
      -- Four chunks a page, and none of them elsewhere.
      EXECUTE format('CREATE TABLE %%I (LIKE chunk INCLUDING ALL) WITH (toast_tuple_target = 4080)', name);
      -- Attached when it exists, which does not block writers and readers.
      EXECUTE format('ALTER TABLE chunk ATTACH PARTITION %%I FOR VALUES FROM (%%L) TO (%%L)', name, from_time, to_time);
      -- Scrubbing reads one partition after the other.
      IF has_table_privilege(to_regrole('tidewire_write'), 'chunk'::regclass, 'SELECT') THEN
        EXECUTE format('GRANT SELECT ON %%I TO tidewire_write', name);
      END IF;
    END
    $function$ $create$, fixed_path);

  -- False when it is no partition any more, because somebody else has dropped or detached it. Readers wait for a drop
  -- no longer than its lock time-out. The lock is that of whoever adds partitions, the bytes of "tidewire".
  EXECUTE format($create$
    CREATE FUNCTION drop_chunk_partition(partition oid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET %s SET lock_timeout = '500ms' AS $function$
    BEGIN
      PERFORM pg_advisory_xact_lock(x'7469646577697265'::bigint);
      IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'chunk'::regclass AND inhrelid = partition) THEN
        RETURN false;
      END IF;
      EXECUTE format('DROP TABLE %%s', partition::regclass);
      RETURN true;
    END
    $function$ $create$, fixed_path);

  FOREACH signature IN ARRAY ARRAY['add_chunk_partition(timestamptz, timestamptz)', 'drop_chunk_partition(oid)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    IF chunk_owner <> current_user::regrole THEN
      EXECUTE format('ALTER FUNCTION %s OWNER TO %s', signature, chunk_owner);
    END IF;
  END LOOP;
END
$migration$;
