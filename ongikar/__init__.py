"""Ongikar: runs a government office by its own Citizen's Charter."""

__version__ = "0.1.0"
