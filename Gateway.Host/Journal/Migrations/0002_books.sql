-- What the records come to. Changed in the same commit as the records, never on its own.
CREATE TABLE merchants (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    mcc           TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE terminals (
    id            TEXT PRIMARY KEY,
    merchant      TEXT    NOT NULL,
    model         TEXT    NOT NULL,
    serial        TEXT    NOT NULL,
    with_pin      INTEGER NOT NULL,
    registered_at TEXT    NOT NULL,
    registered_by TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
    id           INTEGER PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    level        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    note         TEXT NOT NULL,
    placed_at    TEXT NOT NULL,
    placed_by    TEXT NOT NULL,
    released_at  TEXT,
    released_by  TEXT,
    released_why TEXT
) STRICT;

CREATE TABLE transactions (
    merchant          TEXT    NOT NULL,
    terminal          TEXT    NOT NULL,
    batch             INTEGER NOT NULL,
    stan              INTEGER NOT NULL,
    seq               INTEGER NOT NULL,
    class             TEXT    NOT NULL,
    amount            INTEGER NOT NULL,
    currency          TEXT    NOT NULL,
    card_masked       TEXT,
    original          TEXT,
    acquirer          TEXT,
    rrn               TEXT,
    hold_id           INTEGER,
    hold_level        TEXT,
    hold_reason       TEXT,
    opened_at         TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    response_code     TEXT    NOT NULL,
    reason            TEXT,
    auth_code         TEXT,
    settlement_date   TEXT,
    approved_upstream INTEGER NOT NULL,
    reversal          TEXT    NOT NULL,
    reversal_tries    INTEGER NOT NULL,
    answered_at       TEXT,
    settled           TEXT    NOT NULL,
    PRIMARY KEY (merchant, terminal, batch, stan)
) STRICT, WITHOUT ROWID;

CREATE INDEX transactions_by_stan ON transactions (terminal, stan, seq);
CREATE INDEX transactions_by_seq ON transactions (terminal, seq);
CREATE INDEX transactions_by_batch ON transactions (terminal, batch, seq);
CREATE INDEX transactions_owed ON transactions (seq) WHERE reversal IN ('AwaitingOutcome', 'Owed');

CREATE TABLE batches (
    seq                   INTEGER PRIMARY KEY,
    merchant              TEXT    NOT NULL,
    terminal              TEXT    NOT NULL,
    batch                 INTEGER NOT NULL,
    stan                  INTEGER NOT NULL,
    closed_at             TEXT    NOT NULL,
    balanced              INTEGER NOT NULL,
    quarantined           INTEGER NOT NULL,
    terminal_debit        INTEGER NOT NULL,
    terminal_debit_count  INTEGER NOT NULL,
    terminal_credit       INTEGER NOT NULL,
    terminal_credit_count INTEGER NOT NULL,
    host_debit            INTEGER NOT NULL,
    host_debit_count      INTEGER NOT NULL,
    host_credit           INTEGER NOT NULL,
    host_credit_count     INTEGER NOT NULL,
    posted_debit          INTEGER NOT NULL,
    posted_debit_count    INTEGER NOT NULL,
    posted_credit         INTEGER NOT NULL,
    posted_credit_count   INTEGER NOT NULL
) STRICT;

CREATE INDEX batches_by_terminal ON batches (terminal, seq);

-- Running totals: the question where all money is must not read every transaction there ever was.
CREATE TABLE money (
    line   TEXT PRIMARY KEY,
    count  INTEGER NOT NULL,
    amount INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO money (line, count, amount)
VALUES ('Approved', 0, 0), ('Posted', 0, 0), ('Open', 0, 0), ('Reversed', 0, 0), ('Reversing', 0, 0), ('Quarantined', 0, 0), ('KeptApart', 0, 0),
       ('OpenRequests', 0, 0), ('OwedReversals', 0, 0);

CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    stan    INTEGER,
    code    TEXT NOT NULL,
    detail  TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject, seq);
