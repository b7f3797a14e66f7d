-- What somebody did to dead letters: who, when, what was asked and how many it was.
CREATE TABLE dead_letter_action (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('redrive', 'discard')),
  who         text NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  asked       jsonb NOT NULL,
  state       text NOT NULL CHECK (state IN ('running', 'finished', 'interrupted')),
  -- Open letters that were asked for, and those of them that have failed too often to go round again.
  matched     bigint NOT NULL,
  exhausted   bigint NOT NULL,
  done        bigint NOT NULL DEFAULT 0,
  -- Letters that Kafka does not take; they stay open.
  refused     bigint NOT NULL DEFAULT 0,
  -- Whoever works on a running action says so before this time, or is dead.
  lease_until timestamptz NOT NULL,
  finished_at timestamptz
);

-- One action at a time, whoever starts it.
CREATE UNIQUE INDEX dead_letter_action_running ON dead_letter_action (state) WHERE state = 'running';

-- The dead-letter topic, one row a record: the same record again is no second row.
CREATE TABLE dead_letter (
  letter_partition int NOT NULL,
  letter_offset    bigint NOT NULL,
  reason           text NOT NULL,
  detail           text NOT NULL,
  sql_state        text,
  -- Of the reading, where the letter holds but one; sensor and metric where it holds but one series.
  sensor           text COLLATE "C",
  metric           text COLLATE "C",
  time             timestamptz,
  value            double precision,
  -- Whence it came; unknown of records that somebody else put on the topic.
  source_topic     text,
  source_partition int,
  source_offset    bigint,
  source_time      timestamptz,
  failed_at        timestamptz NOT NULL,
  attempt          int NOT NULL,
  trace_id         text,
  key_bytes        bytea,
  value_bytes      bytea,
  mirrored_at      timestamptz NOT NULL DEFAULT now(),
  state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'redriven', 'discarded')),
  -- What changed the state.
  action           bigint REFERENCES dead_letter_action,
  PRIMARY KEY (letter_partition, letter_offset)
);

-- Uncompressed, so that the beginning of a large one is read alone.
ALTER TABLE dead_letter ALTER COLUMN value_bytes SET STORAGE EXTERNAL;

CREATE INDEX dead_letter_by_time
  ON dead_letter (failed_at, letter_partition, letter_offset);
CREATE INDEX dead_letter_by_state
  ON dead_letter (state, failed_at, letter_partition, letter_offset) INCLUDE (reason, attempt);
CREATE INDEX dead_letter_by_reason
  ON dead_letter (reason, failed_at, letter_partition, letter_offset);
CREATE INDEX dead_letter_by_sensor
  ON dead_letter (sensor, failed_at, letter_partition, letter_offset) WHERE sensor IS NOT NULL;
