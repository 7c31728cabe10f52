-- The door that a kiosk was told when it last asked where it serves: as long as it differs from that in kiosk_door, the kiosk has not
-- heard of the change. No row: it was told of none.
CREATE TABLE kiosk_told (
  kiosk ${text} NOT NULL PRIMARY KEY, room ${text} NOT NULL, direction ${text} NOT NULL
) ${options};
