-- The ledger lies in the order of what its entries are for, in which a push posts them, and not in that of their ids, which are hashes:
-- those put every new entry into a page of its own. An award takes back nothing, so the index that holds reversals apart leaves it
-- out, and one index of members serves their lines and their balances. What was unique stays unique.
CREATE TABLE ledger_by_key (
  society ${text} NOT NULL, id ${text} NOT NULL,
  meeting ${text} NOT NULL, qualification ${text} NOT NULL, kind ${text} NOT NULL, generation ${long} NOT NULL,
  member ${text} NOT NULL, term_start ${text} NOT NULL,
  rule ${text} NOT NULL, credits ${long} NOT NULL,
  earned_on ${text} NOT NULL, fiscal_year ${long} NOT NULL,
  source ${text} NOT NULL, journal ${text}, seq ${long}, tapped_at ${long},
  reverses ${text}, reason ${text} NOT NULL, actor ${text} NOT NULL, posted_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting, qualification, generation, kind),
  UNIQUE (society, id)
) ${options};
INSERT INTO ledger_by_key (society, id, meeting, qualification, kind, generation, member, term_start, rule, credits, earned_on,
    fiscal_year, source, journal, seq, tapped_at, reverses, reason, actor, posted_at)
  SELECT society, id, meeting, qualification, kind, generation, member, term_start, rule, credits, earned_on,
    fiscal_year, source, journal, seq, tapped_at, reverses, reason, actor, posted_at FROM ledger_entry;
DROP TABLE ledger_entry;
ALTER TABLE ledger_by_key RENAME TO ledger_entry;
CREATE UNIQUE INDEX ledger_reversed_once ON ledger_entry (society, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX ledger_by_member ON ledger_entry (society, member, qualification, term_start, credits);
