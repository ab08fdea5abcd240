with

roles as (
    select * from {{ source('org', 'role') }}
),

final as (
    select
        role,
        was_role,
        accepted_on,
        role_order
    from roles
)

select * from final
