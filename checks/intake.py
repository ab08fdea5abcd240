"""What intake has to have done: every record accounted for, rejects in sight."""

from __future__ import annotations

from assets.streams import STREAM_NAMES
from checks.check import QueryCheck, query_checks


def _stream_checks(stream: str) -> list[QueryCheck]:
    return [
        QueryCheck(
            name="rows_held_the_contract",
            asset=("raw", stream),
            claim="No row of the delivered files broke the contract of the stream.",
            query=f"""
                select path, row_number, column_name, rule, value
                from ops.quarantine
                where stream = '{stream}'
                order by path, row_number
            """,
            severity="warn",
        ),
        QueryCheck(
            name="raw_rows_have_a_file",
            asset=("raw", stream),
            claim="Every raw row belongs to a file that the manifest calls loaded.",
            query=f"""
                select rows._file_id, count(*) as rows_found
                from raw.{stream} as rows
                left join ops.ingested_file as files
                    on rows._file_id = files.file_id and files.status = 'loaded'
                where files.file_id is null
                group by rows._file_id
            """,
        ),
    ]


_RAW_ROWS = " union all ".join(
    f"select _file_id as file_id, count(*) as rows_found from raw.{stream} group by _file_id"
    for stream in STREAM_NAMES
)

_FILE_CHECKS = [
    QueryCheck(
        name="records_read_are_accounted_for",
        asset=("raw", STREAM_NAMES[0]),
        claim="In every file: records read = loaded + quarantined + skipped.",
        query="""
            select path, records_read, records_loaded, records_quarantined, records_skipped
            from ops.ingested_file
            where records_read <> records_loaded + records_quarantined + records_skipped
        """,
    ),
    QueryCheck(
        name="raw_rows_equal_loaded_rows",
        asset=("raw", STREAM_NAMES[0]),
        claim="The raw tables hold of every file as many rows as were loaded from it.",
        query=f"""
            with found as (
                select file_id, sum(rows_found) as rows_found from ({_RAW_ROWS}) group by file_id
            )
            select files.path, files.rows_loaded, coalesce(found.rows_found, 0) as rows_found
            from ops.ingested_file as files
            left join found using (file_id)
            where files.status = 'loaded' and files.rows_loaded <> coalesce(found.rows_found, 0)
        """,
    ),
    QueryCheck(
        name="every_file_could_be_read",
        asset=("raw", STREAM_NAMES[0]),
        claim="No delivered file failed as a whole.",
        query="select path, reason from ops.ingested_file where status = 'failed' order by path",
        severity="warn",
    ),
]

CHECKS = (*_FILE_CHECKS, *(check for stream in STREAM_NAMES for check in _stream_checks(stream)))

intake_checks = query_checks("intake_checks", CHECKS)
