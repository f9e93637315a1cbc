-- The past: append-only, one row a record, each row sealed to the one before by its chain.
CREATE TABLE records (
    seq     INTEGER PRIMARY KEY,
    stream  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    attempt BLOB    NOT NULL,
    kind    TEXT    NOT NULL,
    payload TEXT    NOT NULL,
    at      TEXT    NOT NULL,
    chain   BLOB    NOT NULL,
    UNIQUE (stream, version)
) STRICT;

-- Secrets stand beside the records, not in them, so that they can be erased without breaking the chain.
CREATE TABLE cards (
    seq      INTEGER PRIMARY KEY REFERENCES records (seq),
    merchant TEXT    NOT NULL,
    terminal TEXT    NOT NULL,
    batch    INTEGER NOT NULL,
    stan     INTEGER NOT NULL,
    sealed   BLOB    NOT NULL,
    UNIQUE (merchant, terminal, batch, stan)
) STRICT;

CREATE TABLE keys (
    owner TEXT    NOT NULL,
    usage TEXT    NOT NULL,
    seq   INTEGER NOT NULL REFERENCES records (seq),
    kcv   TEXT    NOT NULL,
    block BLOB    NOT NULL,
    PRIMARY KEY (owner, usage)
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_by_seq ON keys (seq);
