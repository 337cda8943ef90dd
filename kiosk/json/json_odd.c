#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "json/json_internal.h"

/* Letters of other scripts that look like Latin ones in most fonts. */
static const struct {
    const char *script;
    const char *letters, *latin;
} alphabets[] = {
    {"Cyrillic", "авеікморѕстухһјԁԛԝӏнгАВЕЅІЈКМНОРСТУХ", "abeikmopsctyxhjdqwlhrABESIJKMHOPCTYX"},
    {"Greek", "αεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeikvoptuxABEZHIKMNOPTYX"},
    {"Turkish", "ı", "i"},
};

/* The Latin letter that `c` looks like, 0 when there is none. */
static char latin_alike(uint32_t c, const char **script)
{
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        const char *at = alphabets[i].letters;
        for (size_t k = 0; *at; k++)
            if (utf8_next(&at) == c) {
                *script = alphabets[i].script;
                return alphabets[i].latin[k];
            }
    }
    return 0;
}

/* What is odd about a word, seen first. */
struct odd {
    char shown[8]; /* the character; "" when it cannot be seen */
    uint32_t code;
    const char *kind; /* of a letter; NULL: no letter */
    bool blank;
};

/* One character of a word as it looks; 0 for nothing. */
static char fold_one(const char *from, uint32_t c, struct odd *odd)
{
    struct json_alike sign;
    const char *kind = NULL;
    char right = c < 0x80 ? (char)c : latin_alike(c, &kind);
    if (c < 0x80)
        return right;
    if (!right && json_alike(from, &sign)) {
        right = sign.right;
        kind = right > ' ' ? sign.kind : NULL;
    } else if (!right) {
        right = '?';
    }
    if (!odd->code && right != '?') {
        *odd = (struct odd){.code = c, .kind = kind, .blank = right == ' '};
        const char *end = from;
        utf8_next(&end);
        memcpy(odd->shown, from, (size_t)(end - from));
    }
    return right;
}

/* `word` as it looks, cut where it does not fit: without what nobody sees and blanks at its ends,
 * in Latin letters. */
static void fold(const char *word, char *out, size_t size, struct odd *odd)
{
    size_t used = 0;
    *odd = (struct odd){0};
    while (*word && used + 1 < size) {
        const char *from = word;
        uint32_t c = utf8_next(&word);
        char right = fold_one(from, c, odd);
        bool blank = right && strchr(" \t\r\n", right);
        if (blank && !odd->code && (used == 0 || strspn(word, " \t\r\n") == strlen(word)))
            *odd = (struct odd){.code = c, .blank = true};
        if (right && !(blank && used == 0))
            out[used++] = right;
    }
    while (used > 0 && strchr(" \t\r\n", out[used - 1]))
        used--;
    out[used] = '\0';
}

void json_looks_like(const char *word, char *out, size_t size)
{
    struct odd odd;
    fold(word, out, size, &odd);
}

const char *json_odd(const char *word, const char *meant, char *out, size_t size)
{
    char folded[JSON_WORD];
    struct odd odd;
    fold(word, folded, sizeof folded, &odd);
    *out = '\0';
    if (!odd.code || (meant && strcasecmp(folded, meant) != 0))
        return out;
    if (odd.kind)
        snprintf(out, size, " (with %s %s \"%s\", U+%04X)", strchr("AEIO", *odd.kind) ? "an" : "a",
                 odd.kind, odd.shown, odd.code);
    else if (odd.blank && odd.code <= ' ')
        snprintf(out, size, " (with a blank at its end)");
    else
        snprintf(out, size, " (with %s, U+%04X)",
                 odd.blank ? "a blank of a special kind" : "an invisible character", odd.code);
    return out;
}
