-- Who was at which session, as the touches came to when the member was judged last: pages count them. Without the stays that nobody meant.
-- Of touches from before, the server's next start notes them; until then pages count nobody, and verify tells so.
CREATE TABLE session_stay (
  society ${text} NOT NULL, meeting ${text} NOT NULL, member ${text} NOT NULL, session ${text} NOT NULL,
  came_in ${long} NOT NULL, went_out ${long} NOT NULL,
  PRIMARY KEY (society, meeting, member, session)
) ${options};
