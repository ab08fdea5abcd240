"""From a delivered file to rows of streams: accepted, quarantined or skipped; names no vendor."""
