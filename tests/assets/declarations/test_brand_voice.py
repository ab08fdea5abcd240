"""The brand voice is frozen: what was changed in silence is an error."""

from pathlib import Path

import pytest

from assets.declarations.brand_voice.model import BrandVoice, BrandVoiceExample, hash_reference
from tests.assets.lib.organisation.declaring import errors_in, read, write

# of {"examples":[["a.md","One"],["b.txt","Two\nlines"],["c.md","Zoë"]],"forbidden_patterns":["x+"]}
SHA256 = "d483e5f690cc73ef03b016a976234654ee4786231c9cb3c5fa36208e870a22eb"
PATTERNS = "forbidden_patterns:\n  - {pattern: 'x+', reason: Dull}\n"
EXAMPLES = {
    "brand_voice/examples/a.md": "One\n",
    "brand_voice/examples/b.txt": "Two\nlines",
    "brand_voice/examples/c.md": "\n Zoë ",
}


def reference(sha256: str = SHA256, patterns: str = PATTERNS) -> dict[str, str]:
    text = f"version: 3\nfrozen_on: 2026-02-27\nsha256: '{sha256}'\n{patterns}"
    return {"brand_voice/reference.yml": text}


def test_a_reference_is_read_with_its_examples(tmp_path: Path) -> None:
    """Texts come in the order of their names, without white space around them."""
    write(tmp_path, EXAMPLES | reference())
    voice = read(tmp_path)[BrandVoice]
    assert voice.reference is not None
    assert voice.reference.version == 3
    assert [(e.file, e.text) for e in voice.examples] == [
        ("a.md", "One"),
        ("b.txt", "Two\nlines"),
        ("c.md", "Zoë"),
    ]


def test_nothing_declared_is_no_brand_voice(tmp_path: Path) -> None:
    """A reference that is only comments counts as none."""
    write(tmp_path, {"brand_voice/reference.yml": "# version: 1\n\n# later\n"})
    assert read(tmp_path)[BrandVoice] == BrandVoice()


def test_line_ends_and_the_order_of_patterns_do_not_thaw_it(tmp_path: Path) -> None:
    """The hash is of what is said, as any machine that checks the files out has it."""
    files = {path: text.replace("\n", "\r\n") for path, text in EXAMPLES.items()}
    assert errors_in(tmp_path, files | reference(patterns=PATTERNS.replace("Dull", "Empty"))) == []
    texts = [BrandVoiceExample(file=f, text=f) for f in "ab"]
    assert hash_reference(texts, "xy") == hash_reference(reversed(texts), "yx")


@pytest.mark.parametrize(
    "changed",
    [
        {"brand_voice/examples/a.md": "One!"},
        {"brand_voice/examples/d.md": "Four"},
        reference(patterns="forbidden_patterns: [{pattern: 'y', reason: Dull}]\n"),
        reference(patterns=""),
    ],
)
def test_a_change_since_it_was_frozen_is_an_error_with_the_right_hash(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    """Whoever means it raises the version and copies the hash; then it holds."""
    files = EXAMPLES | reference() | changed
    [error] = errors_in(tmp_path, files)
    said = (
        f"brand_voice/reference.yml:3: sha256: '{SHA256}' is not allowed: the reference was "
        "changed since it was frozen; raise version, and set frozen_on and sha256 to "
    )
    assert error.startswith(said)
    text = files["brand_voice/reference.yml"].replace(SHA256, error.removeprefix(said))
    assert errors_in(tmp_path, {"brand_voice/reference.yml": text}) == []


def test_the_error_of_a_new_reference_names_its_hash(tmp_path: Path) -> None:
    """64 zeros stand for not frozen yet."""
    [error] = errors_in(tmp_path, EXAMPLES | reference("0" * 64))
    assert error.endswith(f"it is not frozen yet; set frozen_on, and set sha256 to {SHA256}")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "no regular expression: missing ), unterminated subpattern at position 0"),
        ("x+", "it is declared already; keep one"),
        ("y*", "it matches an empty text, hence every text"),
    ],
)
def test_a_pattern_has_to_be_a_regular_expression_that_finds_something(
    tmp_path: Path, pattern: str, reason: str
) -> None:
    """The entry is named, and why it can't be used."""
    patterns = f"{PATTERNS}  - {{pattern: '{pattern}', reason: Dull}}\n"
    error = errors_in(tmp_path, EXAMPLES | reference(patterns=patterns))[0]
    place = "brand_voice/reference.yml:6: forbidden_patterns.1.pattern"
    assert error == f"{place}: '{pattern}' is not allowed: {reason}"


def test_unusable_examples_are_an_error_each(tmp_path: Path) -> None:
    """Empty, in another encoding, of another kind: one line each, and nothing of the hash."""
    files = {
        "brand_voice/examples/c.md": " \n",
        "brand_voice/examples/d.txt": "fünf".encode("latin-1"),
        "brand_voice/examples/e.docx": "text",
    }
    (tmp_path / "org" / "brand_voice" / "examples" / "f.md").mkdir(parents=True)
    assert errors_in(tmp_path, EXAMPLES | reference() | files) == [
        "brand_voice/examples/c.md:1: the text is missing; write an example or remove the file",
        "brand_voice/examples/d.txt:1: not UTF-8; save it as UTF-8",
        "brand_voice/examples/e.docx:1: unknown file; an example is a file .md or .txt",
        "brand_voice/examples/f.md:1: can't be opened: Is a directory",
    ]


def test_two_examples_are_too_few(tmp_path: Path) -> None:
    """There has to be a spread to measure against."""
    files = EXAMPLES | reference()
    del files["brand_voice/examples/b.txt"]
    assert errors_in(tmp_path, files) == [
        "brand_voice/examples:1: 2 examples are too few to measure against; write at least 3"
    ]


def test_examples_without_a_reference_are_an_error(tmp_path: Path) -> None:
    """Texts that are frozen by nothing would be measured against by nobody."""
    assert errors_in(tmp_path, EXAMPLES) == [
        (
            "brand_voice/reference.yml:1: missing; the examples need version, frozen_on, sha256, "
            "forbidden_patterns"
        )
    ]
