-- Frames in SQL. FrameHeader has their layout.
--
-- These functions are not STRICT, as Postgres does not inline strict ones, and they have to be: a
-- query that asks for one series then does not unpack times and values of others.

CREATE FUNCTION broken_frame(body bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION 'These % bytes are no frame of version 1, which this release reads', length(body)
    USING ERRCODE = 'data_exception';
END
$$;

-- Number i of a column that begins at the byte place, counted from 1, and is packed above the base.
CREATE FUNCTION frame_number(body bytea, place int, width int, base bigint, i int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE width
    WHEN 0 THEN base
    -- What is 2^63 or more above its base: the sum is exact, and stays within a bigint on the way.
    WHEN 64 THEN CASE
      WHEN base < 0
      THEN (base # (1::bigint << 63)) + (substr(body, place + i * 8, 8)::bigint # (1::bigint << 63))
      ELSE base + substr(body, place + i * 8, 8)::bigint
    END
    ELSE base + ((substr(body, place + (i * width >> 3), 8)::bigint
      >> (64 - width - (i * width & 7))) & ((1::bigint << width) - 1))
  END
$$;

-- The readings of a frame, ascending by series and time. Does not look at the checksums. An error
-- when the version of the frame or its length is not what it has to be.
CREATE FUNCTION frame_readings(body bytea)
RETURNS TABLE (series_id bigint, "time" timestamptz, value float8)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 400 AS $$
  SELECT
    frame_number(b, 49, series_width, series_base, i),
    -- In two parts, as intervals are multiplied by float8, which has no room for all microseconds
    -- until 9999. Without a time zone until the end, as that is immutable.
    timezone(interval '0', timestamp '1970-01-01'
      + interval '1 second' * (micros / 1000000) + interval '1 microsecond' * (micros % 1000000)),
    CASE
      WHEN places < 255 THEN number / ten
      -- By the bits of the double: sign, fraction times 2^-52, exponent. Every step is exact.
      ELSE CASE WHEN number < 0 THEN -1::float8 ELSE 1::float8 END * CASE magnitude >> 52
        WHEN 0 THEN magnitude * 2.220446049250313e-16::float8 * 2.2250738585072014e-308::float8
        ELSE (1 + (magnitude & 4503599627370495) * 2.220446049250313e-16::float8)
          * power(2::float8, (magnitude >> 52) - 1023)
      END
    END
  FROM (
    SELECT
      *,
      time_base + unit * (step * (i + frame_number(b, slots_at, slot_width, 0, i))
        + frame_number(b, jitters_at, jitter_width, 0, i)) AS micros,
      -- Numbers below 0 are doubles below 0, and -1 is the one nearest to 0.
      number # (number >> 63) AS magnitude
    FROM (
      SELECT *, frame_number(b, values_at, value_width, value_base, i) AS number
      FROM (
        -- OFFSET 0 has these computed once a frame. The others are computed where they are used.
        SELECT
          *,
          CASE WHEN length(b) = values_at + (readings * value_width + 7) / 8 + 6
            THEN readings ELSE length(broken_frame(b)) END AS size
        FROM (
          SELECT *, jitters_at + (readings * jitter_width + 7) / 8 AS values_at
          FROM (
            SELECT *, slots_at + (readings * slot_width + 7) / 8 AS jitters_at
            FROM (
              SELECT *, 49 + (readings * series_width + 7) / 8 AS slots_at
              FROM (
                SELECT
                  b,
                  get_byte(b, 1) AS series_width,
                  get_byte(b, 2) AS slot_width,
                  get_byte(b, 3) AS jitter_width,
                  get_byte(b, 4) AS value_width,
                  get_byte(b, 5) AS places,
                  ('1e' || get_byte(b, 5)::text)::float8 AS ten,
                  (10 ^ get_byte(b, 6))::bigint AS unit,
                  substr(b, 9, 4)::int AS readings,
                  substr(b, 17, 8)::bigint AS series_base,
                  substr(b, 25, 8)::bigint AS time_base,
                  substr(b, 33, 8)::bigint AS step,
                  substr(b, 41, 8)::bigint AS value_base
                -- In memory, also where the body is not in its row.
                FROM (
                  SELECT
                    CASE WHEN get_byte(body, 0) = 1 THEN body ELSE broken_frame(body) END || '' AS b
                  OFFSET 0
                ) AS whole
                OFFSET 0
              ) AS header
            ) AS slots
          ) AS jitters
        ) AS value_column
        OFFSET 0
      ) AS columns, generate_series(0, size - 1) AS i
    ) AS numbers
  ) AS unpacked
$$;

-- The readings of a series from from_time to before to_time, ascending.
CREATE FUNCTION readings_of(of_series bigint, from_time timestamptz, to_time timestamptz)
RETURNS TABLE ("time" timestamptz, value float8)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT DISTINCT ON (r.time) r.time, r.value
  FROM (
    SELECT f.time, f.value, 0 AS age, 0 AS seq
    FROM chunk AS c, frame_readings(c.body) AS f
    WHERE c.series_id = of_series
      AND c.start_time < to_time
      -- No chunk crosses midnight UTC.
      AND c.end_time >= from_time AND c.end_time < to_time + interval '24 hours'
    UNION ALL
    SELECT f.time, f.value, 1, b.seq
    FROM series AS s
    JOIN block AS b ON b.home = s.home AND b.level = 1 AND b.grp = of_series >> 6,
      frame_readings(b.body) AS f
    WHERE s.id = of_series AND f.series_id = of_series
      AND of_series BETWEEN b.first_series AND b.last_series
      AND b.max_time >= from_time AND b.min_time < to_time
    UNION ALL
    SELECT f.time, f.value, 2, b.seq
    FROM series AS s
    JOIN block AS b ON b.home = s.home AND b.level = 0 AND b.grp = 0,
      frame_readings(b.body) AS f
    WHERE s.id = of_series AND f.series_id = of_series
      AND of_series BETWEEN b.first_series AND b.last_series
      AND b.max_time >= from_time AND b.min_time < to_time
  ) AS r
  WHERE r.time >= from_time AND r.time < to_time
  ORDER BY r.time, r.age DESC, r.seq DESC
$$;
