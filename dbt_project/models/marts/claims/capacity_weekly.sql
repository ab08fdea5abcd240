with

throughput as (
    select *
    from {{ ref('content_system_throughput_weekly') }}
    where segment_type = 'total'
),

density as (
    select *
    from {{ ref('strategic_decision_density_weekly') }}
    where segment_type = 'total'
),

final as (
    select
        throughput.week_start,
        throughput.is_complete,
        throughput.throughput,
        density.people as active_people,
        cast(throughput.throughput as double) / nullif(density.people, 0) as throughput_per_person
    from throughput
    inner join density on throughput.week_start = density.week_start
)

select * from final
