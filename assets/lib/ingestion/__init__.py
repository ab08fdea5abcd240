"""From a landed file to rows of streams: loaded, quarantined or skipped; names no vendor."""
