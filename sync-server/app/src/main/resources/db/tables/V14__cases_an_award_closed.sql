-- A void looks for what an award of the member had closed; without it, through all cases of the meeting.
CREATE INDEX exception_case_closed_by_award ON exception_case (society, meeting, subject) WHERE settled_by = 'award';
