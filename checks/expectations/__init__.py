"""Great Expectations suites, one module a mart; see `worker` for how they run off the hot path."""
