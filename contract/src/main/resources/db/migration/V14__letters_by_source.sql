-- Which letters a record has become: whoever has sent it asks by its place.
CREATE INDEX dead_letter_by_source ON dead_letter (source_partition, source_offset)
  WHERE source_offset IS NOT NULL;
