"""The Microsoft Advertising connector."""
