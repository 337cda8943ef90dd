#!/bin/sh
# Fails when a module includes another that it may not know. The one list of who may include whom.
# usage: tests/checks/includes.sh [SOURCE_FOLDER]
set -eu
cd "${1:-$(dirname "$0")/../..}"

# module: the modules it may include, besides itself and base. One with a / is a single header.
allowed='
main: cli
cli: app voice clinic platform content figure config json handout fetch screens/screen.h screens/parts.h screens/take_home.h session/session.h store/kept.h store/owner.h store/state.h store/store.h store/wall.h store/whole_file.h packs/pack_find.h packs/packs.h packs/unpacked.h ui/said.h ui/stage.h
app: staff clinic screens session content config store ui voice/utterance.h
staff: clinic screens ui content session store config
clinic: content config json store packs carrier/wire.h
screens: ui session content store figure/clip.h config/hours.h
session: content figure/clip.h
content: json figure packs/own_id.h packs/pack_find.h packs/unpacked.h
figure:
config: json
store:
voice: store/owner.h store/store_path.h store/whole_file.h
packs: json store
ui: config/theme.h
platform: ui config/theme.h session/cue.h
json:
handout:
fetch:
carrier: store/part.h
base:
'

# library header: who alone may include it, modules, or with a / files.
fenced='
SDL2/: platform
SDL: platform
SDL_ttf: platform/face.c
SDL_mixer: platform/mixer.c
alsa/: platform/mixer.c
jpeglib: platform
png: platform
webp/: platform
X11/: platform
xcb/: platform
xf86drm: platform/power.c
ft2build: nobody
hb: platform/harfbuzz.c
fribidi: platform
cjson/: json
sqlite3: store
archive: packs
sodium: packs/signature.c voice/cache.c
curl/: fetch
lz4: figure
utf8proc: base
unicode/: base/words.c
libxml/: cli
crypt.h: clinic/pin.c
qrencode: screens
pango/: handout
cairo: handout
fontconfig/: handout
glib: handout
'

find kiosk -name '*.[ch]' | sort | xargs awk -v allowed="$allowed" -v fenced="$fenced" '
function complain(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }
BEGIN {
    count = split(allowed, lines, "\n")
    for (i = 1; i <= count; i++) {
        words = split(lines[i], word, /[: ]+/)
        if (words == 0) continue
        may[word[1], word[1]] = may[word[1], "base"] = 1
        known[word[1]] = 1
        for (j = 2; j <= words; j++) may[word[1], word[j]] = 1
    }
    count = split(fenced, lines, "\n")
    for (i = 1; i <= count; i++)
        if (split(lines[i], word, ": ") == 2) fence[word[1]] = word[2]
}
function lets_in(who) { return index(" " who " ", " " module " ") || index(" " who " ", " " substr(FILENAME, 7) " ") }
FNR == 1 {
    parts = split(FILENAME, part, "/")
    module = parts > 2 ? part[2] : part[2] == "main.c" ? "main" : part[2]
    if (!(module in known)) complain("module " module " is not in the list of this check")
}
/^#include "/ {
    split($0, quoted, "\"")
    header = quoted[2]
    if (split(header, h, "/") < 2) complain("#include \"" header "\" names no module")
    else if (!((module, h[1]) in may) && !((module, header) in may))
        complain(module " may not include " header)
}
/^#include </ {
    split($0, quoted, /[<>]/)
    for (f in fence)
        if (index(quoted[2], f) == 1 && !lets_in(fence[f]))
            complain("only " fence[f] " may include <" quoted[2] ">")
}
# Time is an argument: only the edges read a clock, and only cli that on the wall.
/[^a-z_]time\(NULL\)|wall_now\(/ {
    if (module != "cli" && FILENAME !~ "^kiosk/store/wall[.][ch]$")
        complain("reads the clock on the wall; time is an argument here")
}
/date\(.now|strftime\(.*.now/ {
    complain("has SQLite read the clock; time is an argument here")
}
/clock_gettime|gettimeofday|SDL_GetTicks/ {
    if (module != "cli" && module != "platform" && FILENAME !~ "^kiosk/base/thread[.]c$")
        complain("reads a clock; time is an argument here")
}
# One place takes memory, with one answer to there being none; and nobody else ends the process.
/[^a-z_>.](malloc|calloc|realloc|reallocarray|aligned_alloc|strdup|strndup|v?asprintf|abort|exit)\(/ {
    if (FILENAME != "kiosk/base/memory.c") complain("takes memory, or ends, by itself; see base/memory.h")
}
END { exit bad }'
echo "includes: fine"
