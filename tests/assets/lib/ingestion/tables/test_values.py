"""A value is read from the best of its headers, as the tool writes it."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.tables.values import (
    Found,
    Value,
    actor_of_change,
    actor_type,
    at_stage,
    bare_id,
    cell,
    choice,
    constant,
    currency,
    day_of,
    end_of_day,
    epoch,
    filled_up,
    fingerprint,
    hours,
    instant,
    instant_of_parts,
    joined,
    listed,
    name,
    number,
    one_of,
    or_else,
    person,
    total_of,
    unless,
    when,
)

DEFAULT = Account()


def read(value: Value, account: Account = DEFAULT, **cells: list[str | None]) -> list[Any]:
    """Return what is read from columns whose headers are the names with blanks for underscores."""
    frame = pl.DataFrame(
        {header.replace("_", " ").lower(): texts for header, texts in cells.items()},
        schema_overrides={h.replace("_", " ").lower(): pl.String for h in cells},
    )
    columns = {header_key(name): (name,) for name in frame.columns}
    found = Found(value.names_in(columns), account)
    return frame.select(read=value.read(found)).to_series().to_list()


def test_the_first_header_that_the_file_has_is_read() -> None:
    """Others stand for other languages and older versions of the export."""
    value = cell("Name", "Nom", "Titel")
    assert read(value, Nom=["a", " b ", ""], Titel=["x", "y", "z"]) == ["a", "b", None]


def test_an_empty_cell_is_filled_up_from_the_next_header() -> None:
    """An id that one export lacks gives way to the name."""
    value = filled_up("Campaign ID", "Campaign")
    assert read(value, Campaign_ID=["1", None], Campaign=["A", "B"]) == ["1", "B"]


def test_repeated_cells_are_joined() -> None:
    """Empty ones leave no separator behind."""
    assert read(joined("Tag 1", "Tag 2"), Tag_1=["a", None, None], Tag_2=["b", "c", None]) == [
        "a;b",
        "c",
        None,
    ]


@pytest.mark.parametrize("value", [joined("Tag"), bare_id("ID"), total_of("Likes")])
def test_a_part_without_any_of_its_headers_is_nothing(value: Value) -> None:
    """A value is composed of others, of which a view may show none."""
    assert read(filled_up(value, "Name"), Name=["a", None]) == ["a", None]


def test_a_constant_and_a_name_and_a_choice() -> None:
    """What a tool writes becomes the words of the stream."""
    assert read(constant("email"), Id=["1"]) == ["email"]
    assert read(name("Channel"), Channel=["Paid Social", "E-mail"]) == ["paid_social", "e_mail"]
    stages = {"Open": "open", "Won": "won"}
    assert read(choice(stages, "Stage"), Stage=["WON", "Lost", None]) == ["won", "Lost", None]
    assert read(choice(stages, "Stage", other="else"), Stage=["won", "x", None]) == [
        "won",
        "else",
        None,
    ]


def test_who_and_what_kind_of_actor() -> None:
    """A declared agent keeps its kind with a version behind its name; nobody is of no kind."""
    account = Account(agents=frozenset({"writer"}), rules=frozenset({"round-robin"}))
    people = ["Writer@v2", "round-robin", "Kim", "Unassigned"]
    assert read(person("Owner"), account, Owner=people) == [*people[:3], None]
    assert read(actor_type("Owner"), account, Owner=people) == ["agent", None, "human", None]
    assert read(actor_type("Owner", knows_rules=True), account, Owner=people) == [
        "agent",
        "rule",
        "human",
        None,
    ]


@pytest.mark.parametrize(
    ("sign", "written", "plain"),
    [(".", "1,234.50", "1234.50"), (",", "1.234,50", "1234.50"), (".", "$ 12", "12")],
)
def test_a_number_is_made_plain(sign: Any, written: str, plain: str) -> None:
    """By the tool's own sign; what is no number stays, to be quarantined as it was found."""
    assert read(number("Cost", sign=sign), Cost=[written, "n/a"]) == [plain, "n/a"]


def test_the_sign_that_an_account_declares_decides() -> None:
    """A tool writes numbers as its user's settings say."""
    account = Account(decimal_sign=",")
    assert read(number("Cost"), account, Cost=["1.234,5"]) == ["1234.5"]


