"""Reads a table that was found: its cells as rows, its records accounted for one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from assets.lib.ingestion.connector import Account, Batch, SeenTable, SkippedRecord, StreamRows
from assets.lib.ingestion.dates import iso_text, prove_order
from assets.lib.ingestion.headers import Header, header_key
from assets.lib.ingestion.numbers import prove_sign
from assets.lib.ingestion.seen import see_table
from assets.lib.ingestion.tables.framing import refuse_periods, without_remarks
from assets.lib.ingestion.tables.sums import add_up, note_on_repeats
from assets.lib.ingestion.tables.table import OneOf, Rows, Table
from assets.lib.ingestion.tables.values import Found, Value, cell
from assets.lib.ingestion.tabular import BREAKS_OFF, TableBatch
from assets.lib.stream import Column, ColumnType
from assets.streams import get_stream

_NAMED_BY = {
    "assignee_type": "assignee",
    "actor_type": "actor",
    "reviewer_type": "reviewer",
    "qualified_by": "qualifier",
}
"""The column that names the actor whose kind is derived, by the column of the kind."""
_TIMES = (ColumnType.INSTANT, ColumnType.DAY)


@dataclass(frozen=True)
class Reading:
    """A file that is being read: which table it is, and where its header stands."""

    table: Table
    header: Header
    account: Account

    @cached_property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the file's columns by their header as it is compared."""
        columns: dict[str, tuple[str, ...]] = {}
        for key, name in zip(self.header.keys, self.header.names, strict=True):
            columns[key] = (*columns.get(key, ()), name)
        return columns

    def proven_by(self, table: TableBatch) -> Reading:
        """Return the same with what the cells prove and the account does not declare.

        It holds in place of what the tool does as a rule: a decimal sign, an order of days.
        """
        numbers = self._texts(table, lambda _, value: value.is_plain)
        days = self._texts(table, lambda column, _: column.type in _TIMES)
        account = replace(
            self.account,
            decimal_sign=self.account.decimal_sign or prove_sign(numbers),
            date_order=self.account.date_order or prove_order(days),
        )
        return replace(self, account=account)

    def _texts(self, table: TableBatch, is_meant: Callable[[Column, Value], bool]) -> Iterator[str]:
        names = {
            name
            for rows in self.table.rows
            for column in get_stream(rows.stream).columns
            if column.name in rows.columns
            and is_meant(column, value := self._declared(rows, column.name))
            for name in self._found(value).names
        }
        for name in sorted(names):
            yield from table.frame[name].unique().drop_nulls()

    def to_batch(self, table: TableBatch, *, is_first: bool = True) -> Batch:
        """Return the rows of a part of the file; the first one says which columns the file has."""
        table = without_remarks(table, self.table.remarks, self.header)
        frame = table.frame
        if self.table.nulls:
            empty = dict.fromkeys(self.table.nulls)
            frame = frame.with_columns(pl.col(pl.String).str.strip_chars().replace(empty))
        frame, skipped = self._without_skips(frame)
        summed = {
            rows: add_up(rows, self._read(rows, frame), self.account) for rows in self._summed
        }
        for sums in summed.values():
            days = sums.frame.get_column("date", default=pl.Series(dtype=pl.String))
            refuse_periods(
                self.table, self.header, days.drop_nulls().unique(), self.account.date_order
            )
        added = [record for sums in summed.values() for record in sums.skipped]
        errors = [error for sums in summed.values() for error in sums.errors]
        kept = frame.filter(~pl.col("_row").is_in([record.row for record in added]))
        whole = {rows: self._last(rows, kept) for rows in self.table.rows if not rows.summed}
        made = {rows: sums.frame for rows, sums in summed.items()} | whole
        used = {row for part in made.values() for row in part["_row"]}
        used |= {error.row for error in errors}
        unused = [row for row in kept["_row"] if row not in used]
        return Batch(
            records=table.records,
            rows=tuple(
                StreamRows(
                    rows.stream,
                    made[rows],
                    id_pattern=rows.id_pattern,
                    assumed=self._assumed(rows),
                    plain=(*rows.summed, *(c for c, v in rows.columns.items() if v.is_plain)),
                    partial=self._partial(rows),
                )
                for rows in self.table.rows
            ),
            skipped=(
                *table.skipped,
                *skipped,
                *added,
                *(SkippedRecord(row, self._why_unused) for row in unused),
            ),
            errors=(*table.errors, *errors),
            notes=(*self.header.text.notes, *self._notes(), *self._repeats(frame)),
            unmapped=self._unmapped(),
            seen=self._seen(frame) if is_first else None,
        )

    def _seen(self, frame: pl.DataFrame) -> SeenTable:
        return see_table(
            self.table.report,
            self.header,
            frame,
            unread=self._unmapped(),
            known=self.table.own_words(self.header.keys),
        )

    @property
    def _why_unused(self) -> str:
        if any(rows.first_by for rows in self.table.rows):
            return "another record of the same key counts"
        return "nothing in it that is read"

    @property
    def _summed(self) -> tuple[Rows, ...]:
        return tuple(rows for rows in self.table.rows if rows.summed)

    def _repeats(self, frame: pl.DataFrame) -> Iterator[str]:
        equal = frame.filter(~pl.struct(pl.exclude("_row")).is_first_distinct())
        if not equal.is_empty():
            for rows in self._summed:
                yield from note_on_repeats(rows, self._read(rows, equal))

    def _last(self, rows: Rows, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows, one of each key where that is declared.

        Beside sums, whose records repeat the rows, it is that of the latest day: in whatever order
        the days of a report stand, a campaign is as it was last.
        """
        found = self._read(rows, frame)
        key = [name for name in get_stream(rows.stream).key if name in found.columns]
        if rows.first_by:
            absent = dict.fromkeys(
                rows.columns.keys() - set(found.columns), pl.lit(None, pl.String)
            )
            order = found.with_columns(**absent).sort(rows.first_by, maintain_order=True)
            return order.unique(key, keep="first").select(found.columns).sort("_row")
        if not self._summed or not key:
            return found
        dated = found.join(self._days(frame), on="_row", how="left")
        latest = dated.sort("(day)", maintain_order=True).unique(key, keep="last")
        return latest.select(found.columns).sort("_row")

    def _days(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the day of every record that is added up, null where it has none."""
        read = self._read(self._summed[0], frame)
        texts = read.get_column("date", default=pl.repeat(None, read.height, dtype=pl.String))
        order = self.account.date_order or prove_order(texts.drop_nulls())
        day = iso_text(pl.lit(texts), order).str.slice(0, 10).str.to_date(strict=False)
        return read.select("_row", day.alias("(day)"))

    def _without_skips(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[SkippedRecord]]:
        skipped: list[SkippedRecord] = []
        for reason, condition in self._conditions():
            is_skipped = condition.fill_null(value=False)
            rows = frame.filter(is_skipped)["_row"]
            skipped += [SkippedRecord(row, reason) for row in rows]
            frame = frame.filter(~is_skipped)
        return frame, skipped

    def _conditions(self) -> Iterator[tuple[str, pl.Expr]]:
        for skip in self.table.skips:
            name = self._name_of(skip.header)
            empty = [n for header in skip.and_empty if (n := self._name_of(header))]
            if name is not None:
                others = (pl.col(n).str.strip_chars().replace("", None).is_null() for n in empty)
                yield (
                    skip.reason,
                    pl.all_horizontal(skip.condition(pl.col(name).str.strip_chars()), *others),
                )
        first, last = (self._name_of(header) for header in self.table.period or ((), ()))
        if first and last:
            yield (
                "of several days, which is no day: break the report down by day",
                pl.col(first).str.strip_chars() != pl.col(last).str.strip_chars(),
            )

    def _name_of(self, header: OneOf) -> str | None:
        return next(iter(cell(*header).names_in(self.columns)), None)

    def _read(self, rows: Rows, frame: pl.DataFrame) -> pl.DataFrame:
        found = {column: self._found(self._declared(rows, column)) for column in rows.columns}
        values = {
            column: self._declared(rows, column).read(found[column])
            for column in rows.columns
            if self._is_there(self._declared(rows, column), found[column])
        }
        made = frame.select("_row", **values)
        needed = [pl.col(column).is_not_null() for column in rows.only if column in values]
        if len(needed) < len(rows.only):
            return made.clear()
        return made.filter(needed) if needed else made

    def _declared(self, rows: Rows, column: str) -> Value:
        """Return a value, below the header that the account declares for its column.

        A kind of actor that is derived from a name is derived from the declared column.
        """
        value, who = rows.columns[column], _NAMED_BY.get(column, "")
        header = self.account.columns.get(column)
        if not header and who in rows.columns and rows.columns[who].headers == value.headers:
            header = self.account.columns.get(who)
        return value.under(header) if header else value

    def _found(self, value: Value) -> Found:
        return Found(value.names_in(self.columns), self.account)

    def _is_there(self, value: Value, found: Found) -> bool:
        return (
            bool(found.names)
            or not value.headers
            or value.in_every_file
            or (value.is_assumed and self.account.currency is not None)
        )

    def _assumed(self, rows: Rows) -> tuple[str, ...]:
        return tuple(
            column
            for column in rows.columns
            if column in rows.assumed
            or (
                self._declared(rows, column).is_assumed
                and not self._found(self._declared(rows, column)).names
            )
        )

    def _partial(self, rows: Rows) -> tuple[str, ...]:
        return tuple(
            column
            for column in rows.columns
            if self._declared(rows, column).lacks_part(self.columns)
        )

    def _unmapped(self) -> tuple[str, ...]:
        values = (self._declared(rows, c) for rows in self.table.rows for c in rows.columns)
        read = {name for value in values for name in self._found(value).names}
        skips = (*(skip.header for skip in self.table.skips), *(self.table.period or ()))
        read |= {name for header in skips if (name := self._name_of(header))}
        return tuple(name for name in self.header.names if name not in read)

    def _notes(self) -> Iterator[str]:
        if self.header.text.breaks_off and not self.table.ends_lines:
            yield BREAKS_OFF
        streams = {rows.stream for rows in self.table.rows}
        for advised in self.table.advised:
            is_there = any(header_key(header) in self.columns for header in advised.header)
            if not is_there and advised.column not in self.account.columns:
                yield advised.note
        ours = {column.name for stream in streams for column in get_stream(stream).columns}
        read = {column: rows for rows in self.table.rows for column in rows.columns}
        for column, header in self.account.columns.items():
            if (
                column in ours
                and column in read
                and not self._found(self._declared(read[column], column)).names
            ):
                yield f"the declared header {header!r} is not in the file: no {column}"
