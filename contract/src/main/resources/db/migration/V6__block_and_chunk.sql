-- The ids of series are given out by home, in runs of 4096, so that 64 neighbours have one home: the
-- partition of the readings topic on which the series was first seen.
ALTER TABLE series ADD COLUMN home int;

CREATE TABLE series_run (
  home    int PRIMARY KEY,
  next_id bigint NOT NULL,
  -- The first id that is not of the run.
  end_id  bigint NOT NULL
);

CREATE SEQUENCE series_run_start MINVALUE 4096 INCREMENT 4096;

-- The next ids of a home. Holds the row of its run until the transaction ends, so whoever needs ids
-- of several homes takes them in the order of the homes.
CREATE FUNCTION new_series_ids(of_home int, wanted int) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
  next_one bigint;
  end_one  bigint;
  taken    bigint;
  open     bigint := wanted;
BEGIN
  INSERT INTO series_run (home, next_id, end_id) VALUES (of_home, 0, 0) ON CONFLICT DO NOTHING;
  SELECT next_id, end_id INTO next_one, end_one FROM series_run WHERE home = of_home FOR UPDATE;
  WHILE open > 0 LOOP
    IF next_one = end_one THEN
      next_one := nextval('series_run_start');
      end_one := next_one + 4096;
    END IF;
    taken := least(open, end_one - next_one);
    RETURN QUERY SELECT generate_series(next_one, next_one + taken - 1);
    next_one := next_one + taken;
    open := open - taken;
  END LOOP;
  UPDATE series_run SET next_id = next_one, end_id = end_one WHERE home = of_home;
END
$$;

-- What came lately, packed: a frame of readings of neighbouring series a row. Polls write level 0.
-- Merges write level 1, of one group each. Of two readings with the same series and time, that of the
-- lower level stands, and within a level that of the higher seq.
CREATE TABLE block (
  -- All its series have this home.
  home         int NOT NULL,
  level        smallint NOT NULL CHECK (level IN (0, 1)),
  -- Of level 1: the ids of its series divided by 64. Of level 0: 0.
  grp          bigint NOT NULL,
  seq          bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  -- The records that it comes from; of several partitions, -1 and the least and greatest offsets.
  source       int NOT NULL,
  first_offset bigint NOT NULL,
  last_offset  bigint NOT NULL,
  first_series bigint NOT NULL,
  last_series  bigint NOT NULL,
  min_time     timestamptz NOT NULL,
  max_time     timestamptz NOT NULL,
  n            int NOT NULL,
  written_at   timestamptz NOT NULL DEFAULT now(),
  body         bytea STORAGE EXTERNAL NOT NULL
) WITH (toast_tuple_target = 8160);

CREATE INDEX block_at ON block (home, level, grp, max_time);

-- Settled readings of one series, packed: one frame a row. No two rows of a series overlap, and none
-- crosses midnight UTC. The merger makes the partitions, chunk_YYYYMMDD, before it needs them.
CREATE TABLE chunk (
  series_id  bigint NOT NULL,
  start_time timestamptz NOT NULL,
  end_time   timestamptz NOT NULL,
  n          int NOT NULL,
  first      double precision NOT NULL,
  last       double precision NOT NULL,
  least      double precision NOT NULL,
  greatest   double precision NOT NULL,
  total      double precision NOT NULL,
  body       bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (series_id, end_time)
) PARTITION BY RANGE (end_time);
