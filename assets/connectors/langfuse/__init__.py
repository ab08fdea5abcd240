"""The connector of Langfuse downloads."""
