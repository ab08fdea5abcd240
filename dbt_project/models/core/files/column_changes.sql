{{ config(materialized='ephemeral') }}

with

columns as (
    select * from {{ ref('stg_file_columns') }}
),

placed as (
    select
        *,
        -- a file whose rows are all quarantined has no event, and must not pass for the oldest
        dense_rank() over (
            partition by connector, account, report
            order by seen_at, file_rank
        ) as place
    from columns
),

files as (
    select distinct
        connector,
        account,
        report,
        place,
        file_sequence,
        path,
        seen_at
    from placed
),

-- what is empty says nothing of its kind: the newest earlier file with a value does
kinds as (
    select
        file_sequence,
        report,
        column_name,
        lag(kind) over (
            partition by connector, account, report, column_name
            order by place
        ) as kind_before
    from placed
    where kind <> 'empty'
),

neighbours as (
    select
        placed.*,
        kinds.kind_before,
        lag(placed.place) over same_column as place_before,
        lead(placed.place) over same_column as place_after
    from placed
    left join kinds
        on
            placed.file_sequence = kinds.file_sequence
            and placed.report = kinds.report
            and placed.column_name = kinds.column_name
    window same_column as (
        partition by placed.connector, placed.account, placed.report, placed.column_name
        order by placed.place
    )
),

changes as (
    select
        connector,
        account,
        report,
        column_name,
        place,
        case
            when coalesce(place_before, 0) <> place - 1 then 'added' else 'changed kind'
        end as change,
        kind_before,
        kind as kind_after,
        is_read,
        is_read and coalesce(kind <> kind_before, false) as changes_what_is_read
    from neighbours
    where place > 1 and (coalesce(place_before, 0) <> place - 1 or kind <> kind_before)
    union all
    select
        connector,
        account,
        report,
        column_name,
        place + 1 as place,
        'gone' as change,
        kind as kind_before,
        null as kind_after,
        is_read,
        is_read as changes_what_is_read
    from neighbours
    where coalesce(place_after, 0) <> place + 1
),

final as (
    select
        changes.*,
        files.file_sequence,
        files.path as newer_file,
        files.seen_at,
        previous.path as older_file,
        row_number() over (
            partition by changes.connector, changes.account, changes.report, changes.column_name
            order by changes.place desc
        ) = 1 as is_latest
    from changes
    inner join files
        on
            changes.connector = files.connector
            and changes.account = files.account
            and changes.report = files.report
            and changes.place = files.place
    inner join files as previous
        on
            changes.connector = previous.connector
            and changes.account = previous.account
            and changes.report = previous.report
            and changes.place = previous.place + 1
)

select * from final
