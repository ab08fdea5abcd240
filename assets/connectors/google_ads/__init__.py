"""The connector of Google Ads exports."""
