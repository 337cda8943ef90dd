#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "json/json_internal.h"

enum { LONGEST = JSON_WORD - 1 };

static int min3(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

/* Edits (insert, delete, replace, swap neighbours) from a to b, case ignored. */
static int edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int rows[3][LONGEST + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            int ca = tolower((unsigned char)a[i - 1]);
            int cb = tolower((unsigned char)b[j - 1]);
            now[j] = min3(last[j] + 1, now[j - 1] + 1, last[j - 1] + (ca != cb));
            if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
                cb == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        int *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return last[b_length];
}

const char *json_nearest(const char *word, const char *const *names, size_t count)
{
    char looks[JSON_WORD + 4];
    json_looks_like(word, looks, sizeof looks);
    word = looks;
    size_t length = strlen(word);
    const char *nearest = NULL;
    int least = 1 + (int)length / 3;
    if (length == 0 || length > LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t name_length = strlen(names[i]);
        if (name_length > LONGEST)
            continue;
        int distance = edit_distance(word, length, names[i], name_length);
        size_t shorter = length < name_length ? length : name_length;
        if (shorter >= 3 && strncasecmp(word, names[i], shorter) == 0)
            distance = 1; /* "hold" for "hold_s" */
        if (distance < least || (distance == least && !nearest)) {
            nearest = names[i];
            least = distance;
        }
    }
    return nearest;
}

void json_print_string(FILE *out, const char *text)
{
    fputc('"', out);
    while (*text) {
        const char *from = text;
        uint32_t c = utf8_next(&text);
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", (int)c);
        else if (c == '\n')
            fputs("\\n", out);
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            fprintf(out, "\\u%04x", (unsigned)c);
        else if (c == 0xFFFD)
            fputs("\xEF\xBF\xBD", out);
        else
            fwrite(from, 1, (size_t)(text - from), out);
    }
    fputc('"', out);
}
