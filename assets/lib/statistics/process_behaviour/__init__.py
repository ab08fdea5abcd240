"""Process behaviour (XmR) charts: limits, signals, and charts that are re-based."""
