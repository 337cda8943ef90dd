#!/bin/sh
# Takes the pictures of README.md again, from the kiosk as it is built, with sample state.
# Needs Debian's imagemagick; nothing else here does.
# usage: assets/pictures/make.sh [KIOSK]
set -eu
cd "$(dirname "$0")/../.."
kiosk=${1:-build/kiosk}
to=assets/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shot FILE SCREEN [OPTION...]: as large as the screen it is for.
shot() {
    file=$1
    shift
    "$kiosk" shot "$@" --log error --out "$work/$file.png"
}

# palette FROM TO: few colours, no grain, which no picture of drawn things needs; the same bytes for
# the same picture.
palette() {
    convert "$1" -dither None -colors 160 -strip -define png:exclude-chunk=time,date \
        -define png:compression-level=9 "PNG8:$2"
}

# wide FILE SCREEN [OPTION...]
wide() {
    shot "$@"
    convert "$work/$1.png" -filter Lanczos -resize 1280x720 "$work/$1-wide.png"
    palette "$work/$1-wide.png" "$to/$1.png"
}

wide home home
wide player player:lower-back-relief:3 --at 69
wide red-flags red-flags:ease-sciatic-pain
wide builder staff-builder
wide arabic overview:lower-back-relief --lang ar

# Three in portrait, side by side.
shot one home --size 1080x1920
shot two player:from-your-chair:2 --size 1080x1920 --at 52
shot three take-home:ease-sciatic-pain --size 1080x1920 --lang es
for one in one two three; do
    convert "$work/$one.png" -filter Lanczos -resize 405x720 "$work/$one-small.png"
done
convert -size 1280x720 'xc:#D8EAE5' \
    "$work/one-small.png" -geometry +16+0 -composite \
    "$work/two-small.png" -geometry +437+0 -composite \
    "$work/three-small.png" -geometry +859+0 -composite "$work/portrait.png"
palette "$work/portrait.png" "$to/portrait.png"

ls -l "$to"/*.png
