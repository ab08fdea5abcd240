"""Connectors of tables, declared: which headers make a table, and what its columns become."""
