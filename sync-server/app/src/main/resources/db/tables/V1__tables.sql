-- One set of tables for both engines. Placeholders: ${long} 64-bit integer, ${text} text that sorts by code point, ${bytes} byte string,
-- ${options} table options.
-- Instants are UTC milliseconds, dates ISO texts, credits whole hundredths, flags 0/1. Society leads every key that has one.

CREATE TABLE server_fact (key ${text} NOT NULL PRIMARY KEY, value ${text} NOT NULL) ${options};

CREATE TABLE society (
  society ${text} NOT NULL PRIMARY KEY,
  number ${long} NOT NULL UNIQUE,
  name_ja ${text} NOT NULL, name_en ${text} NOT NULL,
  zone ${text} NOT NULL,
  fiscal_year_start ${text} NOT NULL,
  card_media ${text} NOT NULL,
  unknown_cards ${text} NOT NULL,
  policy ${text} NOT NULL,
  imported_at ${long} NOT NULL,
  change_count ${long} NOT NULL
) ${options};

CREATE TABLE credit_rule (
  society ${text} NOT NULL, code ${text} NOT NULL, valid_from ${text} NOT NULL, valid_to ${text} NOT NULL,
  kind ${text} NOT NULL, qualification ${text} NOT NULL, meeting_class ${text} NOT NULL,
  credits ${long} NOT NULL, card_enabled ${long} NOT NULL,
  title_ja ${text} NOT NULL, title_en ${text} NOT NULL,
  PRIMARY KEY (society, code, valid_from)
) ${options};

CREATE TABLE related_body (
  society ${text} NOT NULL, code ${text} NOT NULL, valid_from ${text} NOT NULL, valid_to ${text} NOT NULL,
  rule ${text} NOT NULL, region ${text} NOT NULL, name_ja ${text} NOT NULL, name_en ${text} NOT NULL, aliases ${text} NOT NULL,
  PRIMARY KEY (society, code, valid_from)
) ${options};

CREATE TABLE member (
  society ${text} NOT NULL, id ${text} NOT NULL,
  member_no ${text} NOT NULL,
  family_name ${text} NOT NULL, given_name ${text} NOT NULL,
  family_kana ${text} NOT NULL, given_kana ${text} NOT NULL, kana_key ${text} NOT NULL,
  email ${text} NOT NULL, affiliation ${text} NOT NULL, prefecture ${text} NOT NULL, birth_date ${text} NOT NULL,
  status ${text} NOT NULL,
  pass_id ${text} NOT NULL, pass_generation ${long} NOT NULL,
  PRIMARY KEY (society, id), UNIQUE (society, member_no), UNIQUE (society, pass_id)
) ${options};
CREATE INDEX member_by_kana ON member (society, kana_key);

CREATE TABLE qualification (
  society ${text} NOT NULL, id ${text} NOT NULL,
  member ${text} NOT NULL, kind ${text} NOT NULL, number ${text} NOT NULL,
  PRIMARY KEY (society, id), UNIQUE (society, member, kind)
) ${options};

CREATE TABLE term (
  society ${text} NOT NULL, qualification ${text} NOT NULL, start_date ${text} NOT NULL, end_date ${text} NOT NULL,
  required_credits ${long} NOT NULL,
  PRIMARY KEY (society, qualification, start_date)
) ${options};

-- status_since: from when a status other than active holds; taps before it are judged as active (domain 3.5-6).
CREATE TABLE card (
  society ${text} NOT NULL, id ${text} NOT NULL,
  member ${text} NOT NULL, medium ${text} NOT NULL, token ${text} NOT NULL,
  valid_from ${text} NOT NULL, valid_to ${text} NOT NULL, status ${text} NOT NULL, status_since ${long} NOT NULL,
  PRIMARY KEY (society, id), UNIQUE (society, medium, token)
) ${options};
CREATE INDEX card_by_member ON card (society, member);

