"""The Klaviyo connector."""
