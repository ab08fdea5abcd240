with

definitions as (
    select * from {{ ref('kpi_definition') }}
),

states as (
    select * from {{ ref('kpi_weeks') }}
),

measures as (
    {%- for kpi_id in kpi_ids() %}
        select
            '{{ kpi_id }}' as kpi_id,
            week_start,
            segment_type,
            segment,
            numerator,
            denominator,
            value,  -- noqa: RF04
            is_complete,
            is_maturing,
            replaced_value
        from {{ ref(kpi_id ~ '_weekly') }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

-- the version in force at the week's start; the first version also holds before its date
versions as (
    select
        measures.*,
        definitions.version as definition_version,
        definitions.min_denominator,
        definitions.replaces as replaced_metric,
        row_number() over (
            partition by
                measures.kpi_id, measures.week_start, measures.segment_type, measures.segment
            order by
                case when definitions.effective_from <= measures.week_start then 0 else 1 end,
                case
                    when definitions.effective_from <= measures.week_start
                        then -definitions.version
                    else definitions.version
                end
        ) as version_rank
    from measures
    inner join definitions on measures.kpi_id = definitions.kpi_id
),

final as (
    select
        versions.kpi_id,
        versions.week_start,
        versions.segment_type,
        versions.segment,
        versions.numerator,
        versions.denominator,
        versions.value,
        versions.is_complete,
        versions.is_maturing,
        coalesce(versions.denominator < versions.min_denominator, false) as is_small_n,
        states.waiting_for,
        states.complete_without,
        versions.replaced_metric,
        versions.replaced_value,
        cast(versions.definition_version as integer) as definition_version
    from versions
    left join states
        on versions.kpi_id = states.kpi_id and versions.week_start = states.week_start
    where versions.version_rank = 1
)

select * from final
