"""What an organisation declares about itself: one folder a declaration, discovered by its name.

A folder holds `model.py` with a DECLARATION, the template that `fullscore init` writes, and
`default.yml` where something holds without a file of the organisation's own.
"""
