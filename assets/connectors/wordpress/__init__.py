"""The connector of WordPress exports."""
