"""Reading exports that are JSON: values one by one, exact numbers, rows of streams."""
