-- The end of the partition when it was found below next_offset, or null. Records that come then get offsets below
-- next_offset, as if they were stored already. While it is set, nothing of the partition is stored: an operator
-- decides where to go on (operations, TidewirePartitionStopped).
ALTER TABLE watermark ADD COLUMN truncated_to bigint;
