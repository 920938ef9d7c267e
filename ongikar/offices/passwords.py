"""How passwords are kept: Argon2id at a cost that a small machine can pay four times at once."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2(Argon2PasswordHasher):
    """OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.

    Django's own cost is 100 MiB a sign-in. Four threads serve, so four people who sign in at once, or one stranger
    who only tries, took 480 MB of an office's old PC; with this they take 150.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
