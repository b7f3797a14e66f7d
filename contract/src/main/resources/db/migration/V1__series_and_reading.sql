-- One row a (sensor, metric). Byte order, so that prefixes and cursors use the index.
CREATE TABLE series (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sensor text COLLATE "C" NOT NULL,
  metric text COLLATE "C" NOT NULL,
  unit   text,
  tags   jsonb NOT NULL DEFAULT '{}',
  UNIQUE (sensor, metric)
);

-- One row a reading. The writer makes the partitions, reading_YYYYMMDD, before it needs them. No
-- foreign key to series: series are never deleted, and the check would cost more than the insert.
CREATE TABLE reading (
  series_id bigint NOT NULL,
  time      timestamptz NOT NULL,
  value     double precision NOT NULL,
  PRIMARY KEY (series_id, time)
) PARTITION BY RANGE (time);
