-- Is the newest week of each KPI a signal, by how many weeks, and should its limits begin anew?
with

signals as (
    select * from signal_weekly
    where series_kind = 'kpi'
),

proposals as (
    select * from rebase_proposal
    where series = kpi_id
),

newest as (
    select
        kpi_id,
        max(week_start) as week_start
    from signals
    group by kpi_id
),

final as (
    select
        signals.kpi_id,
        signals.lower_limit,
        signals.upper_limit,
        signals.rule,
        signals.signal_since,
        signals.direction,
        signals.missing,
        signals.base_weeks,
        signals.is_widened,
        proposals.since as proposed_since,
        proposals.weeks as proposed_weeks,
        proposals.side as proposed_side,
        proposals.annotation as proposed_annotation
    from signals
    inner join newest
        on
            signals.kpi_id = newest.kpi_id
            and signals.week_start = newest.week_start
    left join proposals on signals.kpi_id = proposals.kpi_id
)

select * from final
order by kpi_id
