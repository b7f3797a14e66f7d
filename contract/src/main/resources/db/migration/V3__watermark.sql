-- One row a partition of the readings topic: every record below next_offset is stored or a dead
-- letter. It only ever rises, so a writer that lost the partition unawares can see that it is late.
-- The topic's id, not its name: offsets of a topic that is made anew begin again.
CREATE TABLE watermark (
  topic_id    uuid NOT NULL,
  partition   int NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic_id, partition)
) WITH (fillfactor = 20);
