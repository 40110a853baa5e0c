#!/bin/sh
# Create a virtual environment in the given folder (.venv) with the first Python that is new enough.
# Installs Python's venv module if allowed to (root with apt); otherwise says what to install. Installs no requirements:
# the Makefile does that, from setup.cfg.
set -eu

folder=$1
oldest="3.11"
modern='import sys; sys.exit(sys.version_info < (3, 11))'

python=""
for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$modern" >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "No Python $oldest or newer was found. Install one (or name it: make PYTHON=/path/to/python3 …), then run make again." >&2
    exit 1
fi

if "$folder/bin/python" -c "$modern" >/dev/null 2>&1 && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0  # it is already there; pip updates it
fi

# Debian and Ubuntu ship ensurepip in a separate package. Check first what the interpreter can import, so that a failure
# below is a real one.
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing $package, which Debian keeps apart from Python …" >&2
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq -o DPkg::Lock::Timeout=120
        apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$package" >&2
    else
        echo "This Python ($python) cannot make environments. Install its venv module, then run make again:" >&2
        echo "    sudo apt-get install $package        (Debian, Ubuntu; elsewhere a Python from your system's packages has it)" >&2
        exit 1
    fi
fi

echo "Making $folder with $("$python" --version) …" >&2
rm -rf "$folder"
"$python" -m venv "$folder"
