"""Errors that are shown to users as one line, without a traceback."""


class UserError(Exception):
    """Something that a person can act on: the message says what is wrong and what to do."""