def test_a_total_adds_up_what_is_there() -> None:
    """Nothing is no zero, and what is no number is shown."""
    likes, shares = ["1,200", "3", None, "many", "0.1"], ["5", None, None, "2", "0.2"]
    found = read(total_of("Likes", "Shares", "Saves"), Likes=likes, Shares=shares)
    assert found == ["1205", "3", None, "many", "0.3000000000"]


def test_the_currency_may_stand_in_the_header() -> None:
    """Else in a cell, else it is declared for the account."""
    frame = pl.DataFrame({"amount spent (aud)": ["1"]})
    columns = {"amount spent (aud)": ("amount spent (aud)",)}
    spent = currency("Amount spent ({currency})")
    found = Found(spent.names_in(columns), Account(currency="EUR"))
    assert frame.select(spent.read(found)).to_series().to_list() == ["AUD"]
    account = Account(currency="EUR")
    assert read(currency("Currency"), account, Currency=["USD", None]) == ["USD", "EUR"]
    assert read(currency("Currency"), account, Id=["1"]) == ["EUR"]


def test_times_are_read_in_the_order_of_the_tool() -> None:
    """The account's own order comes first; UTC is added only to a time that states no zone."""
    assert read(instant("At", order="mdy"), At=["03/02/2026 4:05 PM"]) == ["2026-03-02T16:05:00"]
    account = Account(date_order="dmy")
    assert read(instant("At", order="mdy"), account, At=["03/02/2026"]) == ["2026-02-03"]
    assert read(
        instant("At", zone="UTC"),
        At=["2026-03-02 10:00:00", "2026-03-02T10:00:00+02:00", "2026-03-02"],
    ) == ["2026-03-02T10:00:00Z", "2026-03-02T10:00:00+02:00", "2026-03-02"]


def test_a_time_may_stand_in_two_columns() -> None:
    """Without one of them it is unknown."""
    value = instant_of_parts("Day", "Time")
    assert read(value, Day=["2026-03-02", "2026-03-03"], Time=["09:30:00", None]) == [
        "2026-03-02T09:30:00",
        None,
    ]


def test_a_day_of_unknown_order_stays_as_it_is() -> None:
    """It is quarantined with the setting that decides."""
    assert read(instant("At"), At=["03/02/2026"]) == ["03/02/2026"]


def test_an_end_is_the_last_second_of_its_day() -> None:
    """And words for no end are none."""
    value = unless(("Ongoing",), end_of_day("Ends"))
    assert read(value, Ends=["2026-03-02", "ongoing", None]) == ["2026-03-02T23:59:59", None, None]


def test_counted_times_and_durations() -> None:
    """What is no count stays as it was found."""
    assert read(epoch("At", unit="milliseconds"), At=["1772442000000", "soon"]) == [
        "2026-03-02T09:00:00.000Z",
        "soon",
    ]
    assert read(hours("Spent", unit="milliseconds"), Spent=["5400000", None]) == ["1.5", None]
    assert read(hours("Spent", unit="milliseconds"), Spent=["3600000"]) == ["1"]
    assert read(hours("Spent", unit="clock"), Spent=["01:30:00", "0:45", "long"]) == [
        "1.5",
        "0.75",
        "long",
    ]


def test_a_record_without_an_id_is_known_by_its_cells() -> None:
    """The same cells give the same id in every export; a shifted cell gives another."""
    value = fingerprint("A", "B")
    first, second, third = read(value, A=["x", "x", "xy"], B=["y", "y", None])
    assert first == second != third


def test_the_id_of_a_time_is_the_same_in_every_format() -> None:
    """Nor does a column that the file lacks shift the others."""
    value = fingerprint("Email", instant_of_parts("Day", cell("Time", "Zeit"), order="dmy"))
    [first] = read(value, Email=["a"], Day=["2026-03-02"], Time=["09:30"])
    [second] = read(value, Email=["a"], Day=["02.03.2026"], Zeit=["9:30:00 AM"])
    [third] = read(value, Day=["2026-03-02"], Time=["09:30"])
    assert first == second != third


def test_a_list_in_one_cell_is_written_as_labels_are() -> None:
    """With brackets or without; an empty list is nothing."""
    value = listed("Tags")
    assert read(value, Tags=["a, b", "[a,b c]", "[]", "a", None]) == [
        "a;b",
        "a;b c",
        None,
        "a",
        None,
    ]


