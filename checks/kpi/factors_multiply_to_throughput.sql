-- asset: marts.content_system_throughput_weekly
-- severity: error
-- claim: Pieces x variants per piece x channels per variant = throughput.
-- broken by: update marts.content_system_throughput_weekly set pieces = pieces + 1

select
    week_start, segment_type, segment, throughput,
    pieces * variants_per_piece * channels_per_variant as product
from marts.content_system_throughput_weekly
where
    abs(pieces * variants_per_piece * channels_per_variant - throughput)
    > $tolerance * greatest(throughput, 1)
