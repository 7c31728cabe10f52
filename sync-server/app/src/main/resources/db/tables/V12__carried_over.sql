-- Entries that say again what stood elsewhere first, and where that was; only of journals that their kiosk signed. A void finds by it
-- the other places of a tap, and a push whether staff cancelled one of its taps at another place.
CREATE TABLE carried_over (
  journal ${text} NOT NULL, seq ${long} NOT NULL,
  origin_journal ${text} NOT NULL, origin_seq ${long} NOT NULL,
  PRIMARY KEY (journal, seq)
) ${options};
CREATE INDEX carried_over_by_origin ON carried_over (origin_journal, origin_seq);
