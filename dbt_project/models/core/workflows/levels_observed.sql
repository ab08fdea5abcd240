with

pooled as (
    select * from {{ ref('workflow_outputs_pooled') }}
),

rules as (
    select * from {{ ref('spectrum_rule') }}
),

shares as (
    select
        pooled.*,
        pooled.agent_outputs + pooled.human_outputs as outputs,
        cast(pooled.agent_outputs as double)
        / nullif(pooled.agent_outputs + pooled.human_outputs, 0) as agent_share,
        cast(pooled.reviewed_outputs as double) / nullif(pooled.run_outputs, 0) as reviewed_share,
        cast(pooled.changed_outputs as double) / nullif(pooled.audited_outputs, 0) as changed_share,
        cast(pooled.escalated_runs as double) / nullif(pooled.agent_runs, 0) as escalated_share,
        cast({{ parameter('spectrum', 'observation_weeks') }} as integer) as wanted_weeks,
        cast({{ parameter('spectrum', 'minimum_outputs') }} as integer) as wanted_outputs
    from pooled
),

matches as (
    select
        shares.week_start,
        shares.scope,
        shares.subject,
        rules.level,
        rules.rule_order,
        rules.meaning,
        row_number() over (
            partition by shares.week_start, shares.scope, shares.subject
            order by rules.rule_order
        ) as match_rank
    from shares
    inner join rules
        on
            (rules.min_agent_share is null or shares.agent_share >= rules.min_agent_share)
            and (rules.max_agent_share is null or shares.agent_share < rules.max_agent_share)
            and (
                rules.min_reviewed_share is null
                or shares.reviewed_share >= rules.min_reviewed_share
            )
            and (
                rules.max_reviewed_share is null
                or shares.reviewed_share < rules.max_reviewed_share
            )
            and (rules.min_changed_share is null or shares.changed_share >= rules.min_changed_share)
            and (rules.max_changed_share is null or shares.changed_share < rules.max_changed_share)
            and (
                rules.min_escalated_share is null
                or shares.escalated_share >= rules.min_escalated_share
            )
            and (
                rules.max_escalated_share is null
                or shares.escalated_share < rules.max_escalated_share
            )
    where
        shares.weeks_observed >= shares.wanted_weeks
        and shares.outputs >= shares.wanted_outputs
),

final as (
    select
        shares.*,
        matches.level as observed_level,
        matches.rule_order as observed_rule,
        case
            when shares.weeks_observed < shares.wanted_weeks
                then
                    {{ count_in_words('shares.weeks_observed') }} || ' of '
                    || {{ count_in_words('shares.wanted_weeks') }} || ' weeks'
            when shares.outputs < shares.wanted_outputs
                then
                    {{ count_in_words('shares.outputs') }} || ' of '
                    || {{ count_in_words('shares.wanted_outputs') }} || ' outputs'
            when matches.level is null and shares.run_outputs = 0
                then 'no run tells whether people review what agents make'
            when matches.level is null then 'no rule fits'
            else matches.meaning
        end as observed_reason
    from shares
    left join matches
        on
            shares.week_start = matches.week_start
            and shares.scope = matches.scope
            and shares.subject = matches.subject
            and matches.match_rank = 1
)

select * from final
