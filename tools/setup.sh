#!/usr/bin/env bash
# Installs whatever is missing: system packages (when root), .venv, and the program in it; with --dev what testing
# needs as well, with --bench what measuring needs. Says nothing where nothing is missing. May be interrupted anywhere and run again.
set -euo pipefail
cd "$(dirname "$0")/.."

dev=no bench=no
if [ "${1:-}" = "--dev" ]; then dev=yes; fi
if [ "${1:-}" = "--bench" ]; then dev=yes bench=yes; fi
say() { printf '%s\n' "$*" >&2; }

# 1. System packages. What is checked is what is used: the library, the program, or Python's own module.
python=""
for name in python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    python=$name
    break
  fi
done

wanted=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
if [ $dev = yes ]; then wanted+=(postgresql chromium poppler-utils gettext faketime); fi
missing=()
if [ -z "$python" ]; then missing+=(python3); fi
if [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then missing+=(python3-venv); fi
if command -v dpkg-query >/dev/null; then
  for package in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
  done
else
  say "This is neither Debian nor Ubuntu: Pango must be installed for PDFs (${wanted[*]} there)."
fi

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "These system packages are missing. Install them once, then run the same command again:"
    say "  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
  fi
  say "System packages: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
    "${missing[@]}" >/dev/null
  python=${python:-python3}
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Python 3.11 or newer is needed, and this system has $("$python" --version). Debian 12 and Ubuntu 24.04 have it."
    exit 1
  fi
fi

# 2. The virtual environment. One that an interrupted run left half made is made anew.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  say "Virtual environment: .venv ($("$python" --version))"
  "$python" -m venv --clear .venv
fi

# 3. The program and its packages. The stamp is set last, so that an interrupted run is taken up again.
extra="" stamp=.venv/.installed
if [ $dev = yes ]; then extra="[dev]" stamp=.venv/.installed-dev; fi
if [ $bench = yes ]; then extra="[dev,bench]" stamp=.venv/.installed-bench; fi
if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
  say "Python packages:"
  PYTHONUNBUFFERED=1 .venv/bin/python -m pip install --disable-pip-version-check --no-input -e ".$extra" 2> \
    >(grep -v "it is neither a file nor a directory" >&2) | sed -un 's/^Collecting \([A-Za-z0-9._-]*\).*/  \1/p' >&2
  touch .venv/.installed "$stamp"
fi
