with

covered as (
    select * from {{ source('ops', 'file_account') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

newest as (
    select
        covered.source,
        covered.account,
        max(covered.covered_until) as covered_until
    from covered
    inner join files on covered.file_sequence = files.file_sequence
    group by covered.source, covered.account
),

final as (
    select
        newest.source,
        {{ shown_label('newest.account') }} as account,
        newest.covered_until
    from newest
    cross join reporting
)

select * from final
