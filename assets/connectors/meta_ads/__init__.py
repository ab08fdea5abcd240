"""Reads campaigns and their days as Meta Ads Manager exports them."""
