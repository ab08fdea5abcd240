"""What exists and how it is made: streams, connectors, intake, warehouse, models, snapshot."""
