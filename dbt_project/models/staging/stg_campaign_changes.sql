with

source as (
    select * from {{ source('raw', 'campaign_changes') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('campaign_changes', 'change_id') }}
),

ranked as (
    {{ ranked_versions('campaign_changes', 'change_id') }}
),

versions as (
    {{ current_versions('campaign_changes', 'change_id') }}
),

final as (
    select
        {{ record_key('versions', 'change_id') }} as change_key,
        {{ shown('campaign_changes', 'campaign_id') }} as stated_campaign_key,
        versions.actor,
        coalesce(versions.actor_type, 'unknown') as actor_type,
        {{ shown('campaign_changes', 'category', 'lower(versions.category)') }} as category,
        {{ shown('campaign_changes', 'item') }} as item,
        {{ shown('campaign_changes', 'description') }} as description,
        {{ shown('campaign_changes', 'hypothesis') }} as hypothesis,
        versions.changed_at,
        {{ reporting_time('versions.changed_at') }} as changed_local_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.changed_at') }} as changed_week
    from versions
    cross join reporting
)

select * from final
