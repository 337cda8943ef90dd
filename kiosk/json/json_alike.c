#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "json/json_internal.h"

/* Characters from..to, of which the first looks like `right`; `run`: the next like the next. */
struct range {
    uint32_t from, to;
    char right; /* ' ': a blank; 0: nobody sees it */
    bool run;
    const char *kind;
};

static const char full_width[] = "full-width", arabic[] = "Arabic", chinese[] = "Chinese",
                  curly[] = "curly", foreign[] = "foreign";

static const struct range ranges[] = {
    /* other editors, other keyboards */
    {0x00A0, 0x00A0, ' ', false, "no-break"},
    {0x00AB, 0x00AB, '"', false, curly},
    {0x00AD, 0x00AD, 0, false, NULL},
    {0x00BB, 0x00BB, '"', false, curly},
    {0x034F, 0x034F, 0, false, NULL},
    {0x060C, 0x060C, ',', false, arabic},
    {0x061B, 0x061B, ';', false, arabic},
    {0x061C, 0x061C, 0, false, NULL},
    {0x0660, 0x0669, '0', true, arabic},
    {0x066B, 0x066B, '.', false, arabic},
    {0x06D4, 0x06D4, '.', false, arabic},
    {0x06F0, 0x06F9, '0', true, arabic},
    {0x0966, 0x096F, '0', true, foreign},
    {0x09E6, 0x09EF, '0', true, foreign},
    {0x0E50, 0x0E59, '0', true, foreign},
    {0x1680, 0x1680, ' ', false, "special"},
    {0x180E, 0x180E, 0, false, NULL},
    {0x2000, 0x200A, ' ', false, "special"},
    {0x200B, 0x200F, 0, false, NULL},
    {0x2010, 0x2015, '-', false, "typographic"},
    {0x2018, 0x201F, '"', false, curly},
    {0x2028, 0x2029, ' ', false, "special"},
    {0x202A, 0x202E, 0, false, NULL},
    {0x202F, 0x202F, ' ', false, "no-break"},
    {0x2032, 0x2033, '"', false, curly},
    {0x2039, 0x203A, '"', false, curly},
    {0x205F, 0x205F, ' ', false, "special"},
    {0x2060, 0x206F, 0, false, NULL},
    {0x2212, 0x2212, '-', false, "typographic"},
    {0x2236, 0x2236, ':', false, "typographic"},
    {0x3000, 0x3000, ' ', false, full_width},
    {0x3001, 0x3001, ',', false, chinese},
    {0x3002, 0x3002, '.', false, chinese},
    {0x300C, 0x300F, '"', false, chinese},
    {0x3010, 0x3010, '[', false, chinese},
    {0x3011, 0x3011, ']', false, chinese},
    {0x3014, 0x3014, '[', false, chinese},
    {0x3015, 0x3015, ']', false, chinese},
    {0x301D, 0x301F, '"', false, chinese},
    {0xFE00, 0xFE0F, 0, false, NULL},
    {0xFE10, 0xFE11, ',', false, chinese},
    {0xFE13, 0xFE13, ':', false, chinese},
    {0xFE50, 0xFE51, ',', false, chinese},
    {0xFE52, 0xFE52, '.', false, chinese},
    {0xFE54, 0xFE54, ';', false, chinese},
    {0xFE55, 0xFE55, ':', false, chinese},
    {0xFE5B, 0xFE5B, '{', false, chinese},
    {0xFE5C, 0xFE5C, '}', false, chinese},
    {0xFE63, 0xFE63, '-', false, chinese},
    {0xFEFF, 0xFEFF, 0, false, NULL},
    {0xFF01, 0xFF5E, '!', true, full_width},
    {0xFF61, 0xFF61, '.', false, "half-width"},
    {0xFF62, 0xFF63, '"', false, "half-width"},
    {0xFF64, 0xFF64, ',', false, "half-width"},
};

bool json_alike(const char *text, struct json_alike *out)
{
    const char *end = text;
    if ((unsigned char)*text < 0x80)
        return false;
    uint32_t c = utf8_next(&end);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const struct range *range = &ranges[i];
        if (c < range->from || c > range->to)
            continue;
        char right = range->run ? (char)(range->right + (int)(c - range->from)) : range->right;
        if (right == '\'')
            right = '"';
        *out = (struct json_alike){right, range->kind, c, (size_t)(end - text)};
        return true;
    }
    return false;
}

static bool starts_word(char c)
{
    return isalnum((unsigned char)c);
}

/* Letters and digits that stand together, as JSON would have them: "１２.５" gives 12.5. */
static void word_alike(const char *text, char *out, size_t size)
{
    size_t used = 0;
    while (used + 1 < size) {
        struct json_alike sign = {.right = *text, .length = 1};
        json_alike(text, &sign);
        if (!starts_word(sign.right) && sign.right != '.')
            break;
        out[used++] = sign.right;
        text += sign.length;
    }
    out[used] = '\0';
}

static const char *sign_name(char right)
{
    switch (right) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case ':':
        return "colon";
    case '.':
        return "point";
    case '-':
        return "minus sign";
    case '[':
    case ']':
    case '{':
    case '}':
        return "bracket";
    default:
        return "sign";
    }
}

static const char *article(const char *kind)
{
    return strchr("AEIOaeio", *kind) ? "an" : "a";
}

void json_alike_say(const char *text, const struct json_alike *sign, char *out, size_t size)
{
    char word[41];
    if (sign->right == 0) {
        snprintf(out, size, "an invisible character (U+%04X); take it out", sign->code);
    } else if (sign->right == ' ') {
        snprintf(out, size, "a %s blank (U+%04X); type an ordinary one", sign->kind, sign->code);
    } else if (sign->right == '"') {
        snprintf(out, size, "a %s quote; only straight double quotes (\") are allowed", sign->kind);
    } else if (starts_word(sign->right)) {
        word_alike(text, word, sizeof word);
        snprintf(out, size, "%s %s; write %s", sign->kind,
                 isdigit((unsigned char)sign->right) ? "digits" : "letters", word);
    } else {
        snprintf(out, size, "%s %s %s; write %c", article(sign->kind), sign->kind,
                 sign_name(sign->right), sign->right == ';' ? ',' : sign->right);
    }
}
