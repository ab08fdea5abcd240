{{ config(materialized='table') }}

with

declared as (
    select * from {{ source('org', 'reporting') }}
),

person_keys as (
    select * from {{ source('ops', 'person_key') }}
),

declared_labels as (
    select * from {{ source('org', 'shown_label') }}
),

ended_accounts as (
    select * from {{ source('org', 'ended_account') }}
),

workflows as (
    select * from {{ source('org', 'workflow') }}
),

roles as (
    select * from {{ source('org', 'role') }}
),

seeded_labels as (
    select * from {{ ref('known_label') }}
),

kinds as (
    select * from {{ ref('work_kind') }}
),

rules as (
    select * from {{ ref('work_kind_rule') }}
),

categories as (
    select * from {{ ref('optimization_category') }}
),

labels as (
    select label from declared_labels
    union
    select account as label from ended_accounts
    union
    select workflow as label from workflows
    union
    select role as label from roles
    union
    select was_role as label from roles
    union
    select label from seeded_labels
    union
    select kind as label from kinds
    union
    select project as label from rules
    union
    select workflow as label from rules
    union
    select item_kind as label from rules
    union
    select category as label from categories
),

known as (
    select array_sort(array_agg(lower(label))) as known_labels
    from labels
    where label is not null
),

keyed as (
    select coalesce(max(fingerprint), '') as hash_key
    from person_keys
),

final as (
    select
        declared.timezone,
        declared.hides_people,
        keyed.hash_key,
        known.known_labels
    from declared
    cross join keyed
    cross join known
)

select * from final
