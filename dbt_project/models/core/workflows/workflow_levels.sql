with

levels as (
    select * from {{ source('org', 'workflow_level') }}
),

final as (
    select
        workflow,
        level,
        from_day,
        coalesce(
            lead(from_day) over (partition by workflow order by from_day),
            cast('9999-12-31' as date)
        ) as until_day
    from levels
)

select * from final
