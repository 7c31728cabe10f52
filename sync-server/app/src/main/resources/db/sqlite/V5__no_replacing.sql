-- INSERT OR REPLACE deletes the row in its way without asking the triggers of DELETE, so the rows in the way are looked for here.
-- The ledger's own inserts say ON CONFLICT DO NOTHING, and must go on: there a row in the way makes the new one go unheard,
-- which is what they mean, and what is there stays as it is.
CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_entry e WHERE e.journal = NEW.journal AND e.seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'journal_entry only grows'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit a WHERE a.seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit only grows'); END;
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = NEW.society AND l.id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = NEW.society AND l.meeting = NEW.meeting
       AND l.qualification = NEW.qualification AND l.kind = NEW.kind AND l.generation = NEW.generation)
  OR (NEW.reverses IS NOT NULL
       AND EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = NEW.society AND l.reverses = NEW.reverses))
BEGIN SELECT RAISE(IGNORE); END;
