-- asset: marts.undated_piece
-- severity: warn
-- claim: Every published piece has a time, without which it is counted in no week.
-- broken by: insert into marts.undated_piece (piece_key, title) values ('x:1', 'Undated')

select piece_key, title, source
from marts.undated_piece
