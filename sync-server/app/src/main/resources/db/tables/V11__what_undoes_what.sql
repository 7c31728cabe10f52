-- settled_by: 'award' where a case was closed because another entry gave the member the credits; it opens again if staff cancel
-- that entry. by_journal: where the entry stands that cancelled another; NULL in rows from before this column came.
ALTER TABLE exception_case ADD COLUMN settled_by ${text};
ALTER TABLE voided ADD COLUMN by_journal ${text};
