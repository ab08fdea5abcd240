"""The TikTok Ads connector."""
