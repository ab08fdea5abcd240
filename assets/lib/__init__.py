"""Machinery: nothing here is edited to add a connector, a stream, a declaration or an analysis."""