CREATE TABLE meeting (
  society ${text} NOT NULL, id ${text} NOT NULL,
  name_ja ${text} NOT NULL, name_en ${text} NOT NULL, class ${text} NOT NULL,
  start_date ${text} NOT NULL, end_date ${text} NOT NULL, credit_date ${text} NOT NULL,
  venue ${text} NOT NULL, status ${text} NOT NULL, token_key ${bytes} NOT NULL,
  PRIMARY KEY (society, id)
) ${options};

CREATE TABLE pass_key (
  society ${text} NOT NULL, id ${long} NOT NULL,
  public_key ${bytes} NOT NULL, private_key ${bytes} NOT NULL,
  valid_from ${long} NOT NULL, valid_to ${long} NOT NULL,
  PRIMARY KEY (society, id)
) ${options};

-- What kiosks of a meeting hold, row by row with the version that last changed it: the source of snapshots and deltas.
-- made_from is the society's change_count it was made from; subject is the member id of a member row, the card id of a token row.
CREATE TABLE roster (
  society ${text} NOT NULL, meeting ${text} NOT NULL, version ${long} NOT NULL, made_from ${long} NOT NULL, made_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting)
) ${options};
CREATE TABLE roster_row (
  society ${text} NOT NULL, meeting ${text} NOT NULL, kind ${text} NOT NULL, key ${text} NOT NULL, subject ${text} NOT NULL,
  version ${long} NOT NULL, removed ${long} NOT NULL, content ${text} NOT NULL,
  PRIMARY KEY (society, meeting, kind, key)
) ${options};
CREATE INDEX roster_row_by_version ON roster_row (society, meeting, version);

CREATE TABLE enrolment_code (
  code_hash ${text} NOT NULL PRIMARY KEY,
  society ${text} NOT NULL, meeting ${text} NOT NULL, booth ${text} NOT NULL,
  made_at ${long} NOT NULL, expires_at ${long} NOT NULL, used_at ${long}, used_by ${text}
) ${options};

CREATE TABLE kiosk (
  id ${text} NOT NULL PRIMARY KEY,
  society ${text} NOT NULL, meeting ${text} NOT NULL, booth ${text} NOT NULL,
  public_key ${bytes} NOT NULL UNIQUE, software ${text} NOT NULL,
  enrolled_at ${long} NOT NULL, revoked_at ${long}, last_seen_at ${long} NOT NULL
) ${options};
CREATE INDEX kiosk_by_meeting ON kiosk (society, meeting);

-- received and head are the replication cursor; its row lock serialises the pushes of one journal and nothing else.
-- fork_of: the journal whose other history this one keeps, from base_seq on. continued_by: the journal a kiosk went on
-- with after that. quarantine 1: entries are kept, credit waits for a person.
CREATE TABLE journal (
  id ${text} NOT NULL PRIMARY KEY,
  society ${text} NOT NULL, meeting ${text} NOT NULL, kiosk ${text} NOT NULL,
  received ${long} NOT NULL, head ${bytes} NOT NULL, safe ${long} NOT NULL,
  fork_of ${text}, continued_by ${text}, base_seq ${long} NOT NULL, base_hash ${bytes} NOT NULL, quarantine ${long} NOT NULL,
  first_seen_at ${long} NOT NULL, last_seen_at ${long} NOT NULL
) ${options};
CREATE INDEX journal_by_meeting ON journal (society, meeting);
CREATE INDEX journal_by_fork ON journal (fork_of);

CREATE TABLE journal_entry (
  journal ${text} NOT NULL, seq ${long} NOT NULL,
  entry ${text} NOT NULL, hash ${bytes} NOT NULL, received_at ${long} NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};

-- The clock offset of a process run of a kiosk, measured by the server when it first heard from that run.
CREATE TABLE run_clock (
  journal ${text} NOT NULL, run ${text} NOT NULL,
  offset_millis ${long} NOT NULL, measured_at ${long} NOT NULL,
  PRIMARY KEY (journal, run)
) ${options};

