"""Statistics on plain values, lists and arrays: no database, no orchestration, no files."""
