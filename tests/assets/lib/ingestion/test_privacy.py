"""Who a lead is never gets past ingestion in the clear; who works here can be made a pseudonym."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import polars as pl
import pytest

from assets.lib.ingestion.privacy import (
    MASK,
    KeyUnusable,
    hash_person,
    protect,
    read_person_key,
)
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from assets.streams import STREAM_NAMES, get_stream
from tests.assets.builders import ask, declare, land, statuses, take_in

KEY = b"a key for tests"
LEADS = """lead_id,created_at,person_key,company,amount,first_name,notes,phone
L-1,2026-03-02T08:00:00Z,Robin.Example@Example.com,Example Ltd,1,Robin,likes tea,+49 30 5550101
L-2,2026-03-02T08:00:00Z,+49 (30) 555-0102,Example Ltd,1,Kim,met in Ulm,
L-3,yesterday,third@example.com,Example Ltd,1,Sam,,
L-4,fourth@example.com,2026-03-02,Example Ltd,+49 30 5550104,Alex,,
L-5,2026-03-02T08:00:00Z,fifth@example.com,Example Ltd,1,Pat,,,sixth@example.com,too wide
"""
CONTACTS = """Record ID,First Name,Last Name,Email,Phone Number,Create Date,Lifecycle Stage
101,Robin,Example,ROBIN.example@example.com ,+49 30 5550101,2026-03-02 09:30,Lead
102,Kim,Example,,0049 30 5550102,2026-03-02 09:30,Lead
103,Sam,Example,third@example.com,,someday,Lead
"""
BROKEN = 'lead_id,created_at\n"Robin\nseventh@example.com\n,x",2\n"Sam,3\n'
CLEAR = (
    *("robin.example", "third@", "fourth@", "fifth@", "sixth@", "seventh@", "example.com"),
    *("5550101", "5550102", "5550104", "555-0102"),
    *("Robin", "Kim", "Sam", "Alex", "likes tea", "met in Ulm"),
)


def everything(settings: Settings) -> str:
    """Return every value of every table of the warehouse as one text."""
    with open_warehouse(settings) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables()")
        return "\n".join(
            str(row)
            for schema, table in tables.fetchall()
            for row in connection.execute(f"from {schema}.{table}").fetchall()
        )


@pytest.fixture
def loaded(settings: Settings) -> Settings:
    """A home that took in leads with addresses, phones, names and free text, in three files."""
    land(settings, "canonical/leads.csv", LEADS)
    land(settings, "canonical/leads.broken.csv", BROKEN)
    land(settings, "hubspot/contacts.csv", CONTACTS)
    assert statuses(take_in(settings)) == {
        "canonical/leads.csv": "loaded",
        "canonical/leads.broken.csv": "failed",
        "hubspot/contacts.csv": "loaded",
    }
    return settings


def test_no_clear_value_is_in_any_table_or_file_of_the_warehouse(loaded: Settings) -> None:
    """Addresses, phones, names and free text are in no table and not in the bytes on disk."""
    dumped = everything(loaded)
    assert "L-1" in dumped
    found = [clear for clear in CLEAR if clear.lower() in dumped.lower()]
    assert found == []
    for file in loaded.warehouse_folder.rglob("*"):
        data = file.read_bytes().lower()
        assert [clear for clear in CLEAR if clear.lower().encode() in data] == [], file


def test_what_runs_say_about_files_holds_no_clear_value(settings: Settings) -> None:
    """The reasons of failed files, which logs and pages show, quote nobody."""
    land(settings, "canonical/leads.csv", BROKEN)
    [result] = take_in(settings)
    assert result.reason
    assert not [clear for clear in CLEAR if clear in result.reason]


def test_quarantined_personal_values_are_masked(loaded: Settings) -> None:
    """Record, column and rule show; the value does not, nor does an address in another column."""
    found = ask(
        loaded,
        "select row_number, column_name, value from ops.quarantine "
        "where path = 'canonical/leads.csv' order by all",
    )
    assert found == [
        (4, "created_at", "yesterday"),
        (5, "amount", MASK),
        (5, "created_at", MASK),
        (6, "(whole row)", MASK),
    ]


def test_one_person_is_one_hash_across_spellings_and_connectors(loaded: Settings) -> None:
    """Case, blanks and punctuation make no difference, nor does the tool that tells of them."""
    keys = dict(ask(loaded, "select lead_id, person_key from raw.leads"))
    assert keys["L-1"] == keys["101"]
    assert keys["L-2"] == keys["102"]
    assert keys["L-1"] != keys["L-2"]
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robin@Example.com", " robin@example.com\t"),
        ("+49 30 5550101", "+49 (30) 555-0101"),
        ("+49 30 5550101", "0049 30/555.0101"),
        ("+49 30 5550101", "49305550101"),
        ("+49\u00a030\u00a05550101", "+49305550101"),
    ],
)
def test_spellings_of_one_person_are_one_hash(one: str, other: str) -> None:
    """Normalised first, hashed then."""
    assert hash_person(one, KEY) == hash_person(other, KEY)


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("030 5550101", "DE"),
        ("(030) 555-0101", "DE"),
        ("030/5550101", "DE"),
        ("+49 (0)30 5550101", "US"),
        ("0049 30 5550101", "FR"),
        ("011 49 30 5550101", "US"),
        ("49305550101", "DE"),
    ],
)
def test_a_phone_number_is_one_in_its_country(written: str, country: str) -> None:
    """As people there dial it, it is the number that others dial from abroad."""
    assert hash_person(written, KEY, country) == hash_person("+49 30 5550101", KEY)


def test_the_same_digits_in_two_countries_are_two_persons() -> None:
    """A number without its country's code is that of the account's country."""
    assert hash_person("030 5550101", KEY, "DE") != hash_person("030 5550101", KEY, "IT")


@pytest.mark.parametrize("value", ["12", "000", "1-2-3", "+", "(0)", "2026-03-02"])
def test_digits_that_are_no_phone_number_are_hashed_all_the_same(value: str) -> None:
    """An id in the place of a phone stays apart from others."""
    assert len(hash_person(value, KEY, "DE")) == 64


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("robin@example.com", "robin@example.org"),
        ("robin1@example.com", "robin2@example.com"),
        ("+49 30 5550101", "+49 30 5550102"),
        ("Writer 1", "Editor 1"),
        ("C-123", "D-123"),
        ("agent v2", "rule v2"),
    ],
)
def test_two_persons_are_two_hashes(one: str, other: str) -> None:
    """Only a phone number is reduced to its digits: names that differ stay apart."""
    assert hash_person(one, KEY) != hash_person(other, KEY)


def test_another_key_gives_other_hashes(settings: Settings) -> None:
    """Whoever lacks the key can't tell who it is by hashing addresses."""
    assert hash_person("a@example.com", KEY) != hash_person("a@example.com", b"another")
    land(settings, "canonical/leads.csv", LEADS)
    first, second = "one", "two"
    take_in(replace(settings, person_key_secret=first))
    land(settings, "canonical/leads.2026-03-09.csv", LEADS + "\n")
    with pytest.raises(KeyUnusable, match=r"not the one .* put the former key back"):
        take_in(replace(settings, person_key_secret=second))
    assert not settings.person_key_file.exists()


