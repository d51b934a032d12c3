-- What a cell, as text, is as JSON where its field wants this kind, NULL where it does not fit.

CREATE MACRO json_text(cell) AS CAST(to_json(cell) AS VARCHAR);

CREATE MACRO json_integer(cell) AS CASE
  WHEN regexp_full_match(cell, '[+-]?\d+(\.0*)?') THEN CAST(TRY_CAST(split_part(cell, '.', 1) AS BIGINT) AS VARCHAR) END;

-- A whole number beyond 64 bits would lose digits as a DOUBLE.
CREATE MACRO json_number(cell) AS CASE
  WHEN regexp_full_match(cell, '[+-]?\d+(\.0*)?') THEN json_integer(cell)
  WHEN regexp_full_match(cell, '[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?') AND isfinite(TRY_CAST(cell AS DOUBLE))
    THEN json_text(TRY_CAST(cell AS DOUBLE)) END;

-- A number that is written with other marks, as text without them.
CREATE MACRO json_marked(cell, pattern, thousands, point) AS CASE
  WHEN regexp_full_match(cell, pattern) THEN replace(replace(cell, thousands, ''), point, '.') END;

CREATE MACRO json_boolean(cell) AS CASE
  WHEN lower(cell) IN ('true', 't', 'yes', 'y', '1') THEN 'true'
  WHEN lower(cell) IN ('false', 'f', 'no', 'n', '0') THEN 'false' END;

-- A DOUBLE where text belongs: the text of a fraction may show digits that nobody wrote.
CREATE MACRO json_exact(cell) AS CASE
  WHEN regexp_full_match(cell, '-?\d{1,15}(\.0)?') THEN json_text(split_part(cell, '.', 1)) END;

-- Objects and lists; a merge patch drops empty fields.
CREATE MACRO json_tree(cell) AS CASE WHEN json_valid(cell) THEN CASE json_type(cell)
  WHEN 'OBJECT' THEN CAST(json_merge_patch('{}', cell) AS VARCHAR)
  WHEN 'ARRAY' THEN CAST(json(cell) AS VARCHAR) END END;

-- A JSON value of whatever kind, which is not text.
CREATE MACRO json_any(cell) AS CASE json_type(cell)
  WHEN 'OBJECT' THEN json_tree(cell)
  WHEN 'DOUBLE' THEN json_number(CAST(cell AS VARCHAR))
  ELSE CAST(cell AS VARCHAR) END;

-- Times in milliseconds. Years such as 1 and 10000 stand for "none": nothing happened then.
CREATE MACRO json_ms(ms) AS CASE WHEN ms BETWEEN 0 AND 253402300799999 THEN CAST(ms AS VARCHAR) END;

CREATE MACRO json_instant(moment) AS CASE WHEN isfinite(moment) THEN json_ms((epoch_us(moment) + 500) // 1000) END;

CREATE MACRO json_counted(cell, in_a_ms) AS CASE
  WHEN regexp_full_match(cell, '[+-]?\d+(\.\d*)?([eE]\+?\d+)?')
    THEN json_ms(TRY_CAST(round(TRY_CAST(cell AS DOUBLE) / in_a_ms) AS BIGINT)) END;

CREATE MACRO json_iso(cell, zone) AS json_instant(CASE
  WHEN regexp_matches(cell, '[T ]\d\d.*(Z|[+-](0\d|1[0-5])(:?[0-5]\d)?|\s[A-Za-z_/]+)\s*$', 'i') THEN TRY_CAST(regexp_replace(cell, '\s+([+-]\d\d)', '\1') AS TIMESTAMPTZ)
  WHEN NOT regexp_matches(cell, '[T ].*[+-]\d') THEN timezone(zone, TRY_CAST(cell AS TIMESTAMP)) END);

-- What stands where a cell did not fit: never valid, whatever the field; it says why.
CREATE MACRO unfit(why, cell) AS '{"$unfit":' || json_text(why || ': ' || left(CAST(cell AS VARCHAR), 200)) || '}';
