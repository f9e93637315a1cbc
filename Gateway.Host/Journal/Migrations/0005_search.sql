-- What transactions are searched by. A scattered index on every field would double what a commit writes, so most fields stand in one index
-- that grows at its end: a stretch of it is read quickly, and only what passes is fetched from the table.
ALTER TABLE transactions ADD COLUMN opened_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transactions ADD COLUMN last4 TEXT;

-- The fraction is cut, as the program cuts it; SQLite alone would round it into the next second.
UPDATE transactions
SET opened_ms = unixepoch(substr(opened_at, 1, 19) || substr(opened_at, 28)) * 1000 + CAST(substr(opened_at, 21, 3) AS INTEGER),
    last4 = substr(card_masked, -4);

CREATE INDEX transactions_by_time ON transactions (opened_ms, seq, amount, last4, auth_code, rrn, state);
CREATE INDEX transactions_by_rrn ON transactions (rrn, opened_ms, seq) WHERE rrn <> '';

-- Rows of a terminal, and of a merchant, stand together in the table, so what else is asked of them is quickly looked up.
DROP INDEX transactions_by_seq;
CREATE INDEX transactions_by_terminal ON transactions (terminal, opened_ms, seq);
CREATE INDEX transactions_by_merchant ON transactions (merchant, opened_ms, seq);

-- What was paid out, kept apart or taken back again, on the business day it happened. Written once: a day that was reported stays as it was.
CREATE TABLE postings (
    id          INTEGER PRIMARY KEY,
    day         TEXT    NOT NULL,
    merchant    TEXT    NOT NULL,
    terminal    TEXT    NOT NULL,
    batch       INTEGER NOT NULL,
    stan        INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    is_reversal INTEGER NOT NULL,
    amount      INTEGER NOT NULL,
    at          TEXT    NOT NULL
) STRICT;

CREATE INDEX postings_by_day ON postings (day, merchant);

-- The past of a journal that is older than this table. Only a reversal that came after the closing is a line of its own.
WITH
reversals AS (
    SELECT payload ->> '$.key.merchant' AS merchant, payload ->> '$.key.terminal' AS terminal,
           payload ->> '$.key.batch' AS batch, payload ->> '$.key.stan' AS stan, min(seq) AS seq
    FROM records
    WHERE kind = 'reversal-accepted' AND coalesce(payload ->> '$.moot', 0) = 0
    GROUP BY 1, 2, 3, 4
),
settled AS (
    SELECT merchant, terminal, batch, stan, settled AS kind, state,
           CASE class WHEN 'Sale' THEN amount WHEN 'SaleVoid' THEN -amount END AS net,
           (SELECT min(b.seq) FROM batches b
            WHERE b.terminal = t.terminal AND b.merchant = t.merchant AND b.batch = t.batch AND b.seq > t.seq) AS seq
    FROM transactions t
    WHERE settled <> 'None' AND class IN ('Sale', 'SaleVoid')
),
apart AS (
    SELECT t.merchant, t.terminal, t.batch, t.stan, 'KeptApart' AS kind, t.state,
           CASE t.class WHEN 'SaleVoid' THEN -t.amount ELSE t.amount END AS net, t.seq
    FROM transactions t
    JOIN records r ON r.seq = t.seq AND r.kind = 'quarantined'
),
counted AS (SELECT * FROM settled UNION ALL SELECT * FROM apart),
lines AS (
    SELECT seq, merchant, terminal, batch, stan, kind, 0 AS is_reversal, net FROM counted
    UNION ALL
    SELECT v.seq, c.merchant, c.terminal, c.batch, c.stan, c.kind, 1, -c.net
    FROM counted c
    JOIN reversals v ON v.merchant = c.merchant AND v.terminal = c.terminal AND v.batch = c.batch AND v.stan = c.stan
    WHERE c.state = 'Reversed'
)
INSERT INTO postings (day, merchant, terminal, batch, stan, kind, is_reversal, amount, at)
SELECT substr(r.at, 1, 10), l.merchant, l.terminal, l.batch, l.stan, l.kind, l.is_reversal, l.net, r.at
FROM lines l
JOIN records r ON r.seq = l.seq
ORDER BY l.seq, l.batch, l.stan;
