"""Reads leads and opportunities as Salesforce exports them."""
