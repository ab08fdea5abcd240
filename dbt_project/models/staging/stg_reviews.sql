with

source as (
    select * from {{ source('raw', 'reviews') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('reviews', 'review_id') }}
),

ranked as (
    {{ ranked_versions('reviews', 'review_id') }}
),

versions as (
    {{ current_versions('reviews', 'review_id') }}
),

final as (
    select
        {{ record_key('versions', 'review_id') }} as review_key,
        {{ shown('reviews', 'review_id') }} as review_id,
        versions.subject_type,
        {{ shown('reviews', 'subject_id') }} as subject_key,
        versions.reviewer,
        versions.reviewer_type,
        versions.verdict,
        versions.score,
        versions.minutes,
        versions.reviewed_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.reviewed_at') }} as reviewed_week
    from versions
    cross join reporting
)

select * from final
