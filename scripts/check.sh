#!/usr/bin/env bash
# Everything that a machine can hold, one line each; all faults are shown before it fails.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()

step() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "✓ $name"
    else
        echo "✗ $name"
        printf '%s\n' "$output" | tail -n 60
        failed+=("$name")
    fi
}

no_hosts_in_locks() { ! grep -nE 'https?://|^--|index-url' requirements/*.txt; }
templates() { git ls-files '*/templates/*.html' | xargs -r $bin/djade --check --target-version 5.2; }

step "ruff: lint" $bin/ruff check --quiet .
step "ruff: format" $bin/ruff format --check --quiet .
step "mypy" $bin/mypy
step "import-linter" $bin/lint-imports
step "djade: templates" templates
step "migrations agree with models" $bin/python manage.py makemigrations --check --dry-run
step "Django's own checks" $bin/python manage.py check
step "generated pages are fresh" $bin/python scripts/docs.py --check
step "message catalogues hold every text" $bin/python scripts/messages.py check
step "locks hold no host" no_hosts_in_locks

if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}" >&2
    exit 1
fi
