-- What an acquirer has approved and says it does not know: the reversal stays owed, and somebody has to look.
ALTER TABLE transactions ADD COLUMN contradicted INTEGER NOT NULL DEFAULT 0;
