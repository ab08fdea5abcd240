"""Sign-offs are lines that are only ever appended; a broken one is told by its number."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assets.lib.organisation import read_organisation
from assets.lib.settings import Settings
from tests.assets.lib.organisation.declaring import faults_in

GOOD = (
    '{"agent": "a", "week_start": "2026-03-02", "signed_by": "one", '
    '"signed_at": "2026-03-09T10:00:00+01:00", "snapshot": "7"}'
)


def signed(home: Path, text: str | bytes) -> Path:
    file = Settings(home).sign_offs_file
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_each_line_is_a_sign_off(tmp_path: Path) -> None:
    """Blank lines say nothing; instants are UTC."""
    second = GOOD.replace('"a"', '"b"').replace("}", ', "note": "fine\\u2028so"}')
    file = signed(tmp_path, f"{GOOD}\r\n\n{second}\n")
    first, other = read_organisation(tmp_path / "org", file).sign_offs
    assert (first.agent, first.week_start) == ("a", date(2026, 3, 2))
    assert first.signed_at == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert (other.agent, other.note) == ("b", "fine\u2028so")


def test_nothing_is_signed_where_there_is_no_file(tmp_path: Path) -> None:
    """Not before the first sign-off, and not where nobody asks for them."""
    assert read_organisation(tmp_path, Settings(tmp_path).sign_offs_file).sign_offs == ()
    signed(tmp_path, GOOD)
    assert read_organisation(tmp_path).sign_offs == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"agent": "a", "week', "not valid JSON: Unterminated string starting at"),
        ("[1]", "expected keys and values, found [1]"),
        ("[" * 100_000, "not valid JSON: it is nested too deeply"),
        (GOOD.replace('"agent": "a", ', ""), "agent: missing; this key is required"),
        (GOOD.replace("03-02", "03-03", 1), ("week_start: '2026-03-03' is not allowed: "
         "a week is named by its Monday")),
        (GOOD.replace("}", ', "by": "me"}'), ("by: unknown key; the keys here are agent, "
         "week_start, signed_by, signed_at, snapshot, note")),
        (GOOD.replace("}", ', "agent": "b"}'), "not valid JSON: agent is given twice; keep one"),
        (GOOD, "it says the same as line 1; remove one of them"),
    ],
)  # fmt: skip
def test_a_broken_line_is_told_by_its_number(tmp_path: Path, line: str, fault: str) -> None:
    """The lines around it are not to blame."""
    file = signed(tmp_path, f"{GOOD}\n\n{line}\n{GOOD.replace('2026-03-09', '2026-03-10')}\n")
    [found] = faults_in(tmp_path / "org", {}, file)
    assert found.startswith(f"governance/sign_offs.jsonl:3: {fault}")


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    """Another encoding, and a folder in the file's place."""
    file = signed(tmp_path, f"{GOOD}\n{GOOD.replace('one', 'zoë')}".encode("latin-1"))
    assert faults_in(tmp_path / "org", {}, file) == [
        "governance/sign_offs.jsonl:2: not UTF-8; save it as UTF-8"
    ]
    assert faults_in(tmp_path / "org", {}, file.parent) == [
        f"{tmp_path.name}/governance:1: can't be opened: Is a directory"
    ]
