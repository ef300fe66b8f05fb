#!/usr/bin/env bash
# Install the Debian packages of requirements/apt.txt that are missing, where that is possible; otherwise say so loudly.
set -uo pipefail
cd "$(dirname "$0")/.."

command -v dpkg-query >/dev/null || exit 0
missing=()
for package in $(grep -vE '^(#|$)' requirements/apt.txt); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && [ -n "${CI:-}" ]; then
    echo "· apt: ${missing[*]}"
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1; then
        exit 0
    fi
    echo "!! apt could not install: ${missing[*]}" >&2
    exit 1
fi
echo "!! BROWSER TESTS AND PICTURES ARE LEFT OUT: install ${missing[*]} (apt install ${missing[*]})" >&2
exit 0
