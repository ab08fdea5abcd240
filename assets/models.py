"""The seeds and models of the dbt project as Dagster assets."""

import hashlib
from collections.abc import Collection, Iterator

import dagster as dg

from assets.landing import OWNERS
from assets.lib.dbt.build import BuiltTable, ModelFailed, build_tables
from assets.lib.dbt.project import CompiledProject, Model, Seed
from assets.lib.outcome import CheckOutcome, record_checks
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home, failing_in_words
from assets.lib.warehouse import open_warehouse


class Build(dg.Config):
    """How the models are built: as compiled SQL, or by `dbt build` with all its tests."""

    full_refresh: bool = False


def build_models_asset(project: CompiledProject) -> dg.AssetsDefinition:
    """Return one step that makes every seed and model, or those of them that are selected."""

    @dg.multi_asset(
        specs=[*map(_seed_spec, project.seeds), *map(_model_spec, project.models)],
        name="models",
        pool=POOL,
        can_subset=True,
    )
    @failing_in_words
    def models(
        context: dg.AssetExecutionContext,
        config: Build,
        home: Home,
        progress: dg.ResourceParam[Progress],
    ) -> Iterator[dg.MaterializeResult[None]]:
        """Build the selected tables in order; the first that fails ends the run."""
        progress.step("models")
        selected = {".".join(key.path) for key in context.selected_asset_keys}
        build = _full_refresh if config.full_refresh else _build
        keys: list[CheckOutcome] = []
        for table in build(home, context.run_id, project, selected):
            keys.extend([table.key] if table.key else [])
            yield dg.MaterializeResult(
                asset_key=table.full_name.split("."),
                metadata={} if table.rows is None else {"dagster/row_count": table.rows},
            )
        _refuse(record_checks(home.settings, context.run_id, keys))

    return models


def _build(
    home: Home, run_id: str, project: CompiledProject, selected: Collection[str]
) -> Iterator[BuiltTable]:
    del run_id
    with open_warehouse(home.settings) as connection:
        yield from build_tables(connection, project, selected)


def _full_refresh(
    home: Home, run_id: str, project: CompiledProject, selected: Collection[str]
) -> Iterator[BuiltTable]:
    """Build everything by dbt; a failed test of severity error ends the run."""
    from assets.lib.dbt.full_refresh import build_with_dbt, inspect_tables  # imports dbt

    _refuse(record_checks(home.settings, run_id, build_with_dbt(home.settings)))
    yield from inspect_tables(home.settings, project, selected)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ModelFailed("; ".join(reasons))


def _seed_spec(seed: Seed) -> dg.AssetSpec:
    return dg.AssetSpec(
        seed.full_name.split("."),
        group_name="seeds",
        description=seed.description,
        kinds={"dbt", "duckdb", "csv"},
        owners=OWNERS,
    )


def _model_spec(model: Model) -> dg.AssetSpec:
    return dg.AssetSpec(
        model.full_name.split("."),
        group_name=model.group,
        description=model.description,
        deps=[dg.AssetKey(name.split(".")) for name in model.depends_on],
        kinds={"dbt", "duckdb"},
        code_version=hashlib.sha256(model.sql.encode()).hexdigest()[:12],
        owners=OWNERS,
    )
