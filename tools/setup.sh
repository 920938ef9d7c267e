#!/usr/bin/env bash
# Installs whatever is missing: system packages (when root), .venv and the package in it. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=(python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
if [ "${1:-}" = "--dev" ]; then wanted+=(postgresql chromium poppler-utils gettext); fi
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "Some system packages are missing. Install them once, then run this again:" >&2
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
fi
extra=""; stamp=.venv/.installed; if [ "${1:-}" = "--dev" ]; then extra="[dev]"; stamp=.venv/.installed-dev; fi
if [ ! -x .venv/bin/python ]; then python3 -m venv .venv; fi
if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
  echo "Installing Python packages into .venv"
  .venv/bin/pip install --quiet --disable-pip-version-check -e ".$extra" 2> >(grep -v "is ignored: it is neither" >&2)
  touch "$stamp"
fi
