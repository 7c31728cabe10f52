-- Who may open the staff desk of a meeting's booths. pin_hash: Argon2id in PHC format; code_hash: SHA-256 of the code on the staff card.
-- A person who was taken off stays, so that journals which name the id can still be read.
CREATE TABLE booth_staff (
  society ${text} NOT NULL, meeting ${text} NOT NULL, id ${text} NOT NULL,
  name ${text} NOT NULL, lead ${long} NOT NULL, pin_hash ${text} NOT NULL, code_hash ${text},
  created_at ${long} NOT NULL, disabled_at ${long},
  PRIMARY KEY (society, meeting, id)
) ${options};

-- The key that opens a meeting's booths, as it is printed. It stands here in clear, since the office prints it again when a sheet is
-- lost. Meetings from before this table get theirs when it is first asked for.
CREATE TABLE booth_key (
  society ${text} NOT NULL, meeting ${text} NOT NULL, key_text ${text} NOT NULL,
  PRIMARY KEY (society, meeting)
) ${options};
