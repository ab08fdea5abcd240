"""The compiled project and a warehouse in memory, once per process."""

import pytest

from assets.lib.dbt.project import read_project
from tests.dbt_project.compiled import Warehouse


@pytest.fixture(scope="session")
def warehouse() -> Warehouse:
    return Warehouse(read_project())
