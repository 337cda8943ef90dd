#!/bin/sh
# `kiosk pull` from a web server and from a share: signed packs, what has not changed, what breaks
# off, what is refused, and that the kiosk itself holds nothing that speaks to a network.
# usage: tests/flow/pull.sh KIOSK WORK_FOLDER
set -eu
# shellcheck source=tests/support/e2e.sh
. "$(dirname "$0")/../support/e2e.sh"

rm -rf "$work/state" "$work/web" "$work/keys" "$work/clinic" "$work"/*.pem "$work"/*.port "$work"/*.key "$work"/*.pub
mkdir -p "$work/web" "$work/keys" "$work/clinic/routines"
cd "$work"
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy CURL_CA_BUNDLE
printf '{"content": {"keys_dir": "keys"}}\n' >kiosk.json

# make_pack VERSION: web/clinic.zip, not signed.
make_pack() {
    printf '{"id": "clinic", "name": "Clinic Nord", "version": "%s", "format": 1}\n' "$1" \
        >clinic/pack.json
    printf '{"id": "ours", "name": "Ours", "steps": [{"exercise": "cobra"}]}\n' \
        >clinic/routines/ours.json
    rm -f web/clinic.zip
    python3 -m zipfile -c web/clinic.zip clinic/
}

sign() {
    minisign -S -W -s nord.key -m web/clinic.zip >/dev/null 2>&1
}

pull() {
    "$kiosk" pull --config "$work/kiosk.json" "$@"
}

expect_version() {
    grep -qF "\"version\": \"$1\"" "$work/state/packs/clinic/pack.json" ||
        fail "not version $1: $(cat "$work/state/packs/clinic/pack.json")"
}

# expect_asked LINES: what the server was asked for since the last time.
asked=0
expect_asked() {
    tail -n "+$((asked + 1))" web.log >now
    asked=$(wc -l <web.log)
    printf '%s' "$1" | diff - now >/dev/null || fail "the server was asked: $(cat now)"
}

# serve NAME [CERTIFICATE]: $port
serve() {
    "$source_dir/tests/support/web.py" web "$1.port" ${2:+"$2"} >"$1.log" 2>&1 &
    servers="$servers $!"
    tries=100
    while ! [ -s "$1.port" ]; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "the server does not start: $(cat "$1.log")"
        sleep 0.1
    done
    port=$(cat "$1.port")
}
servers=
stop_servers() {
    # shellcheck disable=SC2086 # one word each
    [ -z "$servers" ] || kill $servers 2>/dev/null || true
}
trap stop_servers EXIT

# ---- the call ----
expect_code 2 pull
expect_word err "content.pull_url of the settings names none"
expect_code 2 pull ftp://127.0.0.1/clinic.zip
expect_word err "must begin with https://"
expect_code 2 pull file://server/clinic.zip

# ---- a share ----
make_pack 1.0
expect_code 0 pull "$work/web/clinic.zip"
expect_version 1.0
expect_code 0 pull "file://$work/web/clinic%2Ezip"
expect_word err "installed already"
expect_code 0 pull "file://$work/web/clinic%2Ezip"
expect_word err "not changed"
expect_code 3 pull "$work/nowhere/clinic.zip"

# ---- a server, and keys ----
make_pack 1.1
serve web
expect_code 1 pull "http://127.0.0.1:$port/clinic.zip"
expect_word err "anybody on the way"
minisign -G -W -p keys/nord.pub -s nord.key >/dev/null 2>&1
size=$(wc -c <web/clinic.zip)
url=http://127.0.0.1:$port/clinic.zip
expect_code 1 pull "$url"
expect_word out "is not signed"
expect_version 1.0
expect_asked "GET /clinic.zip 200 $size
GET /clinic.zip.minisig 404 12
"
# The signature comes later: the pack is not got again.
sign
expect_code 0 pull "$url"
expect_version 1.1
expect_asked "GET /clinic.zip 304 0
GET /clinic.zip.minisig 200 $(wc -c <web/clinic.zip.minisig)
"
expect_code 0 pull "$url"
expect_word err "not changed"
expect_asked "GET /clinic.zip 304 0
"
[ ! -e state/pull.zip ] || fail "what is installed is kept twice"

# ---- it breaks off, and goes on ----
make_pack 1.2
sign
size=$(wc -c <web/clinic.zip)
echo 200 >web/clinic.zip.break
expect_code 3 pull "$url"
expect_word err "the next call goes on from there"
expect_version 1.1
printf '{"content": {"keys_dir": "keys", "pull_url": "%s", "pull_rate_kib": 1024}}\n' "$url" >kiosk.json
expect_code 0 pull
expect_version 1.2
expect_asked "GET /clinic.zip 200 200
GET /clinic.zip 206 $((size - 200))
GET /clinic.zip.minisig 200 $(wc -c <web/clinic.zip.minisig)
"
# A server that gives another part than was asked for.
make_pack 1.2.1
sign
size=$(wc -c <web/clinic.zip)
echo 200 >web/clinic.zip.break
expect_code 3 pull
touch web/clinic.zip.odd
expect_code 0 pull
expect_version 1.2.1
expect_asked "GET /clinic.zip 200 200
GET /clinic.zip 206 $((size - 201))
GET /clinic.zip 200 $size
GET /clinic.zip.minisig 200 $(wc -c <web/clinic.zip.minisig)
"
# Another version meanwhile: the beginning of the first is of no use.
make_pack 1.3
echo 200 >web/clinic.zip.break
expect_code 3 pull
make_pack 1.4
sign
expect_code 0 pull
expect_version 1.4

# ---- signed by somebody else ----
make_pack 1.5
minisign -G -W -f -p other.pub -s nord.key >/dev/null 2>&1
sign
expect_code 1 pull
expect_word out "is signed with a key that this kiosk does not know"
expect_version 1.4
# The server goes away: what is there stays.
stop_servers
expect_code 3 pull
expect_version 1.4

# ---- HTTPS, from whom nobody knows, and from whom the site knows ----
cp other.pub keys/
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem >/dev/null 2>&1
cat key.pem cert.pem >both.pem
serve safe both.pem
expect_code 3 pull "https://localhost:$port/clinic.zip"
expect_version 1.4
export CURL_CA_BUNDLE="$work/cert.pem"
expect_code 0 pull "https://localhost:$port/clinic.zip?clinic=nord"
expect_version 1.5

# ---- the kiosk itself holds nothing that speaks to a network ----
! ldd "$kiosk" | grep -E 'libcurl|libssl|libgnutls' || fail "the program is linked to a network library"

echo "pull: fine"
