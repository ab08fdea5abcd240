with

annotations as (
    select * from {{ source('org', 'annotation') }}
),

concerns as (
    select * from {{ source('org', 'annotation_concern') }}
),

definitions as (
    select * from {{ ref('kpi_definition') }}
),

foundations as (
    select * from {{ ref('kpi_foundations') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

kpis as (
    select distinct kpi_id from definitions
),

-- an annotation that names nothing concerns all
concerned as (
    select
        annotations.annotation_number,
        kpis.kpi_id,
        cast(null as {{ dbt.type_string() }}) as foundation
    from annotations
    left join concerns on annotations.annotation_number = concerns.annotation_number
    inner join kpis on concerns.concern is null or concerns.concern = kpis.kpi_id
    union
    select
        concerns.annotation_number,
        foundations.kpi_id,
        concerns.concern as foundation
    from concerns
    inner join foundations
        on foundations.foundation = case
            when foundations.foundation_type = 'agent' then {{ agent_key('concerns.concern') }}
            else concerns.concern
        end
),

final as (
    select
        concerned.annotation_number,
        concerned.kpi_id,
        annotations.annotated_on,
        annotations.kind,
        annotations.text,  -- noqa: RF04
        {{ listed('concerned.foundation') }} as foundations
    from concerned
    inner join annotations on concerned.annotation_number = annotations.annotation_number
    inner join reporting on annotations.annotated_on <= reporting.as_of_on
    group by
        concerned.annotation_number,
        concerned.kpi_id,
        annotations.annotated_on,
        annotations.kind,
        annotations.text
)

select * from final
