"""Starts the dashboard: `python -m dashboard.serve` takes the options of `streamlit run`."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit import net_util
from streamlit.web import cli


def main() -> None:
    """Run Streamlit on the app, without the look-up of the machine's other addresses.

    It would ask outside whenever a page of another site tries to connect; no option turns it off.
    """
    net_util.get_external_ip = net_util.get_internal_ip = lambda: None
    cli.main_run([str(Path(__file__).with_name("app.py")), *sys.argv[1:]])


if __name__ == "__main__":
    main()
