"""Who reports, in which time zone, against which weeks."""
