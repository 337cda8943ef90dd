# Sourced by kiosk/run and tests/run: finds and installs the Debian packages that are missing.
# shellcheck shell=sh disable=SC2034

# What a build needs, and espeak-ng, which speaks. The reasons are in README.md.
packages_build="gcc libc6-dev cmake ninja-build pkg-config libsdl2-dev libsdl2-image-dev
    libsdl2-mixer-dev libasound2-dev libx11-dev libxcb-randr0-dev libxcb-dpms0-dev libdrm-dev libjpeg62-turbo-dev libpng-dev libwebp-dev libsdl2-ttf-dev
    libharfbuzz-dev libfribidi-dev libcjson-dev libqrencode-dev libsqlite3-dev libarchive-dev
    liblz4-dev libutf8proc-dev libicu-dev libxml2-dev libpango1.0-dev libcrypt-dev
    libsodium-dev libcurl4-openssl-dev
    librsvg2-bin espeak-ng"

# What the tests need besides.
packages_tests="git python3 libcmocka-dev clang libclang-rt-dev llvm clang-format clang-tidy
    shellcheck jq python3-jsonschema xvfb xdotool xserver-xorg-core xserver-xorg-video-dummy
    x11-xserver-utils cage xwayland grim zbar-tools poppler-utils systemd minisign openssl"

packages_say() {
    printf '%s\n' "$*" >&2
}

packages_missing() {
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=
        [ "$status" = installed ] || printf '%s\n' "$package"
    done
}

# As root, with sudo where needed.
packages_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        packages_say "Installing needs root, and sudo is not here: run this as root once."
        return 1
    fi
}

packages_apt() {
    packages_root env DEBIAN_FRONTEND=noninteractive apt-get "$@"
}

packages_agreed() {
    [ "$1" = yes ] && return 0
    if ! [ -t 0 ]; then
        packages_say "Nobody is here to ask: call again with --yes to install them."
        return 1
    fi
    printf 'Install them now? [Y/n] ' >&2
    read -r answer || return 1
    case $answer in
    '' | y | Y | yes | Yes) return 0 ;;
    *) return 1 ;;
    esac
}

# packages_need yes|ask PACKAGE...: 0 when all of them are there in the end, else 3.
packages_need() {
    agreed=$1
    shift
    if ! command -v dpkg-query >/dev/null; then
        packages_say "This is not a Debian system; these packages are needed: $*"
        return 3
    fi
    missing=$(packages_missing "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    packages_say "Missing Debian packages: $missing"
    packages_agreed "$agreed" || return 3
    # shellcheck disable=SC2086 # a list of words
    packages_apt install -y --no-install-recommends $missing && return 0
    packages_say "Fetching the package lists first."
    # shellcheck disable=SC2086
    packages_apt update && packages_apt install -y --no-install-recommends $missing && return 0
    packages_say "The packages could not be installed."
    return 3
}
