#include "screens/take_home.h"

#include <qrencode.h>
#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { VERSIONS = 40, NEXT_VERSION = 4 /* modules more per side */ };

/* Bytes at level L by version (ISO/IEC 18004, table 7). */
static const short level_l_bytes[VERSIONS] = {
    17,   32,   53,   78,   106,  134,  154,  192,  230,  271,  321,  367,  425,  458,
    520,  586,  644,  718,  792,  858,  929,  1003, 1091, 1171, 1273, 1367, 1465, 1528,
    1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953};

static int side(int version)
{
    return 17 + 4 * version;
}

/* What libqrencode takes to say that the bytes are UTF-8 (see make_code). */
enum { ECI_BYTES = 3 };

static size_t version_room(int version)
{
    return (size_t)level_l_bytes[version - 1] - ECI_BYTES;
}

size_t take_home_room(int modules)
{
    int version = (modules - 17) / 4;
    if (version < 1)
        return 0;
    return version_room(version < VERSIONS ? version : VERSIONS);
}

static int version_for(size_t bytes)
{
    int version = 1;
    while (version < VERSIONS && version_room(version) < bytes)
        version++;
    return version;
}

/* The smallest code from `version` on that holds the text; NULL when none does. A code's bytes are
 * Latin-1 unless it says otherwise: then it says UTF-8 (assignment number 26, AIM ECI). */
static QRcode *make_code(const char *text, int version, QRecLevel level)
{
    memory_watch();
    QRinput *input = QRinput_new2(version, level);
    if (!input)
        return NULL;
    QRcode *made = NULL;
    if ((utf8_is_ascii(text) || QRinput_appendECIheader(input, 26) == 0) &&
        QRinput_append(input, QR_MODE_8, (int)strlen(text), (const unsigned char *)text) == 0)
        made = QRcode_encodeInput(input);
    QRinput_free(input);
    memory_ask("qrencode"); /* not a smaller code instead */
    return made;
}

/* False when it takes a larger version. */
static bool encode(struct take_home *code, const char *text, int version, QRecLevel level)
{
    QRcode *made = make_code(text, version, level);
    if (!made)
        return false;
    bool fits = made->width == side(version);
    for (int i = 0; fits && i < made->width * made->width; i++)
        code->modules[i] = made->data[i] & 1;
    code->size = fits ? made->width : 0;
    QRcode_free(made);
    return fits;
}

/* A screen has no scratches: level M is nice to have, L reads as well. */
static void encode_any(struct take_home *code, const char *text, int version)
{
    if (!encode(code, text, version, QR_ECLEVEL_M))
        encode(code, text, version, QR_ECLEVEL_L);
}

static size_t longest(const struct take_home_texts *texts)
{
    size_t most = 0;
    for (size_t i = 0; i < texts->count; i++)
        most = strlen(texts->items[i]) > most ? strlen(texts->items[i]) : most;
    return most;
}

/* Of all that is said, in one text, and how it is parted. */
static uint64_t key_of(const struct strings *strings, struct arena *arena,
                       const struct routine *routine, int most_modules)
{
    struct take_home_texts whole = take_home_texts(strings, arena, routine, SIZE_MAX);
    uint64_t hash = hash_bytes((uint64_t)most_modules, whole.items[0], strlen(whole.items[0]));
    return hash ? hash : 1;
}

void take_home_update(struct take_home *code, const struct strings *strings, struct arena *arena,
                      const struct routine *routine, int most_modules, int which)
{
    uint64_t key = key_of(strings, arena, routine, most_modules);
    if (key == code->key && code->count > 0 && which % code->count == code->shown)
        return;
    int modules = most_modules < TAKE_HOME_GOOD_MODULES ? most_modules : TAKE_HOME_GOOD_MODULES;
    struct take_home_texts texts =
        take_home_texts(strings, arena, routine, take_home_room(modules));
    while (texts.count > TAKE_HOME_FEW && (modules += NEXT_VERSION) <= most_modules)
        texts = take_home_texts(strings, arena, routine, take_home_room(modules));
    code->key = key;
    code->count = (int)texts.count;
    code->shown = which % code->count;
    encode_any(code, texts.items[code->shown], version_for(longest(&texts)));
}
