with

covered as (
    select * from {{ source('ops', 'file_account') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

final as (
    select
        covered.source,
        covered.account,
        max(covered.covered_until) as covered_until
    from covered
    inner join files on covered.file_sequence = files.file_sequence
    group by covered.source, covered.account
)

select * from final
