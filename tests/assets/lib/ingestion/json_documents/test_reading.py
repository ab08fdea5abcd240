"""JSON is read value by value, exactly, and errors name the place where they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assets.lib.ingestion import encoding
from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.json_documents import reading
from assets.lib.ingestion.json_documents.reading import read_values


def read(tmp_path: Path, content: str | bytes) -> list[tuple[object, str]]:
    path = tmp_path / "export.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(found.value, found.place) for found in read_values(path, inside=("data", "items"))]


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ('{"a": 1}', [""]),
        ('[{"a": 1}, {"a": 1}]', ["element 1: ", "element 2: "]),
        ('{"a": 1}\n\n{"a": 1}\n', ["line 1: ", "line 3: "]),
        ('{\n "a": 1\n}\n{\n "a": 1\n}', ["line 1: ", "line 4: "]),
        ('{"data": [{"a": 1}, {"a": 1}], "next": 2}', ["element 1: ", "element 2: "]),
        ('{"items": [{"a": 1}]}\n{"items": [{"a": 1}]}', ["line 1: element 1: "] * 2),
        ('[{"a": 1}]\n[{"a": 1}]', ["element 1: ", "element 1: "]),
        ("[]", []),
        ('{"data": []}', []),
    ],
)
def test_lists_lines_and_documents_in_a_row_give_their_values(
    tmp_path: Path, content: str, places: list[str]
) -> None:
    """A page of an API is the list in it, and pages may follow each other."""
    found = read(tmp_path, content)
    assert [place.replace("line 2: element", "line 1: element") for _, place in found] == places
    assert all(value == {"a": "1"} for value, _ in found)


@pytest.mark.parametrize("piece_bytes", [1, 2, 7, 1000])
@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16"])
def test_pieces_of_any_size_give_the_same_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece_bytes: int, written: str
) -> None:
    """A value may be cut anywhere: in a number, in a character."""
    monkeypatch.setattr(encoding, "PIECE_BYTES", piece_bytes)
    values = [1234, 12.50, {"n": 12.50, "text": "grün, \n ok"}, {"n": 3}, 1234]
    content = "\n" + json.dumps(values, ensure_ascii=False)
    found = read(tmp_path, content.encode(written))
    assert [value for value, _ in found] == [
        "1234",
        "12.5",
        {"n": "12.5", "text": "grün, \n ok"},
        {"n": "3"},
        "1234",
    ]


def test_of_a_list_no_more_is_held_than_a_few_elements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first ones are there before the rest of the file was read."""
    path = tmp_path / "export.json"
    path.write_text("[" + ",".join(['{"a": 1}'] * 5000) + "] and this is no JSON")
    pieces = iter([path.read_text()[at : at + 100] for at in range(0, 45100, 100)])
    monkeypatch.setattr(reading, "decoded", lambda *_: pieces)
    values = read_values(path)
    assert [next(values).value for _ in range(100)] == [{"a": "1"}] * 100
    assert len(list(pieces)) > 400
    values = read_values(path)
    monkeypatch.undo()
    with pytest.raises(UnreadableExport, match="not well-formed JSON at line 1, column 45003"):
        list(values)


@pytest.mark.parametrize("piece_bytes", [3, 1000])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"a": 1}\n{"a" 1}', "line 2, column 6: Expecting ':' delimiter"),
        ('[{"a": 1}\n {"a": 1}]', "line 2, column 2: Expecting ','"),
        ('[{"a": 1},', "line 1, column 11: Expecting value"),
        ('[{"a": 1}', "line 1, column 10: Expecting ','"),
        ("Error: not signed in", "line 1, column 1: Expecting value"),
    ],
)
def test_broken_json_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, reason: str, piece_bytes: int
) -> None:
    """Line and column are those of the file, however it is read."""
    monkeypatch.setattr(encoding, "PIECE_BYTES", piece_bytes)
    with pytest.raises(UnreadableExport) as refused:
        read(tmp_path, content)
    assert reason in str(refused.value)


def test_json_in_no_unicode_encoding_is_refused(tmp_path: Path) -> None:
    """Unlike a table, it has no other one."""
    with pytest.raises(UnreadableExport, match="line 2 is not UTF-8"):
        read(tmp_path, '[\n"Zwölf"]'.encode("windows-1252"))
