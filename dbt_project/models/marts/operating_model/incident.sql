with

annotations as (
    select * from {{ source('org', 'annotation') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

final as (
    select
        annotations.annotation_number,
        annotations.annotated_on as incident_on,
        annotations.text
    from annotations
    cross join reporting
    where
        annotations.kind = 'incident'
        and annotations.annotated_on <= cast(reporting.as_of_local as date)
)

select * from final
