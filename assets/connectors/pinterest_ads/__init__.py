"""The Pinterest Ads connector."""
