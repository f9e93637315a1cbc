-- What the acquirer last answered to a reversal that it did not acknowledge, and the money that named persons settled with it.
ALTER TABLE transactions ADD COLUMN reversal_code TEXT;
INSERT OR IGNORE INTO money (line, count, amount) VALUES ('Resolved', 0, 0);
