"""The version of this package; a file of its own, so that any floor can name it."""

__version__ = "0.2.0"
