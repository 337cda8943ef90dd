#!/bin/sh
# Fails when what `cmake --install` puts onto a machine is not whole: a file, a command that the man
# page or the appliance does not know, a unit that systemd does not understand, a link into nothing.
# usage: tests/checks/package.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
bad=0

complain() {
    echo "package: $1"
    bad=1
}

DESTDIR=$root cmake --install "$build" --prefix /usr >"$root/install.log" 2>&1 || {
    cat "$root/install.log"
    complain "cmake --install failed"
}

for file in usr/bin/kiosk usr/lib/physio-kiosk/kiosk-handout.so usr/lib/physio-kiosk/kiosk-fetch.so \
    usr/lib/physio-kiosk/stick usr/lib/physio-kiosk/kiosk-carrier \
    usr/lib/physio-kiosk/dark-screen usr/sbin/kiosk-appliance etc/physio-kiosk/kiosk.json \
    etc/physio-kiosk/theme.json usr/lib/systemd/system/physio-kiosk.service \
    usr/lib/systemd/system/physiokiosk.slice \
    usr/share/man/man1/kiosk.1.gz usr/share/man/man8/kiosk-appliance.8.gz \
    usr/share/doc/physio-kiosk/copyright usr/share/doc/physio-kiosk/changelog.gz \
    usr/share/bash-completion/completions/kiosk usr/share/physio-kiosk/assets/sounds/done.wav \
    usr/share/physio-kiosk/appliance/etc/udev/rules.d/70-power-switch.rules \
    usr/share/physio-kiosk/appliance/etc/udev/rules.d/90-physio-kiosk.rules; do
    [ -s "$root/$file" ] || complain "$file is missing"
done
[ "$(readlink "$root/usr/share/physio-kiosk/config")" = /etc/physio-kiosk ] ||
    complain "the settings of the machine are not those in /etc"

# Nothing of the sources is left out: the installed kiosk shows a screen from its own files alone.
ln -sfn "$root/etc/physio-kiosk" "$root/usr/share/physio-kiosk/config"
KIOSK_SHARE='' "$root/usr/bin/kiosk" check \
    "$root/usr/share/physio-kiosk/content" >"$root/check.log" 2>&1 || {
    cat "$root/check.log"
    complain "the installed kiosk finds fault with its content"
}
KIOSK_SHARE='' "$root/usr/bin/kiosk" shot home --size 800x480 --out "$root/home.png" \
    >"$root/shot.log" 2>&1 || {
    cat "$root/shot.log"
    complain "the installed kiosk draws nothing"
}
KIOSK_SHARE='' "$root/usr/bin/kiosk" handout lower-back-relief --out "$root/paper.pdf" \
    >"$root/handout.log" 2>&1 || {
    cat "$root/handout.log"
    complain "the installed kiosk prints no handout"
}

# The man page and the completion know every command.
commands=$("$root/usr/bin/kiosk" --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ -n "$commands" ] || complain "kiosk --help names no commands"
for command in $commands; do
    zcat "$root/usr/share/man/man1/kiosk.1.gz" | grep -qx "\.B $command" ||
        complain "kiosk.1 does not tell of: $command"
done
completed=$(PATH="$root/usr/bin:$PATH" bash -c '
    . "$0"
    COMP_WORDS=(kiosk "") COMP_CWORD=1
    _kiosk
    printf "%s\n" "${COMPREPLY[@]}"' "$root/usr/share/bash-completion/completions/kiosk")
[ "$completed" = "$commands" ] || complain "the completion offers: $completed"

# Units and drop-ins as systemd reads them; the programs they start are looked for on this machine.
units=$root/units
mkdir "$units"
for unit in "$root"/usr/lib/systemd/system/*; do
    sed -e "/^Exec/s,/usr/\(bin/kiosk\|lib/physio-kiosk\),$root/usr/\1," "$unit" \
        >"$units/$(basename "$unit")"
done
said=$(systemd-analyze verify --man=no --recursive-errors=no "$units/physio-kiosk.service" \
    "$units/physio-kiosk-stick@sdb1.service" "$units/physio-kiosk-stick-out.socket" \
    "$units/physio-kiosk-stick-out@0.service" "$units/physio-kiosk-pull.timer" \
    "$units/physio-kiosk-status.timer" 2>&1 | grep -F "$units" || :)
[ -z "$said" ] || complain "systemd says: $said"
for unit in physio-kiosk physio-kiosk-pull physio-kiosk-status; do
    exposed=$(systemd-analyze security --offline=yes --no-pager --threshold=15 "$units/$unit.service" \
        2>&1) ||
        complain "too much is open: $(printf '%s' "$exposed" | tail -1)"
done

[ $bad -eq 0 ] && echo "package: fine"
exit $bad
