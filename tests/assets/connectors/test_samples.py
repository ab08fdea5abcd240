"""Every connector turns its samples into exactly what is written beside them."""

import json

import pytest

from tests.assets.connectors.samples import Sample, find_samples, read_sample, write_expected


@pytest.mark.parametrize("sample", find_samples(), ids=lambda s: f"{s.connector}/{s.export.name}")
def test_a_sample_gives_the_rows_skips_and_errors_beside_it(
    sample: Sample, request: pytest.FixtureRequest
) -> None:
    """Rows, skipped records, quarantined values and notes equal the expected file's."""
    expected = json.loads(sample.expected.read_text("utf-8")) if sample.expected.exists() else {}
    declared = expected.pop("account", {})
    result = json.loads(json.dumps(read_sample(sample, declared)))
    is_bad = sample.export.name.startswith("bad-")
    assert is_bad or "failed" not in result, "a good sample is refused; is it a bad-... one?"
    if request.config.getoption("--update-expected"):
        write_expected(sample, declared, result)
        return
    assert result == expected
