with

source as (
    select * from {{ source('raw', 'page_engagement') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('page_engagement', 'engagement_id') }}
),

ranked as (
    {{ ranked_versions('page_engagement', 'engagement_id') }}
),

versions as (
    {{ current_versions('page_engagement', 'engagement_id') }}
),

final as (
    select
        {{ record_key('versions', 'engagement_id') }} as engagement_key,
        {{ page_host('versions.page') }} as page_host,
        {{ page_path('versions.page') }} as page_path,
        versions.period_start,
        versions.period_end,
        versions.engagements
    from versions
    cross join reporting
)

select * from final
