"""Reads pages as Google Analytics 4 reports them."""
