-- A dead-letter topic that is deleted and created again has other records at the same places. Their time, in milliseconds since 1970, tells them
-- apart. Letters mirrored before have none.
ALTER TABLE dead_letter
  ADD COLUMN letter_millis bigint NOT NULL DEFAULT 0,
  DROP CONSTRAINT dead_letter_pkey,
  ADD PRIMARY KEY (letter_partition, letter_offset, letter_millis);

DROP INDEX dead_letter_by_time, dead_letter_by_state, dead_letter_by_reason, dead_letter_by_sensor;
CREATE INDEX dead_letter_by_time
  ON dead_letter (failed_at, letter_partition, letter_offset, letter_millis);
CREATE INDEX dead_letter_by_state
  ON dead_letter (state, failed_at, letter_partition, letter_offset, letter_millis) INCLUDE (reason);
CREATE INDEX dead_letter_by_reason
  ON dead_letter (reason, failed_at, letter_partition, letter_offset, letter_millis);
CREATE INDEX dead_letter_by_sensor
  ON dead_letter (sensor, failed_at, letter_partition, letter_offset, letter_millis) WHERE sensor IS NOT NULL;

-- The place of a refused reading among those of its record, so that letters are redriven in their order.
ALTER TABLE dead_letter ADD COLUMN source_position int NOT NULL DEFAULT 0;

-- The order in which open letters are redriven. Whatever a request selects, it reads them page by page from this index. Without statistics, the
-- planner would take `= 'open'` for so rare that it sorts them all for each page.
CREATE INDEX dead_letter_open ON dead_letter
  (coalesce(source_partition, -1), coalesce(source_offset, -1), source_position,
   letter_partition, letter_offset, letter_millis)
  WHERE state NOT IN ('redriven', 'discarded');

-- Identifies the request for an action, so that one whose start was not confirmed can be withdrawn.
ALTER TABLE dead_letter_action ADD COLUMN request_id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;

-- Letters leave the index of the open ones when they are redriven or discarded, and a scan passes over them until the table is vacuumed.
ALTER TABLE dead_letter SET (autovacuum_vacuum_scale_factor = 0.01);
