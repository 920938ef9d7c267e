"""Hunts that take longer than the suite may: `make long`. Bounded in number and by fixed seeds, on loopback alone.

A hunt is a file `hunt_*.py`, which the suite does not collect. Each puts its figures into one table at the end.
"""
