"""Where the measures of the risks come from: queries of week, measure, value and what is missing.

Operators and playbooks have no date, so past weeks are seen with those of today.
"""

from __future__ import annotations

_BRAND_VOICE = """
    with bounds as (
        select
            max(value) filter (where parameter = 'brand_voice_minimum_pieces')::integer
                as minimum_pieces
        from seeds.parameter
        where subject = 'risk'
    ),
    runs_of_alarms as (
        select
            *,
            -- a week that isn't in alarm, or can't be told, ends what ran before it
            count(*) filter (where is_alarm is distinct from true)
                over (partition by channel, agent order by week_start) as run_number
        from analysis.brand_voice_weekly
    ),
    counted as (
        select
            *,
            channel = 'all' and agent = 'all' as is_total,
            count(*) filter (where is_alarm)
                over (partition by channel, agent, run_number order by week_start) as alarm_weeks
        from runs_of_alarms
    ),
    totals as (select * from counted where is_total),
    groups as (
        select
            week_start,
            max(case when is_alarm is not null then alarm_weeks end) as alarm_weeks
        from counted
        where not is_total
        group by week_start
    )
    select week_start, 'alarm_weeks', case when is_alarm is not null then alarm_weeks end, missing
    from totals
    union all
    select totals.week_start, 'group_alarm_weeks', groups.alarm_weeks, totals.missing
    from totals left join groups using (week_start)
    union all
    select week_start, 'forbidden_per_1000_words', forbidden_per_1000_words, missing from totals
    union all
    select
        week_start,
        'reviewed_share',
        case when pieces >= minimum_pieces then reviewed_share end,
        format('{} of {} pieces', pieces, minimum_pieces)
    from totals cross join bounds
    union all
    select week_start, 'homogeneity_excess', homogeneity - reference_homogeneity, missing
    from totals
"""

_STRATEGIC_ATROPHY = """
    with bounds as (
        select
            max(value) filter (where parameter = 'recent_weeks')::integer as recent_weeks,
            max(value) filter (where parameter = 'minimum_reviewed_runs')::integer as minimum_runs
        from seeds.parameter
        where subject = 'risk'
    ),
    weeks as (
        select
            *,
            coalesce(missing, case when is_hidden then 'fewer people than may be shown' end)
                as unaided_missing
        from marts.strategic_atrophy_weekly
        where is_complete
    ),
    recent as (
        select
            weeks.week_start,
            sum(earlier.unaided_judgment_hours) / nullif(sum(earlier.active_people), 0) as hours
        from weeks
        cross join bounds
        inner join weeks as earlier
            on earlier.week_start <= weeks.week_start
            and earlier.week_start > weeks.week_start - (7 * bounds.recent_weeks)::integer
        -- weeks that can't be told have people, but no hours
        where earlier.unaided_judgment_hours is not null
        group by weeks.week_start
    )
    select
        week_start,
        'without_sprint_share',
        people_without_unaided_sprint / nullif(people, 0)::double,
        unaided_missing
    from weeks
    union all
    select
        weeks.week_start,
        'unaided_hours_per_person',
        case when weeks.unaided_missing is null then recent.hours end,
        weeks.unaided_missing
    from weeks left join recent using (week_start)
    union all
    select
        week_start,
        'passed_unedited_share',
        case when reviewed_runs >= minimum_runs then passed_unedited_share end,
        format('{} of {} reviewed runs', reviewed_runs, minimum_runs)
    from weeks cross join bounds
"""

_AGENT_DEPENDENCY = """
    with weeks as (select * from marts.agent_dependency_weekly where is_complete)
    select week_start, 'thin_run_share', case when missing is null then thin_run_share end, missing
    from weeks
    union all
    select
        week_start,
        'undocumented_run_share',
        case when missing is null then undocumented_run_share end,
        missing
    from weeks
    union all
    select
        week_start,
        'exposed_kpi_share',
        case when missing is null then exposed_kpi_share end,
        coalesce(missing, 'a KPI that rests on an agent')
    from weeks
    union all
    select
        week_start,
        'busiest_share',
        busiest_share,
        case
            when is_hidden then 'fewer people than may be shown'
            else 'logged hours of agent management'
        end
    from marts.agent_management_weekly
    where is_complete
"""

MEASURES = (_BRAND_VOICE, _STRATEGIC_ATROPHY, _AGENT_DEPENDENCY)
