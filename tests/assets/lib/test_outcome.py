"""The outcome of a run has all its reasons, and the most severe one decides."""

from assets.lib.outcome import CheckOutcome, read_inputs, record_checks, record_end, record_start
from assets.lib.settings import Settings
from assets.snapshot.reader import LastRun, RunInputs, read_last_run
from tests.assets.builders import ask

GOOD = CheckOutcome("unique", "marts/kpi", passed=True, description="One row a week.")
WARNING = CheckOutcome("fresh", "raw/leads", passed=False, severity="warn", detail="old")
FAILED = CheckOutcome(
    "unique",
    "marts/kpi",
    passed=False,
    description="One row a week.",
    detail="2 rows",
    failing_rows=2,
)
UNTOLD = CheckOutcome("sums", "marts/kpi", passed=False, description="Parts add up.")


def last(settings: Settings) -> LastRun:
    found = read_last_run(settings.published)
    assert found is not None
    return found


def test_only_a_failed_error_blocks() -> None:
    """What holds, and what only warns, lets a run publish."""
    assert [o.blocks for o in (GOOD, WARNING, FAILED, UNTOLD)] == [False, False, True, True]


def test_every_outcome_is_stored(settings: Settings) -> None:
    """Passed or not, of each run, with what it found."""
    assert record_checks(settings, "r1", [GOOD, WARNING, FAILED]) == ["marts/kpi: unique: 2 rows"]
    record_checks(settings, "r2", [GOOD])
    assert ask(
        settings,
        "select run_id, check_name, asset, severity, passed, detail, failing_rows "
        "from ops.check_result order by all",
    ) == [
        ("r1", "fresh", "raw/leads", "warn", False, "old", 0),
        ("r1", "unique", "marts/kpi", "error", False, "2 rows", 2),
        ("r1", "unique", "marts/kpi", "error", True, "", 0),
        ("r2", "unique", "marts/kpi", "error", True, "", 0),
    ]


def test_checks_that_hold_end_no_run(settings: Settings) -> None:
    """Nothing is written about the end of a run that goes on."""
    assert record_checks(settings, "r1", [GOOD, WARNING]) == []
    assert read_last_run(settings.published) is None


def test_a_reason_is_the_detail_or_else_the_claim(settings: Settings) -> None:
    """Each failed error check is one line: asset, check, what it found or what should hold."""
    reasons = record_checks(settings, "r1", [FAILED, UNTOLD])
    assert reasons == ["marts/kpi: unique: 2 rows", "marts/kpi: sums: Parts add up."]
    assert last(settings).state == "blocked"
    assert last(settings).reasons == tuple(reasons)


def test_the_reasons_of_one_run_add_up(settings: Settings) -> None:
    """Several steps may block it; each reason is listed once, in the order of finding."""
    record_checks(settings, "r1", [FAILED])
    record_checks(settings, "r1", [UNTOLD, FAILED])
    assert last(settings).reasons == (
        "marts/kpi: unique: 2 rows",
        "marts/kpi: sums: Parts add up.",
    )


def test_a_new_run_begins_without_the_reasons_of_the_one_before(settings: Settings) -> None:
    """Yesterday's trouble is not today's."""
    record_end(settings, "r1", "failed", ["disk full"])
    record_end(settings, "r2", "published")
    assert (last(settings).run_id, last(settings).state, last(settings).reasons) == (
        "r2",
        "published",
        (),
    )


def test_blocked_is_not_overwritten_by_failed(settings: Settings) -> None:
    """The step that stops because checks failed does not hide why they did."""
    record_checks(settings, "r1", [FAILED])
    record_end(settings, "r1", "failed", ["publish: checks failed"])
    assert (last(settings).state, last(settings).reasons) == (
        "blocked",
        ("marts/kpi: unique: 2 rows",),
    )


def test_a_blocked_run_before_does_not_hide_a_failure(settings: Settings) -> None:
    """Only the same run's blocking goes before."""
    record_checks(settings, "r1", [FAILED])
    record_end(settings, "r2", "failed", ["models: boom"])
    assert (last(settings).run_id, last(settings).state) == ("r2", "failed")
    assert last(settings).reasons == ("models: boom",)


def test_the_end_of_a_run_says_what_it_had_read(settings: Settings) -> None:
    """Whoever decides on the next run compares with the inputs of this one."""
    inputs = RunInputs("landing", "organisation", "code", None)
    record_start(settings, "r1", inputs)
    record_end(settings, "r1", "failed", ["models: boom"])
    assert last(settings).inputs == inputs
    assert read_inputs(settings, "r1") == inputs


def test_a_run_that_read_nothing_has_no_inputs(settings: Settings) -> None:
    """The inputs of the run before are not its own."""
    record_start(settings, "r1", RunInputs("landing", "organisation", "code", None))
    record_end(settings, "r2", "failed", ["declarations: boom"])
    assert last(settings).inputs is None
