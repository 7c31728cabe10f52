-- Links of temporary cards that count unless they are voided: within the meeting, the token stands for the member. at: corrected time,
-- run and up: process run of the kiosk and its monotonic clock, which order what one run wrote. seen: whether staff looked at any proof.
CREATE TABLE temporary_card (
  society ${text} NOT NULL, meeting ${text} NOT NULL, token ${text} NOT NULL, journal ${text} NOT NULL, seq ${long} NOT NULL,
  member ${text} NOT NULL, seen ${long} NOT NULL, at ${long} NOT NULL, run ${text} NOT NULL, up ${long} NOT NULL,
  PRIMARY KEY (society, meeting, token, journal, seq)
) ${options};
CREATE INDEX temporary_card_by_entry ON temporary_card (journal, seq);

-- Scans of tokens that nobody's listed card had: a link that comes or goes decides them anew.
CREATE TABLE unlisted_scan (
  society ${text} NOT NULL, meeting ${text} NOT NULL, token ${text} NOT NULL, journal ${text} NOT NULL, seq ${long} NOT NULL,
  PRIMARY KEY (society, meeting, token, journal, seq)
) ${options};
INSERT INTO unlisted_scan (society, meeting, token, journal, seq)
  SELECT society, meeting, subject, journal, seq FROM exception_case WHERE kind = 'UNKNOWN_TOKEN' AND subject <> ''
  UNION
  SELECT society, meeting, subject, journal, seq FROM case_entry WHERE kind = 'UNKNOWN_TOKEN' AND subject <> '';
