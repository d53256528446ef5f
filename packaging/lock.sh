#!/bin/sh
# Writes the lock files anew from pyproject.toml, for all supported Pythons and systems at once.
# Called by `make lock`; arguments (such as --upgrade or --upgrade-package NAME) go to uv.
set -eu
cd "$(dirname "$0")/.."
locks=packaging/locks
python=.venv/bin/python

"$python" -m pip install --quiet --disable-pip-version-check uv

compile() {
    "$python" -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}

# The largest first; the others follow its versions.
compile pyproject.toml "$locks/build.in" --extra semantic --group dev --output-file "$locks/dev.txt" "$@"
compile pyproject.toml --extra semantic --constraint "$locks/dev.txt" --output-file "$locks/run.txt"
compile "$locks/build.in" --constraint "$locks/dev.txt" --output-file "$locks/build.txt"
echo "Wrote $locks/dev.txt, run.txt and build.txt."
