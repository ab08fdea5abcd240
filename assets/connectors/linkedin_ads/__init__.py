"""The LinkedIn Ads connector."""
