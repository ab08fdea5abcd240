with

source as (
    select * from {{ source('raw', 'campaigns') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ source('org', 'reporting') }}
),

repeated as (
    {{ repeated_keys('campaigns', 'campaign_id') }}
),

ranked as (
    {{ ranked_versions('campaigns', 'campaign_id') }}
),

versions as (
    {{ current_versions('campaigns', 'campaign_id') }}
),

final as (
    select
        {{ record_key('versions', 'campaign_id') }} as campaign_key,
        versions.campaign_id,
        coalesce(versions.id_is_derived, false) as id_is_derived,
        versions.name,
        lower(versions.channel) as channel,
        versions.objective,
        versions.workflow,
        versions.owner,
        versions.status,
        versions.budget,
        versions.currency,
        versions.created_at,
        versions.launched_at,
        versions.ended_at,
        {{ reporting_time('versions.launched_at') }} as launched_local_at,
        versions._source as source,
        versions._account as account,
        versions._exported_at as exported_at,
        versions._file_sequence as file_sequence,
        versions._row as file_row
    from versions
    cross join reporting
)

select * from final
