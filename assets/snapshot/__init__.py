"""The published snapshot: how readers open it, and the queries that they share."""
