-- subject: whom or what a case is about, a member id or a keyed token; one open case per kind, subject and meeting. Empty where every
-- entry is a matter of its own. case_entry: further entries that an open case stands for as well.
ALTER TABLE exception_case ADD COLUMN subject ${text} NOT NULL DEFAULT '';
CREATE UNIQUE INDEX exception_case_open ON exception_case (society, meeting, kind, subject) WHERE state = 'open' AND subject <> '';
CREATE TABLE case_entry (
  society ${text} NOT NULL, meeting ${text} NOT NULL, kind ${text} NOT NULL, subject ${text} NOT NULL,
  journal ${text} NOT NULL, seq ${long} NOT NULL, member ${text}, detail ${text} NOT NULL, raised_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting, kind, subject, journal, seq)
) ${options};
