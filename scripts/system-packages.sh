#!/bin/sh
# Provide the programs that only the tests use: browsers, Virtuoso, a JDK, Maven, Node.js, a Chinese font.
# As root with apt, install what is missing. Otherwise list it and exit successfully: tests whose program is missing are
# skipped and say so (or fail, with KG_REQUIRE_ENGINES=1).
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

# One line per program: a check that it is there || Debian's package | its name elsewhere
missing_packages=""
missing_names=""
want() {
    missing_packages="$missing_packages $1"
    missing_names="$missing_names
    $2"
}
look() {
    missing_packages=""
    missing_names=""
    have chromium || have chromium-browser || have google-chrome || want chromium "Chromium or Chrome"
    have chromedriver || want chromium-driver "ChromeDriver, of the browser's own version (Ubuntu: chromium-chromedriver)"
    have firefox || have firefox-esr || want firefox-esr "Firefox"
    have virtuoso-t || want virtuoso-opensource-7-bin "Virtuoso Open Source 7 (the program virtuoso-t)"
    have javac || want default-jdk-headless "a JDK, 17 or newer"
    have mvn || want maven "Maven (the program mvn), which downloads the Java programs that the tests run"
    have node || want nodejs "Node.js, 18 or newer"
    have npm || want npm "npm"
    have fc-list && fc-list ':lang=zh' 2>/dev/null | grep -q . || want "fontconfig fonts-noto-cjk" "a font with Chinese characters (Noto Sans CJK)"
}

install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}

look
[ -n "$missing_packages" ] || exit 0

if have apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing for the tests:$missing_packages …" >&2
    # The JDK's installer links manual pages into a folder that slim images lack.
    mkdir -p /usr/share/man/man1
    apt-get update -qq -o DPkg::Lock::Timeout=120 || echo "apt-get update failed; continuing with the existing lists." >&2
    # shellcheck disable=SC2086  # a list of words
    if ! install $missing_packages; then
        # A package that this release lacks must not block the others. Node.js comes first: some builds include npm.
        for package in $missing_packages; do
            [ "$package" = npm ] && have npm && continue
            install "$package" || echo "apt-get could not install $package." >&2
        done
    fi
    look
    [ -n "$missing_packages" ] || exit 0
fi

echo "Missing on this machine, so the tests that need them will not run:$missing_names" >&2
if have apt-get; then
    echo "To install them:  sudo apt-get install$missing_packages" >&2
else
    echo "Install them with your system's package manager, then run make test again." >&2
fi
