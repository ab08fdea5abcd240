"""The lock of a run, for runs that Dagster starts."""

from collections.abc import Iterator

import dagster as dg

from assets.lib.resources import Silence, exclusive_run
from assets.lib.settings import read_settings


@dg.resource
def lock_resource(_context: dg.InitResourceContext) -> Iterator[None]:
    """Held for a whole run, since the in-process executor makes each resource once."""
    with exclusive_run(read_settings(), Silence()):
        yield
