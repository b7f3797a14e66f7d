-- The poll that has replaced readings of the partition since its watermark was last raised, or null:
-- two consumers that write over each other, one of them unawares, can see it and store again.
-- A service of the version before leaves the column alone, and works beside one that does not.
ALTER TABLE watermark ADD COLUMN writer uuid;
