-- What was received before V12. Kiosks write exactly "origin":{"journal":"<32 hex digits>","seq":<number>}; within a text of theirs
-- the quotes would have backslashes before them.
INSERT INTO carried_over (journal, seq, origin_journal, origin_seq)
  SELECT e.journal, e.seq, SUBSTR(e.entry, e.at + 21, 32), CAST(SUBSTR(e.entry, e.at + 61, 19) AS INTEGER)
  FROM (SELECT journal, seq, entry, INSTR(entry, '"origin":{"journal":"') AS at FROM journal_entry) e
  JOIN journal j ON j.id = e.journal AND j.quarantine = 0
  WHERE e.at > 0 AND SUBSTR(e.entry, e.at + 53, 8) = '","seq":' AND SUBSTR(e.entry, e.at + 61, 1) BETWEEN '1' AND '9';
