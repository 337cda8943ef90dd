#!/bin/sh
# Fails when a README names a file that is not there, or something "in" a file that does not hold it;
# and when the pictures that README.md shows are too large or are not made by their script.
# A name is what stands in backticks; CODE, ID, NAME and * stand for anything. The caption of an
# example and what stands behind a link to elsewhere are not ours.
# usage: tests/checks/tour.sh [SOURCE_FOLDER]
set -eu
cd "${1:-$(dirname "$0")/../..}"
bad=0

complain() {
    echo "$1"
    bad=1
}

# What the pattern names, seen from the root, from the README's folder, as part of kiosk/ or of a
# pack; a name without a folder is looked for everywhere.
files_of() {
    for place in . tests "$(dirname "$readme")" kiosk content content/sample-clinic; do
        for found in "$place"/$1; do
            [ -e "$found" ] && echo "$found"
        done
    done
    case $1 in
    */*) ;;
    *) find kiosk tests config content assets -name "$1" ;;
    esac
}

# One line for each: LINE file NAME; LINE link NAME; LINE word NAME; LINE in FILE NAME.
names_of() {
    awk '
    function is_file(s) { return s !~ /^\// && s ~ /^[A-Za-z0-9_.*\/-]+$/ && (s ~ /\/$/ || s ~ /[^.]\.(c|h|sh|json|md|py)$/) }
    function is_word(s) { return s ~ /^[a-z0-9]+(_[a-z0-9]+)+$/ || s ~ /^[A-Z][A-Z_0-9]+$/ }
    /^    / || /^`[^`]*`:$/ { next }
    {
        sub(/\]\(https?:.*/, "")
        count = split($0, part, "`")
        for (i = 2; i <= count; i += 2) {
            if (is_file(part[i])) print NR, "file", part[i]
            else if (is_word(part[i]) && part[i] ~ /_/) print NR, "word", part[i]
            if (part[i + 1] == " in " && is_file(part[i + 2]) && part[i] ~ /^[A-Za-z0-9_.]+$/) {
                sub(/.*\./, "", part[i])
                print NR, "in", part[i + 2], part[i]
            }
        }
        rest = $0
        while (match(rest, /\]\([^)#]+/)) {
            link = substr(rest, RSTART + 2, RLENGTH - 2)
            print NR, "link", link
            rest = substr(rest, RSTART + RLENGTH)
        }
    }' "$1"
}

check() {
    line=$1 kind=$2 name=$3 inside=${4-}
    pattern=$(printf '%s' "$name" | sed -E 's/\b(CODE|ID|NAME)\b/*/g')
    case $kind in
    file) [ -n "$(files_of "$pattern")" ] || complain "$readme:$line: there is no \`$name\`" ;;
    link) [ -e "$(dirname "$readme")/$name" ] || complain "$readme:$line: the link $name leads nowhere" ;;
    word) grep -rqw -- "$name" kiosk tests config content || complain "$readme:$line: nothing is called \`$name\`" ;;
    in)
        # shellcheck disable=SC2046 # file names here hold no blanks
        grep -qw -- "$inside" $(files_of "$pattern") /dev/null ||
            complain "$readme:$line: \`$name\` holds no \`$inside\`"
        ;;
    esac
}

list=$(mktemp)
trap 'rm -f "$list"' EXIT
for readme in README.md kiosk/README.md content/README.md config/README.md; do
    names_of "$readme" >"$list"
    while read -r line kind name inside; do
        check "$line" "$kind" "$name" "$inside"
    done <"$list"
done

# Whoever looks at README.md waits for its pictures: all of them together are small, and shown.
most=600000
size=$(cat assets/pictures/*.png | wc -c)
[ "$size" -le "$most" ] || complain "assets/pictures: $size bytes; at most $most"
for picture in assets/pictures/*.png; do
    grep -qF "]($picture)" README.md || complain "$picture: README.md does not show it"
    grep -qw "$(basename "$picture" .png)" assets/pictures/make.sh || complain "$picture: nothing makes it"
done

[ $bad -eq 0 ] && echo "tour: fine"
exit $bad
