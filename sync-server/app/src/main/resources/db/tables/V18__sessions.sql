-- How sessions of a class are touched for, by the society's policy: minutes before and after their start on the way in, before and
-- after their end on the way out (null: no touch on the way out), least stay, and most credits of the class in a day and a meeting.
CREATE TABLE session_rule (
  society ${text} NOT NULL, class ${text} NOT NULL, valid_from ${text} NOT NULL, valid_to ${text} NOT NULL,
  in_before ${long} NOT NULL, in_after ${long} NOT NULL, out_before ${long}, out_after ${long},
  minimum_stay ${long} NOT NULL, day_limit ${long}, meeting_limit ${long},
  title_ja ${text} NOT NULL, title_en ${text} NOT NULL,
  PRIMARY KEY (society, class, valid_from)
) ${options};

CREATE TABLE session (
  society ${text} NOT NULL, meeting ${text} NOT NULL, id ${text} NOT NULL,
  title_ja ${text} NOT NULL, title_en ${text} NOT NULL, class ${text} NOT NULL, room ${text} NOT NULL,
  start_at ${long} NOT NULL, end_at ${long} NOT NULL,
  PRIMARY KEY (society, meeting, id)
) ${options};

-- The doors that kiosks keep: room as in session, direction in, out or none (both ways). A kiosk without one serves the meeting's
-- reception. A door promised with an enrolment code passes to the kiosk that uses it.
CREATE TABLE kiosk_door (
  kiosk ${text} NOT NULL PRIMARY KEY, society ${text} NOT NULL, meeting ${text} NOT NULL,
  room ${text} NOT NULL, direction ${text} NOT NULL
) ${options};
CREATE INDEX kiosk_door_by_room ON kiosk_door (society, meeting, room);
CREATE TABLE enrolment_door (
  code_hash ${text} NOT NULL PRIMARY KEY, room ${text} NOT NULL, direction ${text} NOT NULL
) ${options};

-- Touches at the doors of sessions that count unless they are voided; session and direction as the booth took them, '' for no
-- session. at: corrected time, of a registration by hand that of the touch it rescues. by_hand: whether staff answers for it.
CREATE TABLE session_touch (
  society ${text} NOT NULL, meeting ${text} NOT NULL, member ${text} NOT NULL, journal ${text} NOT NULL, seq ${long} NOT NULL,
  room ${text} NOT NULL, session ${text} NOT NULL, direction ${text} NOT NULL, at ${long} NOT NULL, by_hand ${long} NOT NULL,
  PRIMARY KEY (society, meeting, member, journal, seq)
) ${options};
CREATE INDEX session_touch_by_entry ON session_touch (journal, seq);
