#!/bin/sh
# The real kiosk in a real window, while files are edited under it.
# usage: tests/flow/reload.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

own_display 1024x768

# ---- files of its own ----
share=$work/share
rm -rf "$share"
mkdir -p "$share/assets"
for folder in fonts icons lang; do
    cp -rL "$(dirname "$kiosk")/share/assets/$folder" "$share/assets/$folder"
done
cp -r "$source_dir/content" "$source_dir/config" "$share"
sed -i 's/"store_file": ""/"store_file": ":memory:"/' "$share/config/kiosk.json"
export KIOSK_SHARE="$share"
exercise=$share/content/exercises/knee-to-chest.json

start_kiosk
sed -i 's/^  "name": .*/  "name": "Another name",/' "$exercise"
expect_soon "event=content exercises="
[ "$(tail -n "+$((seen + 1))" "$log" | grep -c 'event=content exercises=')" = 1 ] ||
    fail "one save, more than one reload: $(cat "$log")"

mark
cp "$exercise" "$work/good.json"
sed -i '12d' "$exercise"
sed -i '$d' "$exercise"
expect_soon "event=content_rejected at="
expect_soon "knee-to-chest.json:"

mark
cp "$work/good.json" "$work/again.json"
mv "$work/again.json" "$exercise"
expect_soon "event=content exercises="

mark
sed -i 's/"background": "#F5F3EE"/"background": "#102030"/' "$share/config/theme.json"
expect_soon "event=theme file="

mark
printf '{"idle": {"ask_s": 75},}\n' >"$share/config/kiosk.json"
expect_soon "config/kiosk.json:1:"

mark
mv "$share/content" "$share/away"
expect_soon "event=content_rejected"
mark
mv "$share/away" "$share/content"
expect_soon "event=content exercises="

end_kiosk
echo "reload: fine"
