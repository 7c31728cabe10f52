-- Every push asks for gaps that it closes; without this it reads all cases of its journal.
CREATE INDEX exception_case_open_gap ON exception_case (journal, seq) WHERE kind = 'SEQ_GAP' AND state = 'open';

-- One index in place of two, with the meeting before the member: what a push adds lies close together, and both the balance
-- sheet of a meeting and the taps of one of its members are read from it.
DROP INDEX decision_by_meeting;
DROP INDEX decision_by_member;
CREATE INDEX decision_by_person ON decision (society, meeting, member, kind);
