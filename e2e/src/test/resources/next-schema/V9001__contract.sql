-- What it may do once nobody uses it any more.
DROP INDEX series_next;
DROP TABLE next;
ALTER TABLE dead_letter_action DROP COLUMN next;
ALTER TABLE dead_letter DROP COLUMN next;
ALTER TABLE watermark DROP COLUMN next;
ALTER TABLE chunk DROP COLUMN next;
ALTER TABLE block DROP COLUMN next;
ALTER TABLE series DROP COLUMN next;
