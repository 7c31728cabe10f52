-- One set of tables for both engines. Placeholders: ${long} 64-bit integer, ${bytes} byte string, ${options} table options.
-- Instants are UTC milliseconds, dates ISO texts, credits whole hundredths, flags 0/1. Society leads every key that has one.

CREATE TABLE server_fact (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) ${options};

CREATE TABLE society (
  society TEXT NOT NULL PRIMARY KEY,
  number ${long} NOT NULL UNIQUE,
  name_ja TEXT NOT NULL, name_en TEXT NOT NULL,
  zone TEXT NOT NULL,
  fiscal_year_start TEXT NOT NULL,
  card_media TEXT NOT NULL,
  unknown_cards TEXT NOT NULL,
  policy TEXT NOT NULL,
  imported_at ${long} NOT NULL,
  change_count ${long} NOT NULL
) ${options};

CREATE TABLE credit_rule (
  society TEXT NOT NULL, code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
  kind TEXT NOT NULL, qualification TEXT NOT NULL, meeting_class TEXT NOT NULL,
  credits ${long} NOT NULL, card_enabled ${long} NOT NULL,
  title_ja TEXT NOT NULL, title_en TEXT NOT NULL,
  PRIMARY KEY (society, code, valid_from)
) ${options};

CREATE TABLE related_body (
  society TEXT NOT NULL, code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
  rule TEXT NOT NULL, region TEXT NOT NULL, name_ja TEXT NOT NULL, name_en TEXT NOT NULL, aliases TEXT NOT NULL,
  PRIMARY KEY (society, code, valid_from)
) ${options};

CREATE TABLE member (
  society TEXT NOT NULL, id TEXT NOT NULL,
  member_no TEXT NOT NULL,
  family_name TEXT NOT NULL, given_name TEXT NOT NULL,
  family_kana TEXT NOT NULL, given_kana TEXT NOT NULL, kana_key TEXT NOT NULL,
  email TEXT NOT NULL, affiliation TEXT NOT NULL, prefecture TEXT NOT NULL, birth_date TEXT NOT NULL,
  status TEXT NOT NULL,
  pass_id TEXT NOT NULL, pass_generation ${long} NOT NULL,
  PRIMARY KEY (society, id), UNIQUE (society, member_no), UNIQUE (society, pass_id)
) ${options};
CREATE INDEX member_by_kana ON member (society, kana_key);

CREATE TABLE qualification (
  society TEXT NOT NULL, id TEXT NOT NULL,
  member TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (society, id), UNIQUE (society, member, kind)
) ${options};

CREATE TABLE term (
  society TEXT NOT NULL, qualification TEXT NOT NULL, start_date TEXT NOT NULL, end_date TEXT NOT NULL,
  required_credits ${long} NOT NULL,
  PRIMARY KEY (society, qualification, start_date)
) ${options};

-- status_since: from when a status other than active holds; taps before it are judged as active (domain 3.5-6).
CREATE TABLE card (
  society TEXT NOT NULL, id TEXT NOT NULL,
  member TEXT NOT NULL, medium TEXT NOT NULL, token TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, status TEXT NOT NULL, status_since ${long} NOT NULL,
  PRIMARY KEY (society, id), UNIQUE (society, medium, token)
) ${options};
CREATE INDEX card_by_member ON card (society, member);

CREATE TABLE meeting (
  society TEXT NOT NULL, id TEXT NOT NULL,
  name_ja TEXT NOT NULL, name_en TEXT NOT NULL, class TEXT NOT NULL,
  start_date TEXT NOT NULL, end_date TEXT NOT NULL, credit_date TEXT NOT NULL,
  venue TEXT NOT NULL, status TEXT NOT NULL, token_key ${bytes} NOT NULL,
  PRIMARY KEY (society, id)
) ${options};

CREATE TABLE pass_key (
  society TEXT NOT NULL, id ${long} NOT NULL,
  public_key ${bytes} NOT NULL, private_key ${bytes} NOT NULL,
  valid_from ${long} NOT NULL, valid_to ${long} NOT NULL,
  PRIMARY KEY (society, id)
) ${options};

-- What kiosks of a meeting hold, row by row with the version that last changed it: the source of snapshots and deltas.
-- made_from is the society's change_count it was made from; subject is the member id of a member row, the card id of a token row.
CREATE TABLE roster (
  society TEXT NOT NULL, meeting TEXT NOT NULL, version ${long} NOT NULL, made_from ${long} NOT NULL, made_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting)
) ${options};
CREATE TABLE roster_row (
  society TEXT NOT NULL, meeting TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, subject TEXT NOT NULL,
  version ${long} NOT NULL, removed ${long} NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (society, meeting, kind, key)
) ${options};
CREATE INDEX roster_row_by_version ON roster_row (society, meeting, version);

CREATE TABLE enrolment_code (
  code_hash TEXT NOT NULL PRIMARY KEY,
  society TEXT NOT NULL, meeting TEXT NOT NULL, booth TEXT NOT NULL,
  made_at ${long} NOT NULL, expires_at ${long} NOT NULL, used_at ${long}, used_by TEXT
) ${options};

