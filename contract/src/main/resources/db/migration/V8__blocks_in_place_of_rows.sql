-- Readings are in blocks and chunks from now on. No release has stored rows, so none are converted.
DO $$
BEGIN
  IF EXISTS (SELECT FROM reading) THEN
    RAISE EXCEPTION 'The table reading holds rows of a version before the first release, and they are not converted. '
      'Export them with that version (GET /v1/readings with Accept: application/x-ndjson), start this one with an '
      'empty database, and post them to it';
  END IF;
END
$$;

DROP TABLE reading;

-- Those of the version before have no home, and no readings.
DELETE FROM series;

ALTER TABLE watermark DROP COLUMN writer;

-- The database refuses no single readings any more.
ALTER TABLE dead_letter DROP COLUMN sql_state;

-- All readings, for SQL: of those with the same series and time the one that was written last.
CREATE VIEW reading AS
SELECT DISTINCT ON (r.series_id, r.time) r.series_id, r.time, r.value
FROM (
  SELECT c.series_id, f.time, f.value, 0 AS age, 0 AS seq
  FROM chunk AS c, frame_readings(c.body) AS f
  UNION ALL
  SELECT s.id, f.time, f.value, 1, b.seq
  FROM series AS s
  JOIN block AS b ON b.home = s.home AND b.level = 1 AND b.grp = s.id >> 6
    AND s.id BETWEEN b.first_series AND b.last_series,
    frame_readings(b.body) AS f
  WHERE f.series_id = s.id
  UNION ALL
  SELECT s.id, f.time, f.value, 2, b.seq
  FROM series AS s
  JOIN block AS b ON b.home = s.home AND b.level = 0 AND b.grp = 0
    AND s.id BETWEEN b.first_series AND b.last_series,
    frame_readings(b.body) AS f
  WHERE f.series_id = s.id
) AS r
ORDER BY r.series_id, r.time, r.age DESC, r.seq DESC;
