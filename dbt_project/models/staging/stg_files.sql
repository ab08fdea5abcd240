{{ config(materialized='table') }}

with

source as (
    select * from {{ source('ops', 'ingested_file') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

dated as (
    select
        file_sequence,
        {{ shown_path('source') }} as path,  -- noqa: RF04
        download_number,
        newest_event_at,
        coalesce(exported_at, newest_event_at) as known_at,
        -- a copied download is no older than those that the browser numbered below it
        max(modified_at) over (
            partition by download_name
            order by download_number, modified_at
            rows between unbounded preceding and current row
        ) as written_at
    from source
    cross join reporting
    where status = 'loaded'
),

final as (
    select
        file_sequence,
        path,
        coalesce(known_at, written_at) as seen_at,
        row_number() over (
            order by
                known_at asc nulls first,
                newest_event_at asc nulls first,
                written_at asc,
                download_number asc,
                file_sequence asc
        ) as file_rank
    from dated
)

select * from final
