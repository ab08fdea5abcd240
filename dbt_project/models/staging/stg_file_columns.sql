with

seen as (
    select * from {{ source('ops', 'file_column') }}
),

ingested as (
    select * from {{ source('ops', 'ingested_file') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

final as (
    select
        seen.file_sequence,
        ingested.connector,
        {{ shown_label('ingested.account') }} as account,
        seen.report,
        -- a header that the tool does not have may be anybody's
        case
            when seen.is_known then seen.column_name
            else {{ shown_label('seen.column_name') }}
        end as column_name,
        seen.kind,
        seen.is_read,
        files.path,
        files.file_rank,
        files.seen_at
    from seen
    inner join files on seen.file_sequence = files.file_sequence
    inner join ingested on seen.file_sequence = ingested.file_sequence
    cross join reporting
)

select * from final
