-- head_signature: the kiosk's signature over the journal's head, from the push that moved the cursor there; verification finds
-- by it that a tail was cut. NULL until the first push after this column came; a quarantine has none.
ALTER TABLE journal ADD COLUMN head_signature ${text};
