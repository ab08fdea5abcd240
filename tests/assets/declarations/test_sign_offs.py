"""Sign-offs are lines that are only ever appended; the error of a broken one names its number."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assets.declarations.sign_offs.model import SignOffs
from assets.lib.settings import Settings
from tests.assets.lib.organisation.declaring import errors_in, read

GOOD = (
    '{"agent": "a", "week_start": "2026-03-02", "signed_by": "one", '
    '"signed_at": "2026-03-09T10:00:00+01:00", "snapshot": "7"}'
)


def sign(home: Path, text: str | bytes) -> None:
    file = Settings(home).sign_offs_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def test_each_line_is_a_sign_off(tmp_path: Path) -> None:
    """Blank lines say nothing; instants are UTC."""
    second = GOOD.replace('"a"', '"b"').replace("}", ', "note": "fine\\u2028so"}')
    sign(tmp_path, f"{GOOD}\r\n\n{second}\n")
    first, other = read(tmp_path)[SignOffs].sign_offs
    assert (first.agent, first.week_start) == ("a", date(2026, 3, 2))
    assert first.signed_at == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert (other.agent, other.note) == ("b", "fine\u2028so")


def test_nothing_is_signed_where_there_is_no_file(tmp_path: Path) -> None:
    """Before the first sign-off there is none."""
    assert read(tmp_path)[SignOffs].sign_offs == ()
    sign(tmp_path, GOOD)
    assert len(read(tmp_path)[SignOffs].sign_offs) == 1


@pytest.mark.parametrize(
    ("line", "error"),
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
def test_the_error_of_a_line_names_its_number(tmp_path: Path, line: str, error: str) -> None:
    """The lines around it are not to blame."""
    sign(tmp_path, f"{GOOD}\n\n{line}\n{GOOD.replace('2026-03-09', '2026-03-10')}\n")
    [found] = errors_in(tmp_path, {})
    assert found.startswith(f"governance/sign_offs.jsonl:3: {error}")


def test_what_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    """Another encoding, and a folder in the file's place."""
    sign(tmp_path, f"{GOOD}\n{GOOD.replace('one', 'zoë')}".encode("latin-1"))
    assert errors_in(tmp_path, {}) == ["governance/sign_offs.jsonl:2: not UTF-8; save it as UTF-8"]
    other = tmp_path / "other"
    Settings(other).sign_offs_file.mkdir(parents=True)
    assert errors_in(other, {}) == ["governance/sign_offs.jsonl:1: can't be opened: Is a directory"]
