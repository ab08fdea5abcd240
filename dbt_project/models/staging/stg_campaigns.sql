with

source as (
    select * from {{ source('raw', 'campaigns') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
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
        {{ shown_key("(" ~ stated_key('versions', 'name') ~ ")") }} as named_key,
        {{ shown('campaigns', 'campaign_id') }} as campaign_id,
        rank() over (order by {{ stated_key('versions', 'campaign_id') }}) as key_rank,
        coalesce(versions.id_is_derived, false) as id_is_derived,
        {{ shown('campaigns', 'name') }} as name,  -- noqa: RF04
        {{ shown('campaigns', 'channel', 'lower(versions.channel)') }} as channel,
        {{ shown('campaigns', 'objective') }} as objective,
        {{ shown('campaigns', 'workflow') }} as workflow,
        versions.owner,
        versions.status,
        versions.budget,
        versions.currency,
        versions.created_at,
        versions.launched_at,
        versions.ended_at,
        {{ reporting_time('versions.launched_at') }} as launched_local_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        versions._file_sequence as file_sequence,
        versions._row as file_row
    from versions
    cross join reporting
)

select * from final
