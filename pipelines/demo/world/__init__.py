"""What happens in the demo organisation, week by week, before any tool has exported it."""
