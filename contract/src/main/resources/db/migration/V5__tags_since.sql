-- Since when a series has its tags; null when it has none, or has them since before this migration.
ALTER TABLE series ADD COLUMN tags_since timestamptz;
