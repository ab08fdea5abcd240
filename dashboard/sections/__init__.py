"""The parts of pages; those of the page of a KPI, unless they say otherwise."""
