"""The dbt project as a run uses it: compiled once per version, executed on one connection."""
