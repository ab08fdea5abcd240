"""Frames into charts; imports no streamlit."""
