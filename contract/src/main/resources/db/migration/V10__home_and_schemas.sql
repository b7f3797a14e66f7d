-- A series that somebody has inserted by hand has no readings before processing has given it a home.
-- Which one it is only says who merges them.
UPDATE series SET home = 0 WHERE home IS NULL;
ALTER TABLE series ALTER COLUMN home SET DEFAULT 0, ALTER COLUMN home SET NOT NULL;

-- With their bodies as text, these functions would look for each other and for our tables on the
-- search path of whoever calls them. The bodies stay as they are, and are bound once and for all.
DO $$
BEGIN
  EXECUTE (
    SELECT format(
      'CREATE OR REPLACE FUNCTION frame_number(body bytea, place int, width int, base bigint, i int)
       RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC %s; END', prosrc)
    FROM pg_proc WHERE oid = 'frame_number'::regproc);
  EXECUTE (
    SELECT format(
      'CREATE OR REPLACE FUNCTION frame_readings(body bytea)
       RETURNS TABLE (series_id bigint, "time" timestamptz, value float8)
       LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 400 BEGIN ATOMIC %s; END', prosrc)
    FROM pg_proc WHERE oid = 'frame_readings'::regproc);
  EXECUTE (
    SELECT format(
      'CREATE OR REPLACE FUNCTION readings_of(of_series bigint, from_time timestamptz, to_time timestamptz)
       RETURNS TABLE ("time" timestamptz, value float8)
       LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC %s; END', prosrc)
    FROM pg_proc WHERE oid = 'readings_of'::regproc);
END
$$;
