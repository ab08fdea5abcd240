-- The measures of brand voice drift: one row per complete week and measure.
with voice as (
    select * from analysis.brand_voice_weekly
),

parameters as (
    select
        max(value) filter (where parameter = 'brand_voice_minimum_pieces')::integer
            as minimum_pieces
    from seeds.parameter
    where subject = 'risk'
),

runs_of_alarms as (
    select
        *,
        -- a week without an alarm, or without enough data, ends a run of alarms
        count(*) filter (where is_alarm is distinct from true)
            over (partition by channel, agent order by week_start) as run_number
    from voice
),

counted as (
    select
        *,
        channel = 'all' and agent = 'all' as is_total,
        count(*) filter (where is_alarm)
            over (partition by channel, agent, run_number order by week_start) as alarm_weeks
    from runs_of_alarms
),

totals as (
    select * from counted
    where is_total
),

groups as (
    select
        week_start,
        max(case when is_alarm is not null then alarm_weeks end) as alarm_weeks
    from counted
    where not is_total
    group by week_start
),

final as (
    select
        week_start,
        'alarm_weeks' as measure,
        case when is_alarm is not null then alarm_weeks end as numerator,
        1 as denominator,
        missing
    from totals
    union all
    select
        totals.week_start,
        'group_alarm_weeks' as measure,
        groups.alarm_weeks as numerator,
        1 as denominator,
        totals.missing
    from totals
    left join groups on totals.week_start = groups.week_start
    union all
    select
        week_start,
        'forbidden_per_1000_words' as measure,
        case when forbidden_per_1000_words is not null then 1000 * forbidden_matches end
            as numerator,
        words as denominator,
        missing
    from totals
    union all
    select
        totals.week_start,
        'reviewed_share' as measure,
        case
            when totals.pieces >= parameters.minimum_pieces then totals.reviewed_pieces
        end as numerator,
        totals.pieces as denominator,
        format('{} of {} pieces', totals.pieces, parameters.minimum_pieces) as missing
    from totals
    cross join parameters
    union all
    select
        week_start,
        'homogeneity_excess' as measure,
        homogeneity - reference_homogeneity as numerator,
        1 as denominator,
        missing
    from totals
)

select * from final
