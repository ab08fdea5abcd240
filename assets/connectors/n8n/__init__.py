"""Reads executions of workflows as n8n gives them."""
