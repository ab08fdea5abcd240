with

people as (
    select * from {{ source('org', 'person') }}
),

final as (
    select
        person,
        role,
        trained_on,
        trained_on is not null as is_trained,
        from_day,
        until_day
    from people
)

select * from final
