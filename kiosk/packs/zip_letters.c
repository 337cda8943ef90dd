#include "packs/zip_letters.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* As iconv calls them; the first one but UTF-8 reads any bytes at all. */
static const char *const names[ZIP_LETTERS_COUNT] = {
    "UTF-8",  "CP850",  "CP437", "GBK",    "GB18030", "BIG5",   "BIG5-HKSCS", "CP932",
    "EUC-JP", "CP949",  "CP866", "CP1251", "CP1125",  "KOI8-R", "KOI8-U",     "CP855",
    "CP1256", "CP864",  "CP862", "CP1255", "CP1252",  "CP858",  "CP852",      "CP1250",
    "CP857",  "CP1254", "CP737", "CP869",  "CP1253",  "CP775",  "CP1257",     "CP865",
    "CP861",  "CP860",  "CP863", "CP874",  "CP1258",  "CP720",
};

/* The letters of DOS in Arabic countries, which iconv lacks: 0x80 to 0xFF, after the table of
 * Microsoft's code page 720. */
static const uint16_t cp720[128] = {
    0x0080, 0x0081, 0x00E9, 0x00E2, 0x0084, 0x00E0, 0x0086, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x008D, 0x008E, 0x008F, 0x0090, 0x0651, 0x0652, 0x00F4, 0x00A4, 0x0640, 0x00FB, 0x00F9,
    0x0621, 0x0622, 0x0623, 0x0624, 0x00A3, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B,
    0x062C, 0x062D, 0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x0636, 0x0637, 0x0638, 0x0639, 0x063A, 0x0641, 0x00B5, 0x0642, 0x0643, 0x0644, 0x0645, 0x0646,
    0x0647, 0x0648, 0x0649, 0x064A, 0x2261, 0x064B, 0x064C, 0x064D, 0x064E, 0x064F, 0x0650, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};

struct zip_letters {
    bool utf8, table; /* not by iconv */
    iconv_t iconv;
};

struct zip_letters *zip_letters_open(size_t which)
{
    struct zip_letters *letters = MEMORY_NEW(struct zip_letters);
    letters->utf8 = which == ZIP_LETTERS_UTF8;
    letters->table = strcmp(names[which], "CP720") == 0;
    if (letters->utf8 || letters->table)
        return letters;
    letters->iconv = iconv_open("UTF-8", names[which]);
    if (letters->iconv != (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr) */
        return letters;
    memory_ask("iconv");
    free(letters);
    return NULL;
}

void zip_letters_close(struct zip_letters *letters)
{
    if (letters && !letters->utf8 && !letters->table)
        iconv_close(letters->iconv);
    free(letters);
}

static bool read_table(const char *raw, char *out, size_t size)
{
    for (; *raw && size > 3; raw++) {
        unsigned char byte = (unsigned char)*raw;
        unsigned code = byte < 0x80 ? byte : cp720[byte - 0x80];
        int length = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
        static const unsigned char leads[] = {0, 0, 0xC0, 0xE0};
        for (int i = length; i-- > 1; code >>= 6)
            out[i] = (char)(0x80 | (code & 0x3F));
        out[0] = (char)(leads[length] | code);
        out += length;
        size -= (size_t)length;
    }
    *out = '\0';
    return !*raw;
}

static bool read_iconv(iconv_t letters, const char *raw, char *out, size_t size)
{
    char *in = (char *)raw; /* iconv only reads it */
    size_t left = strlen(raw), room = size - 1;
    iconv(letters, NULL, NULL, NULL, NULL);
    if (iconv(letters, &in, &left, &out, &room) == (size_t)-1 ||
        iconv(letters, NULL, NULL, &out, &room) == (size_t)-1) /* marks that it holds back */
        return false;
    *out = '\0';
    return true;
}

bool zip_letters_read(struct zip_letters *letters, const char *raw, char *out, size_t size)
{
    if (letters->table)
        return read_table(raw, out, size);
    if (!letters->utf8)
        return read_iconv(letters->iconv, raw, out, size);
    size_t length = strlen(raw);
    if (length >= size || !utf8_valid(raw, length))
        return false;
    memcpy(out, raw, length + 1);
    return true;
}
