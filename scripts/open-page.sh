#!/bin/sh
# Open a page in the reader's browser if there is a screen, and always print its path.
# Never waits, and does not fail without a screen.
set -u

page=$1
if [ ! -f "$page" ]; then
    echo "There is no $page; run 'make explore' in the project's folder." >&2
    exit 1
fi
path=$(cd "$(dirname "$page")" && pwd)/$(basename "$page")

if [ -z "${CI:-}" ]; then
    case $(uname -s) in
        Darwin) [ -z "${SSH_CONNECTION:-}" ] && open "$path" ;;
        MINGW* | MSYS* | CYGWIN*) start "" "$path" ;;
        *)
            if grep -qi microsoft /proc/version 2>/dev/null && command -v wslview >/dev/null 2>&1; then
                wslview "$path"
            elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null 2>&1; then
                xdg-open "$path" >/dev/null 2>&1 </dev/null &
            fi
            ;;
    esac
fi
printf '\nThe explorer is one file. Open it in any browser; it works offline:\n    %s\n' "$path"
