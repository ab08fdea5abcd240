"""One module per analysis, named after its main table: its columns, inputs and computation."""
