-- Agenda and rules by which the stays at a meeting's sessions were judged last, as JSON: a settled meeting is shown and verified by them,
-- whatever the policy says later.
CREATE TABLE session_facts (
  society ${text} NOT NULL, meeting ${text} NOT NULL, content ${text} NOT NULL,
  PRIMARY KEY (society, meeting)
) ${options};
