with

leads as (
    select * from {{ ref('leads') }}
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
        entered_week as week_start,
        cast(is_signal as integer) as is_signal,
        cast(is_won as integer) as is_won
    from leads
    where entered_week is not null
)

select * from final
