-- Of letters with the same source, and of those that name none, the older ones are redriven first. Their places on the dead-letter topic do not say
-- which these are: one that is deleted and created again begins at the first offset again. The index dead_letter_open stays for the release
-- before.
CREATE INDEX dead_letter_open_by_time ON dead_letter
  (coalesce(source_partition, -1), coalesce(source_offset, -1), source_position,
   letter_millis, letter_partition, letter_offset)
  WHERE state NOT IN ('redriven', 'discarded');
