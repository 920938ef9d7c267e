"""Backup and restore: one archive with everything an office would miss, verified before anybody relies on it.

archive   the file: members, manifest, hashes        backup    making one while the office works
sqlite    one database file, and back                restore   putting one in place, or nothing
postgres  pg_dump and pg_restore                      swap      several renames that happen all or not at all
"""
