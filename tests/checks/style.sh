#!/bin/sh
# Fails on unformatted C, unfinished marks, paths of one machine and JSON that does not parse.
# Reports large files and functions without failing.
# usage: tests/checks/style.sh [SOURCE_FOLDER]
set -eu
cd "${1:-$(dirname "$0")/../..}"
bad=0

complain() {
    echo "$1"
    bad=1
}

if git rev-parse --git-dir >/dev/null 2>&1; then
    files=$(git ls-files)
else
    files=$(find . -type f -not -path './.git/*' -not -path './build*' | sed 's|^\./||')
fi
files=$(for f in $files; do [ -f "$f" ] && echo "$f"; done)
kind() {
    echo "$files" | grep -E "$1" || true
}

sources=$(kind '\.[ch]$')
texts=$(kind '\.([ch]|sh|md|json|txt|cmake|service|rules)$|/run$')
jsons=$(kind '\.json$' | grep -vE '^tests/(bad_content|torture|fuzz)/' || true)

if command -v clang-format >/dev/null; then
    # shellcheck disable=SC2086 # file names here hold no blanks
    clang-format --dry-run -Werror $sources || complain "clang-format: see above"
else
    echo "clang-format is not here: formatting not checked"
fi

# The marks are spelt apart, so that this file does not find itself.
# shellcheck disable=SC2086
if grep -nE '\b(TO''DO|FIX''ME|XX''X)\b' $texts; then
    complain "unfinished marks: see above"
fi
# shellcheck disable=SC2086
if grep -nE '(^|[^[:alnum:]_.$}])/(home|work|root|Users|mnt)/' $texts; then
    complain "paths of one machine: see above"
fi

for f in $jsons; do
    jq empty "$f" >/dev/null 2>&1 || complain "$f: $(jq empty "$f" 2>&1 | head -1)"
done

# What stands at the top of the tree is the whole list.
strange=$(echo "$files" | sed 's|/.*||' | sort -u |
    grep -vxE '\..*|kiosk|assets|content|config|tests|CMakeLists\.txt|README\.md' || true)
[ -z "$strange" ] || complain "does not belong at the top of the tree: $strange"

# The logger quotes what needs it.
# shellcheck disable=SC2086,SC2046
if grep -nE '[a-z_]=\\"' $(kind '^kiosk/.*\.[ch]$'); then
    complain "quotes round a value of the log: see above"
fi

# shellcheck disable=SC2086
awk 'FNR == 1 { lines[FILENAME] = 0 } { lines[FILENAME]++ }
    END { for (f in lines) if (lines[f] > 500) print "long file: " f ": " lines[f] " lines" }' $sources
# shellcheck disable=SC2086
awk '/^[a-z].*\)$/ { name = $0 } /^{/ { start = FNR }
    /^}/ && start && FNR - start > 60 { print "long function: " FILENAME ":" start ": " FNR - start " lines: " name }
    /^}/ { start = 0 }' $sources

[ $bad -eq 0 ] && echo "style: fine"
exit $bad
