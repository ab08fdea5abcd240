with

definitions as (
    select * from {{ ref('kpi_definition') }}
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
            replaced_value as old_value
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
        definitions.replaces as old_metric,
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
        kpi_id,
        week_start,
        segment_type,
        segment,
        numerator,
        denominator,
        value,
        is_complete,
        is_maturing,
        coalesce(denominator < min_denominator, false) as is_small_n,
        old_metric,
        old_value,
        cast(definition_version as integer) as definition_version
    from versions
    where version_rank = 1
)

select * from final
