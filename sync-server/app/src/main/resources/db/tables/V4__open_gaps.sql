-- Every push asks for gaps that it closes; without this it reads all cases of its journal.
CREATE INDEX exception_case_open_gap ON exception_case (journal, seq) WHERE kind = 'SEQ_GAP' AND state = 'open';
