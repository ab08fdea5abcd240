"""One folder a tool: all that is special about its exports."""
