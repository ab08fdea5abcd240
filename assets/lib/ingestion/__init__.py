"""From a landed file to rows of streams: accepted, quarantined or skipped; names no vendor."""
