-- Agenda and rules as before, now under the hash of their text. What stood here is written again
-- when the server starts next, which judges all stays at open meetings anew; one whose books are closed goes by the books as they are.
DROP TABLE session_facts;
CREATE TABLE session_facts (
  society ${text} NOT NULL, meeting ${text} NOT NULL, id ${text} NOT NULL, content ${text} NOT NULL,
  PRIMARY KEY (society, meeting)
) ${options};

-- By which of them (facts: their id), and by which qualifications and terms (content, as JSON), the stays of a member were judged last:
-- a settled meeting is shown and verified by them, whatever comes into the books later. id: the hash of both.
CREATE TABLE session_judged (
  society ${text} NOT NULL, meeting ${text} NOT NULL, member ${text} NOT NULL,
  facts ${text} NOT NULL, id ${text} NOT NULL, content ${text} NOT NULL,
  PRIMARY KEY (society, meeting, member)
) ${options};
