"""Argon2 as the program uses it, at its smallest cost: a hundred seats of the cast take seconds, not minutes."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Quick(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8  # KiB
    parallelism = 1
