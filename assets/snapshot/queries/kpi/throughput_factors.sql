-- Which factors make up throughput in each week?
with

weeks as (
    select
        *,
        row_number() over (
            partition by is_complete
            order by week_start desc
        ) as recency
    from content_system_throughput_weekly
    where segment_type = 'total'
),

final as (
    select
        week_start,
        is_complete,
        throughput,
        pieces,
        variants_per_piece,
        channels_per_variant
    from weeks
    where
        not is_complete
        or recency <= getvariable('weeks')
)

select * from final
order by week_start
