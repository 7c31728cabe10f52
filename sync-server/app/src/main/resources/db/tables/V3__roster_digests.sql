-- A roster row keeps a digest of what kiosks hold of it, not the content, which stands in the society's books: a row whose digest
-- differs has changed. What an earlier version kept there is no digest of anything, so those rows count as changed once.
ALTER TABLE roster_row RENAME COLUMN content TO digest;

-- The first version is never asked for row by row, and holds nearly all rows: the index leaves it out.
DROP INDEX roster_row_by_version;
CREATE INDEX roster_row_by_version ON roster_row (society, meeting, version) WHERE version > 1;
