with

entries as (
    select * from {{ ref('int_leads_entered') }}
),

final as (
    select
        lead_key,
        company,
        lead_source,
        channel,
        campaign_key,
        stage,
        score,
        intent,
        qualified_by,
        qualifier,
        created_at,
        entered_pipeline_at,
        qualified_at,
        week_start,
        cast(is_signal as integer) as is_signal,
        cast(is_won as integer) as is_won
    from entries
)

select * from final
