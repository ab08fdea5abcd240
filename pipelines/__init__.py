"""When it runs: the Dagster code location, the command line, the demo organisation."""
