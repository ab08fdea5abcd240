with

source as (
    select * from {{ source('org', 'campaign_alias') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

final as (
    select
        {{ shown_key('source.from_key') }} as from_key,
        {{ shown_key('source.to_key') }} as to_key
    from source
    cross join reporting
)

select * from final
