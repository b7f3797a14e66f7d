-- What a release may do to the schema while its predecessor runs: add what may be left out.
ALTER TABLE series ADD COLUMN next text;
ALTER TABLE block ADD COLUMN next integer NOT NULL DEFAULT 0;
ALTER TABLE chunk ADD COLUMN next integer NOT NULL DEFAULT 0;
ALTER TABLE watermark ADD COLUMN next timestamptz DEFAULT now();
ALTER TABLE dead_letter ADD COLUMN next text;
ALTER TABLE dead_letter_action ADD COLUMN next text;
CREATE TABLE next (id bigint PRIMARY KEY);
CREATE INDEX series_next ON series (metric, sensor);
