"""The compiled project and a warehouse in memory, once per process."""

import pytest

from tests.dbt_project.compiled import Project, Warehouse, compile_project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    return compile_project(shared / "compiled")


@pytest.fixture(scope="session")
def warehouse(project: Project) -> Warehouse:
    return Warehouse(project)