CREATE TABLE kiosk (
  id TEXT NOT NULL PRIMARY KEY,
  society TEXT NOT NULL, meeting TEXT NOT NULL, booth TEXT NOT NULL,
  public_key ${bytes} NOT NULL UNIQUE, software TEXT NOT NULL,
  enrolled_at ${long} NOT NULL, revoked_at ${long}, last_seen_at ${long} NOT NULL
) ${options};
CREATE INDEX kiosk_by_meeting ON kiosk (society, meeting);

-- received and head are the replication cursor; its row lock serialises the pushes of one journal and nothing else.
-- fork_of: the journal whose second history this quarantine keeps; quarantine 1: entries are kept, credit waits for a person.
CREATE TABLE journal (
  id TEXT NOT NULL PRIMARY KEY,
  society TEXT NOT NULL, meeting TEXT NOT NULL, kiosk TEXT NOT NULL,
  received ${long} NOT NULL, head ${bytes} NOT NULL, safe ${long} NOT NULL,
  fork_of TEXT, quarantine ${long} NOT NULL,
  first_seen_at ${long} NOT NULL, last_seen_at ${long} NOT NULL
) ${options};
CREATE INDEX journal_by_meeting ON journal (society, meeting);

CREATE TABLE journal_entry (
  journal TEXT NOT NULL, seq ${long} NOT NULL,
  entry TEXT NOT NULL, hash ${bytes} NOT NULL, received_at ${long} NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};

-- The clock offset of a process run of a kiosk, measured by the server when it first heard from that run.
CREATE TABLE run_clock (
  journal TEXT NOT NULL, run TEXT NOT NULL,
  offset_millis ${long} NOT NULL, measured_at ${long} NOT NULL,
  PRIMARY KEY (journal, run)
) ${options};

-- Derived from journal entries and the facts of the moment; facts holds those facts as JSON, so that it can be recomputed.
CREATE TABLE decision (
  journal TEXT NOT NULL, seq ${long} NOT NULL,
  society TEXT NOT NULL, meeting TEXT NOT NULL,
  kind TEXT NOT NULL, exception_kind TEXT, member TEXT,
  tapped_at ${long} NOT NULL, facts TEXT NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};
CREATE INDEX decision_by_meeting ON decision (society, meeting, kind);
CREATE INDEX decision_by_member ON decision (society, member, meeting);

CREATE TABLE voided (
  journal TEXT NOT NULL, seq ${long} NOT NULL, by_seq ${long} NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};

CREATE TABLE attendance (
  society TEXT NOT NULL, meeting TEXT NOT NULL, member TEXT NOT NULL, day TEXT NOT NULL,
  first_at ${long} NOT NULL, journal TEXT NOT NULL, seq ${long} NOT NULL,
  PRIMARY KEY (society, meeting, member, day)
) ${options};

-- generation counts the reversals before it: at most one live award per (meeting, qualification), held by the key.
CREATE TABLE ledger_entry (
  society TEXT NOT NULL, id TEXT NOT NULL,
  meeting TEXT NOT NULL, qualification TEXT NOT NULL, kind TEXT NOT NULL, generation ${long} NOT NULL,
  member TEXT NOT NULL, term_start TEXT NOT NULL,
  rule TEXT NOT NULL, credits ${long} NOT NULL,
  earned_on TEXT NOT NULL, fiscal_year ${long} NOT NULL,
  source TEXT NOT NULL, journal TEXT, seq ${long}, tapped_at ${long},
  reverses TEXT, reason TEXT NOT NULL, actor TEXT NOT NULL, posted_at ${long} NOT NULL,
  PRIMARY KEY (society, id),
  UNIQUE (society, meeting, qualification, kind, generation),
  UNIQUE (society, reverses)
) ${options};
CREATE INDEX ledger_by_qualification ON ledger_entry (society, qualification, term_start, credits);
CREATE INDEX ledger_by_member ON ledger_entry (society, member);

CREATE TABLE exception_case (
  society TEXT NOT NULL, meeting TEXT NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, state TEXT NOT NULL,
  journal TEXT NOT NULL, seq ${long} NOT NULL, member TEXT, detail TEXT NOT NULL,
  raised_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting, id),
  UNIQUE (society, meeting, journal, seq, kind)
) ${options};

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT NOT NULL, role TEXT NOT NULL,
  created_at ${long} NOT NULL, disabled_at ${long}
) ${options};

CREATE TABLE account_session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL, csrf TEXT NOT NULL,
  created_at ${long} NOT NULL, last_seen_at ${long} NOT NULL
) ${options};

CREATE TABLE setup_link (token_hash TEXT NOT NULL PRIMARY KEY, expires_at ${long} NOT NULL, used_at ${long}) ${options};

CREATE TABLE attempt (
  subject TEXT NOT NULL, failures ${long} NOT NULL, last_at ${long} NOT NULL,
  PRIMARY KEY (subject)
) ${options};

CREATE TABLE audit (
  seq ${long} NOT NULL PRIMARY KEY,
  at ${long} NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
  hash ${bytes} NOT NULL
) ${options};
