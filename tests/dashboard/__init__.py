"""The dashboard, on a small snapshot in the shape of the marts' contracts."""