-- Derived from journal entries and the facts of the moment; facts holds those facts as JSON, so that it can be recomputed.
-- What is the same for all entries of a meeting at one time stands once in meeting_facts; its id is the hash of the content.
CREATE TABLE meeting_facts (
  society ${text} NOT NULL, meeting ${text} NOT NULL, id ${text} NOT NULL, content ${text} NOT NULL,
  PRIMARY KEY (society, meeting, id)
) ${options};
CREATE TABLE decision (
  journal ${text} NOT NULL, seq ${long} NOT NULL,
  society ${text} NOT NULL, meeting ${text} NOT NULL,
  kind ${text} NOT NULL, exception_kind ${text}, member ${text},
  tapped_at ${long} NOT NULL, meeting_facts ${text} NOT NULL, facts ${text} NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};
CREATE INDEX decision_by_meeting ON decision (society, meeting, kind);
CREATE INDEX decision_by_member ON decision (society, member, meeting);

CREATE TABLE voided (
  journal ${text} NOT NULL, seq ${long} NOT NULL, by_seq ${long} NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};

CREATE TABLE attendance (
  society ${text} NOT NULL, meeting ${text} NOT NULL, member ${text} NOT NULL, day ${text} NOT NULL,
  first_at ${long} NOT NULL, journal ${text} NOT NULL, seq ${long} NOT NULL,
  PRIMARY KEY (society, meeting, member, day)
) ${options};
CREATE INDEX attendance_by_member ON attendance (society, member, day);

-- generation counts the reversals before it: at most one live award per (meeting, qualification), held by the key.
CREATE TABLE ledger_entry (
  society ${text} NOT NULL, id ${text} NOT NULL,
  meeting ${text} NOT NULL, qualification ${text} NOT NULL, kind ${text} NOT NULL, generation ${long} NOT NULL,
  member ${text} NOT NULL, term_start ${text} NOT NULL,
  rule ${text} NOT NULL, credits ${long} NOT NULL,
  earned_on ${text} NOT NULL, fiscal_year ${long} NOT NULL,
  source ${text} NOT NULL, journal ${text}, seq ${long}, tapped_at ${long},
  reverses ${text}, reason ${text} NOT NULL, actor ${text} NOT NULL, posted_at ${long} NOT NULL,
  PRIMARY KEY (society, id),
  UNIQUE (society, meeting, qualification, kind, generation),
  UNIQUE (society, reverses)
) ${options};
CREATE INDEX ledger_by_qualification ON ledger_entry (society, qualification, term_start, credits);
CREATE INDEX ledger_by_member ON ledger_entry (society, member);

CREATE TABLE exception_case (
  society ${text} NOT NULL, meeting ${text} NOT NULL, id ${text} NOT NULL,
  kind ${text} NOT NULL, state ${text} NOT NULL,
  journal ${text} NOT NULL, seq ${long} NOT NULL, member ${text}, detail ${text} NOT NULL,
  raised_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting, id),
  UNIQUE (society, meeting, journal, seq, kind)
) ${options};

CREATE TABLE account (
  id ${text} NOT NULL PRIMARY KEY,
  login ${text} NOT NULL UNIQUE, name ${text} NOT NULL, password_hash ${text} NOT NULL, role ${text} NOT NULL,
  created_at ${long} NOT NULL, disabled_at ${long}
) ${options};

CREATE TABLE account_session (
  token_hash ${text} NOT NULL PRIMARY KEY,
  account ${text} NOT NULL, form_token ${text} NOT NULL,
  created_at ${long} NOT NULL, last_seen_at ${long} NOT NULL
) ${options};

-- A link with which a person makes an account of that role; made_by is empty for the first administrator's.
CREATE TABLE setup_link (
  token_hash ${text} NOT NULL PRIMARY KEY,
  role ${text} NOT NULL, made_by ${text} NOT NULL,
  expires_at ${long} NOT NULL, used_at ${long}
) ${options};

CREATE TABLE attempt (
  subject ${text} NOT NULL, failures ${long} NOT NULL, last_at ${long} NOT NULL,
  PRIMARY KEY (subject)
) ${options};

CREATE TABLE audit (
  seq ${long} NOT NULL PRIMARY KEY,
  at ${long} NOT NULL, actor ${text} NOT NULL, action ${text} NOT NULL, subject ${text} NOT NULL, detail ${text} NOT NULL,
  hash ${bytes} NOT NULL
) ${options};
