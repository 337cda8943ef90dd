#!/bin/sh
# Writes a pack as large as a kiosk must bear, to measure loading and scrolling with.
# usage: tests/bench/make_pack.sh OUT [EXERCISES [ROUTINES [PICTURES]]]
set -eu
out=${1:?usage: make_pack.sh OUT [EXERCISES [ROUTINES [PICTURES]]]}
exercises=${2:-5000}
routines=${3:-1000}
pictures=${4:-$((exercises * 2 / 5))}

[ -e "$out" ] && { echo "$out is already there" >&2; exit 2; }
mkdir -p "$out/exercises" "$out/routines" "$out/pages" "$out/images"
cat >"$out/pack.json" <<'JSON'
{"id": "large", "name": "Large pack", "version": "1.0", "format": 1, "languages": ["en"]}
JSON
cat >"$out/pages/red-flags.json" <<'JSON'
{"id": "red-flags", "title": "Before you start", "sections": [{"list": ["Fever"]}]}
JSON

# Each in colours of its own. Two exercises of five have one, among them the first of every routine.
python3 - "$out/images" "$pictures" <<'PYTHON'
import struct, sys, zlib

WIDTH, HEIGHT = 480, 320

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

head = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
for n in range(int(sys.argv[2])):
    top, bottom = bytes((n * 7 % 256, n * 3 % 200, 90)), bytes((60, 140, n * 11 % 256))
    rows = (b"\0" + top * WIDTH) * (HEIGHT // 2) + (b"\0" + bottom * WIDTH) * (HEIGHT // 2)
    with open(f"{sys.argv[1]}/picture-{n:05}.png", "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))
PYTHON

awk -v out="$out" -v exercises="$exercises" -v routines="$routines" -v pictures="$pictures" '
function pick(list, n,    words, count) {
    count = split(list, words, " ")
    return words[int(n) % count + 1]
}
function exercise(n,    file) {
    file = sprintf("%s/exercises/exercise-%05d.json", out, n)
    printf "{\n  \"id\": \"exercise-%05d\",\n  \"name\": \"%s %s %d\",\n", n,
        pick("Slow Gentle Deep Wide Long", n), pick("stretch bend turn reach lift", n / 5), n > file
    printf "  \"summary\": \"Loosens the %s and takes the load off the lower back.\",\n",
        pick("hips shoulders thighs neck", n) > file
    printf "  \"position\": \"%s\",\n  \"body_regions\": [\"%s\"],\n",
        pick("supine prone kneeling chair standing", n),
        pick("lower-back hips neck shoulders legs", n / 3) > file
    printf "  \"conditions\": [\"stiffness\"],\n  \"equipment\": [\"%s\"],\n", pick("mat chair wall", n) > file
    printf "  \"sides\": \"%s\",\n", pick("none each alternate", n) > file
    printf "  \"dose\": {\"sets\": %d, \"reps\": 3, \"hold_s\": %d},\n", n % 3 + 1, n % 20 + 5 > file
    print "  \"steps\": [" > file
    print "    {\"role\": \"setup\", \"text\": \"Get into place and let the shoulders drop.\"}," > file
    print "    {\"role\": \"move\", \"text\": \"Move slowly until you feel a gentle pull, then stay there.\"}," > file
    print "    {\"role\": \"breathe\", \"text\": \"Breathe in and out without holding your breath.\"}," > file
    print "    {\"role\": \"safety\", \"text\": \"Make the movement smaller when it hurts.\"}" > file
    print "  ],\n  \"benefits\": [\"Makes walking easier\", \"Eases a stiff morning\"]," > file
    print "  \"stop_if\": [\"The pain gets sharper\", \"It runs down the leg\"]," > file
    if (n % 5 < 2 && int(n / 5) * 2 + n % 5 < pictures)
        printf "  \"images\": [{\"file\": \"images/picture-%05d.png\", \"alt\": \"Two colours\"}],\n",
            int(n / 5) * 2 + n % 5 > file
    if (n % 4 == 1)
        printf "  \"easier\": \"exercise-%05d\",\n", n - 1 > file
    print "  \"sources\": [\"Made up to measure with.\"]\n}" > file
    close(file)
}
function routine(n,    file, steps, i) {
    file = sprintf("%s/routines/routine-%04d.json", out, n)
    printf "{\n  \"id\": \"routine-%04d\",\n  \"name\": \"%s %s %d\",\n", n,
        pick("Morning Evening Quick Quiet", n), pick("back hips neck legs", n / 4), n > file
    printf "  \"summary\": \"%s\",\n",
        n % 3 ? "Two rounds of stretches for people who sit all day long." : "Eases a stiff lower back." > file
    printf "  \"conditions\": [\"stiffness\"],\n  \"body_regions\": [\"%s\", \"%s\"],\n  \"steps\": [\n",
        pick("lower-back hips neck", n), pick("legs core whole-body arms", n) > file
    steps = n % 7 + 3
    for (i = 0; i < steps; i++)
        printf "    {\"exercise\": \"exercise-%05d\"}%s\n", (n * 5 + i) % exercises,
            i < steps - 1 ? "," : "" > file
    printf "  ],\n  \"color\": \"%s\"\n}\n", pick("mint sand lilac sky", n) > file
    close(file)
}
BEGIN {
    for (n = 0; n < exercises; n++) exercise(n)
    for (n = 0; n < routines; n++) routine(n)
}'
