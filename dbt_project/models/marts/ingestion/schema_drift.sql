with

changes as (
    select * from {{ ref('column_changes') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

final as (
    select
        changes.file_sequence,
        changes.report,
        changes.column_name,
        changes.connector,
        changes.account,
        changes.newer_file,
        changes.change,
        changes.kind_before,
        changes.kind_after,
        changes.is_read,
        changes.older_file,
        changes.seen_at,
        -- what a later file takes back, or changes again, is history
        coalesce(
            changes.changes_what_is_read
            and changes.is_latest
            and cast(changes.seen_at as date) + cast(
                {{ parameter('ingestion', 'warning_days') }} as integer
            ) >= reporting.as_of_on,
            false
        ) as is_open
    from changes
    cross join reporting
)

select * from final
