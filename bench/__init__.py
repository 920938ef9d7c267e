"""Our pages measured beside what the machine can do at best: `make bench`."""
