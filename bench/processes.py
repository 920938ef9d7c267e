"""What processes cost, from /proc: CPU seconds and memory of a process with all its descendants."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def _fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold anything."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def family(roots: Iterable[int]) -> list[int]:
    """The processes and all their living descendants."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                children.setdefault(int(_fields(int(entry.name))[1]), []).append(int(entry.name))
            except OSError:
                continue  # it has ended
    found, ahead = [], list(roots)
    while ahead:
        pid = ahead.pop()
        found.append(pid)
        ahead += children.get(pid, [])
    return found


def cpu_seconds(roots: Iterable[int]) -> float:
    """User and system time so far, that of ended and reaped children included."""
    ticks = 0
    for pid in family(roots):
        try:
            ticks += sum(map(int, _fields(pid)[11:15]))
        except OSError:
            continue
    return ticks / TICKS


def memory_mib(roots: Iterable[int]) -> float:
    """Proportional set size: shared pages are divided among those who share them."""
    kib = 0
    for pid in family(roots):
        rollup = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        kib += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return kib / 1024
