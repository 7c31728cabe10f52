-- What was received before V12. Kiosks write exactly "origin":{"journal":"<32 hex digits>","seq":<number>}; within a text of theirs
-- the quotes would have backslashes before them.
INSERT INTO carried_over (journal, seq, origin_journal, origin_seq)
  SELECT e.journal, e.seq, SUBSTRING(e.entry FROM '"origin":\{"journal":"([0-9a-f]{32})"'),
    CAST(SUBSTRING(e.entry FROM '"origin":\{"journal":"[0-9a-f]{32}","seq":([0-9]{1,18})') AS BIGINT)
  FROM journal_entry e
  JOIN journal j ON j.id = e.journal AND j.quarantine = 0
  WHERE e.entry ~ '"origin":\{"journal":"[0-9a-f]{32}","seq":[1-9][0-9]{0,17}\}';
