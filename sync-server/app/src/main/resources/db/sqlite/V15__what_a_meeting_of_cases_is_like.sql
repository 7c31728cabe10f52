-- SQLite takes two equal columns of a primary key for nearly unique until it is told otherwise, and would read all cases of a meeting
-- for one. What is told here is the shape, not a count: a hundred cases a meeting, ten a journal, one a matter.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl = 'exception_case';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('exception_case', 'exception_case', '10000 10000 100 1'),
  ('exception_case', 'sqlite_autoindex_exception_case_2', '10000 10000 100 10 1 1'),
  ('exception_case', 'exception_case_open', '3000 3000 30 6 1'),
  ('exception_case', 'exception_case_open_gap', '10 2 1'),
  ('exception_case', 'exception_case_closed_by_award', '300 300 10 1');
