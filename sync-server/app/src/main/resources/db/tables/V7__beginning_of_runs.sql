-- began_at: the server's time at which the run's monotonic clock stood at 0; entries that lack an offset of their own are dated by
-- it, so that a wall clock which was put right within a run does no harm. NULL where only the wall clock was measured.
ALTER TABLE run_clock ADD COLUMN began_at ${long};