def test_who_is_named_first_in_a_list_does_it() -> None:
    """Whom the others help is no second piece of work."""
    who, kind = person("Who", first_listed=True), actor_type("Who", first_listed=True)
    cells = ["[content-agent,Ada]", "Ada, Bo", "[]", "Unassigned, Bo", None]
    account = Account(agents=frozenset({"content-agent"}))
    assert read(who, account, Who=cells) == ["content-agent", "Ada", None, None, None]
    assert read(kind, account, Who=cells) == ["agent", "human", None, None, None]


def test_who_it_is_may_stand_in_two_columns() -> None:
    """A first name alone is a name too."""
    who = person(joined("First", "Last", separator=" "), "Email")
    assert read(
        who, First=["Ada", "Ada", None], Last=["Lead", None, None], Email=["", "", "e"]
    ) == [
        "Ada Lead",
        "Ada",
        "e",
    ]


def test_a_declared_header_takes_the_place_of_a_composed_value() -> None:
    """The organisation has the whole of it in one column."""
    whole = instant_of_parts("Day", "Time", order="dmy").under("Ended")
    assert read(whole, Ended=["02.03.2026 09:30"]) == ["2026-03-02T09:30:00"]
    assert read(fingerprint("A", "B").under("Entry"), Entry=["e1"]) == ["e1"]
    won = at_stage("won", {"won": "won"}, "State", cell("Closed")).under("Won on")
    assert read(won, Won_on=["2026-03-02"]) == ["2026-03-02"]


def test_a_text_stands_where_nothing_does() -> None:
    """Time is time without a description."""
    assert read(or_else("nothing said", cell("What")), What=["x", None]) == ["x", "nothing said"]


def test_a_value_of_some_rows_alone() -> None:
    """A date counts where the state beside it says so."""
    value = when(lambda state: state == "won", "State", cell("Closed"))
    assert read(value, State=["won", "lost", None], Closed=["1", "2", "3"]) == ["1", None, None]


def test_what_a_stage_means_may_be_declared() -> None:
    """An organisation's own name of a stage counts like the tool's."""
    account = Account(values={"stage": {"Gewonnen": "won"}})
    value = at_stage("won", {"Closed Won": "won", "Lost": "lost"}, "Stage", cell("Closed"))
    cells = {"Stage": ["closed won", "Gewonnen", "Lost", None], "Closed": ["1", "2", "3", "4"]}
    assert read(value, account, **cells) == ["1", "2", None, None]
    assert read(value, **cells) == ["1", None, None, None]


def test_who_changed_something() -> None:
    """A tool acts by itself under its own names; who isn't named is unknown."""
    value = actor_of_change("By", tool=("Tool",))
    account = Account(agents=frozenset({"bid-agent"}), rules=frozenset({"nightly"}))
    who = ["bid-agent", "nightly", "tool", "Kim", None]
    assert read(value, account, By=who) == ["agent", "rule", "rule", "human", "unknown"]


def test_an_id_in_brackets() -> None:
    """They keep spreadsheets from rounding it; those of a name are its own."""
    ids, names = ["[82945799304067]", "7", None], ["A", "B", "[Brand]"]
    assert read(bare_id("ID", "Name"), ID=ids, Name=names) == ["82945799304067", "7", "[Brand]"]


def test_the_value_of_the_header_that_the_file_has() -> None:
    """Only English days are known to begin with the month."""
    value = one_of(instant("Day", order="mdy"), instant("Tag"))
    assert read(value, Day=["3/2/2026"], Tag=["x"]) == ["2026-03-02"]
    assert read(value, Tag=["3/2/2026"]) == ["3/2/2026"]


def test_the_day_of_a_time_is_the_accounts() -> None:
    """A time in UTC may be of the day before; one without a zone is on the account's clock."""
    value = day_of(instant("Sent"))
    sent = ["2026-03-02T02:00:00Z", "Mar 02, 2026 02:00 am", "2026-03-02", "soon"]
    account = Account(timezone="America/New_York")
    assert read(value, account, Sent=sent) == ["2026-03-01", "2026-03-02", "2026-03-02", "soon"]


def test_a_text_where_there_is_no_value() -> None:
    """In a record, or in the whole file."""
    assert read(or_else("email", name("Channel")), Channel=["SMS", None]) == ["sms", "email"]
    assert or_else("email", name("Channel")).in_every_file
