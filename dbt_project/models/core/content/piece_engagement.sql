with

pieces as (
    select * from {{ ref('pieces') }}
),

page_engagement as (
    select * from {{ ref('stg_page_engagement') }}
),

addresses as (
    select
        piece_key,
        {{ page_host('url') }} as page_host,
        {{ page_path('url') }} as page_path
    from pieces
    where url is not null
),

-- a path alone is the page of a piece where only one of all sites has such a page
paths_of_one_site as (
    select page_path
    from addresses
    where page_path <> ''
    group by page_path
    having count(distinct page_host) = 1
),

-- periods of several reports overlap, so that their sum would count visitors twice
final as (
    select
        addresses.piece_key,
        max(page_engagement.engagements) as engagements
    from addresses
    inner join page_engagement on addresses.page_path = page_engagement.page_path
    left join paths_of_one_site on addresses.page_path = paths_of_one_site.page_path
    where
        addresses.page_path <> ''
        and (
            addresses.page_host = page_engagement.page_host
            or (page_engagement.page_host = '' and paths_of_one_site.page_path is not null)
        )
    group by addresses.piece_key
)

select * from final