def test_a_lost_key_is_not_replaced(settings: Settings) -> None:
    """One person would count as two: the former key, or a new beginning, is asked for."""
    land(settings, "canonical/leads.csv", LEADS)
    take_in(settings)
    key = settings.person_key_file.read_text()
    settings.person_key_file.unlink()
    land(settings, "canonical/leads.2026-03-09.csv", LEADS.replace("L-1", "L-99"))
    with pytest.raises(KeyUnusable, match=r"lost: put the former key back .* or move"):
        take_in(settings)
    assert not settings.person_key_file.exists()
    assert "L-99" not in dict(ask(settings, "select lead_id, person_key from raw.leads"))
    settings.person_key_file.write_text(key)
    take_in(settings)
    assert "L-99" in dict(ask(settings, "select lead_id, person_key from raw.leads"))


def test_the_key_is_made_once_and_for_us_alone(settings: Settings) -> None:
    """A random key in a file that only its owner can read, the same at every later time."""
    key = read_person_key(settings)
    assert len(key) == 64
    assert read_person_key(settings) == key
    assert stat.S_IMODE(settings.person_key_file.stat().st_mode) == 0o600
    assert list(settings.warehouse_folder.iterdir()) == [settings.person_key_file]
    own = "of the environment"
    assert read_person_key(replace(settings, person_key_secret=own)) == own.encode()


