"""`python -m pipelines.cli` is the same as `fullscore`."""

from pipelines.cli import main

main()
