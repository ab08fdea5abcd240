"""A playbook is Markdown that says about itself who keeps it and when it was reviewed."""

from datetime import date
from pathlib import Path

import pytest

from assets.declarations.playbooks.model import Playbooks
from tests.assets.lib.organisation.declaring import errors_in, read, write

GOOD = (
    "---\ntitle: A\nowner: one\nlast_reviewed: 2026-06-15\nworkflows: []\n---\n\n# What - to do\n"
)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_playbook_is_its_front_matter_and_the_words_of_its_text(
    tmp_path: Path, ending: str
) -> None:
    """Signs are no words, and the line ends of either world are fine."""
    write(tmp_path, {"playbooks/a.md": GOOD.replace("\n", ending)})
    [playbook] = read(tmp_path)[Playbooks].playbooks
    assert (playbook.file, playbook.words) == ("a.md", 3)
    assert playbook.front_matter.title == "A"
    assert playbook.front_matter.last_reviewed == date(2026, 6, 15)


def test_a_readme_and_other_files_are_no_playbooks(tmp_path: Path) -> None:
    """Only Markdown counts, and the text about the folder does not."""
    write(tmp_path, {"playbooks/README.md": "# About\n", "playbooks/flow.png": b"\x89PNG"})
    write(tmp_path, {"playbooks/.draft.md": "", "playbooks/pictures/b.md": ""})
    assert read(tmp_path)[Playbooks].playbooks == ()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", ("1: front matter is missing; begin with a line ---, then title, owner, "
         "last_reviewed, workflows, agents, then ---")),
        ("# Title\n---\n", ("1: front matter is missing; begin with a line ---, then title, owner, "
         "last_reviewed, workflows, agents, then ---")),
        ("---\ntitle: A\n", "1: front matter has no end; close it with a line ---"),
        (GOOD.replace("owner: one\n", ""), "1: owner: missing; this key is required"),
        (GOOD.replace("workflows", "workflow"), (
            "5: workflow: unknown key; the keys here are title, owner, last_reviewed, workflows, "
            "agents")),
        (GOOD.replace("2026-06-15", "lately"), ("4: last_reviewed: 'lately' is not allowed: "
         "Input should be a valid date or datetime, input is too short")),
        (GOOD.replace("[]", "["), "6: not valid YAML: "),
        (GOOD.replace("# What - to do", "---"), "6: the text is missing; write what is to be done"),
        (GOOD.replace("one", "zoë").encode("latin-1"), "3: not UTF-8; save it as UTF-8"),
        (GOOD.encode("utf-16"), "1: not UTF-8; save it as UTF-8"),
    ],
)  # fmt: skip
def test_an_error_names_the_line_of_the_file(tmp_path: Path, text: str | bytes, error: str) -> None:
    """Lines are counted from the top of the file, not of the front matter."""
    found = errors_in(tmp_path, {"playbooks/a.md": text})
    assert found[0].startswith(f"playbooks/a.md:{error}")


def test_what_can_not_be_opened_is_an_error(tmp_path: Path) -> None:
    """A folder in a file's place, and a file in the folder's."""
    (tmp_path / "org" / "playbooks" / "a.md").mkdir(parents=True)
    assert errors_in(tmp_path, {}) == ["playbooks/a.md:1: can't be opened: Is a directory"]
    other = tmp_path / "other"
    assert errors_in(other, {"playbooks": ""}) == ["playbooks:1: can't be listed: Not a directory"]
