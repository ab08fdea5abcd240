with

annotations as (
    select * from {{ source('org', 'annotation') }}
),

reporting as (
    select * from {{ ref('reporting') }}
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
        and annotations.annotated_on <= reporting.as_of_on
)

select * from final
