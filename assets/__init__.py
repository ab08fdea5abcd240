"""What exists and how it is made: landing, streams, models, analyses, snapshot, alerts."""