def test_two_that_need_a_key_at_once_have_the_same(settings: Settings) -> None:
    """No reader ever sees a key that is still being written, nor a second one."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: read_person_key(settings), range(64)))) == 1


def test_a_crash_while_the_key_is_written_leaves_no_empty_key(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashing with an empty key would be no protection: the file appears complete or not at all."""

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", crash)
        with pytest.raises(KeyboardInterrupt):
            read_person_key(settings)
    assert not settings.person_key_file.exists()
    assert len(read_person_key(settings)) == 64


def test_an_empty_key_file_is_refused(settings: Settings) -> None:
    """A key that was lost ends the run, and no file counts as failed for it."""
    settings.warehouse_folder.mkdir(parents=True)
    settings.person_key_file.write_text("\n")
    land(settings, "canonical/leads.csv", LEADS)
    with pytest.raises(KeyUnusable, match="is empty; put the key back, or delete the file"):
        take_in(settings)
    assert ask(settings, "from raw.leads") == ask(settings, "from ops.ingested_file") == []
    settings.person_key_file.unlink()
    assert statuses(take_in(settings)) == {"canonical/leads.csv": "loaded"}


def test_people_who_work_here_are_shown_or_pseudonyms(settings: Settings) -> None:
    """One setting hashes assignees, actors, reviewers, owners, authors and qualifiers."""
    when = "2026-03-02T08:00:00Z"
    files = {
        "work_items": f"work_item_id,title,assignee,completed_at\n1,t,Desk Lead,{when}\n",
        "campaign_changes": "change_id,campaign_id,changed_at,category,actor\n"
        f"1,c,{when},bid,desk lead\n",
        "reviews": "review_id,subject_type,subject_id,reviewed_at,reviewer\n"
        f"1,decision,d,{when},DESK LEAD\n",
        "campaigns": "campaign_id,name,owner\n1,n,Desk Lead\n",
        "content_pieces": "piece_id,title,author\n1,t,Desk Lead\n",
        "leads": f"lead_id,created_at,qualifier\n1,{when},Desk Lead\n",
    }
    for name, text in files.items():
        land(settings, f"canonical/{name}.csv", text)
    take_in(settings)
    assert everything(settings).lower().count("desk lead") == len(files)
    take_in(settings, declare(settings, "organisation.yml", "people: pseudonymise\n"))
    assert "desk lead" not in everything(settings).lower()
    identities = [
        (name, column.name)
        for name in STREAM_NAMES
        for column in get_stream(name).columns
        if column.identity
    ]
    assert len(identities) == len(files)
    hashes = {
        ask(settings, f"select {column} from raw.{name}")[0][0] for name, column in identities
    }
    assert len(hashes) == 1
    assert len(hashes.pop()) == 64
    take_in(settings, declare(settings, "organisation.yml", "people: show\n"))
    assert everything(settings).lower().count("desk lead") == len(files)


def test_nobody_is_null_and_not_the_hash_of_nothing() -> None:
    """Empty and blank keys stay unknown: they are not all one person."""
    frame = pl.DataFrame({"_row": [1, 2, 3], "person_key": ["", "  ", None]})
    protected = protect(frame, get_stream("leads"), KEY, pseudonymise=False)
    assert protected["person_key"].to_list() == [None, None, None]


def test_a_person_key_of_another_type_is_hashed_or_refused(settings: Settings) -> None:
    """A phone that came as a number is hashed; an object is quarantined, masked."""
    land(
        settings,
        "canonical/leads.jsonl",
        '{"lead_id":"1","created_at":"2026-03-02","person_key":49305550101}\n',
    )
    land(
        settings,
        "canonical/leads.2.jsonl",
        '{"lead_id":"2","created_at":"2026-03-02","person_key":{"mail":"a@example.com"}}\n',
    )
    take_in(settings)
    key = read_person_key(settings)
    expected = hash_person("+49 30 5550101", key)
    assert ask(settings, "select lead_id, person_key from raw.leads") == [("1", expected)]
    assert ask(settings, "select column_name, value from ops.quarantine") == [("person_key", MASK)]
