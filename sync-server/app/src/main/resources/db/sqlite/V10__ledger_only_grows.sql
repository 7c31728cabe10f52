-- The guards of V2 and V5 went with the old table.
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'ledger_entry only grows'); END;
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = NEW.society AND l.id = NEW.id)
  OR EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = NEW.society AND l.meeting = NEW.meeting
       AND l.qualification = NEW.qualification AND l.generation = NEW.generation AND l.kind = NEW.kind)
  OR (NEW.reverses IS NOT NULL
       AND EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = NEW.society AND l.reverses = NEW.reverses))
BEGIN SELECT RAISE(IGNORE); END;
