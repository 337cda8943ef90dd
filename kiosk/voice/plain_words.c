#include "voice/plain_words.h"

#include <stdbool.h>
#include <string.h>

/* Marks of direction are taken out of what is spoken. NOLINTBEGIN(misc-misleading-bidirectional) */
static const struct {
    const char *sign, *said;
} signs[] = {
    {"\u00B7", ","}, {"\u00A0", " "}, {"\u202F", " "}, {"\u200B", ""},  {"\u200E", ""},
    {"\u200F", ""},  {"\u2060", ""},  {"\u2066", ""},  {"\u2067", ""},  {"\u2068", ""},
    {"\u2069", ""},  {"\u00AD", ""},  {"\u201C", ""},  {"\u201D", ""},  {"\u201E", ""},
    {"\u00AB", ""},  {"\u00BB", ""},  {"**", ""},      {"\u00D7", " "}, {"\n", "\n"},
};
/* NOLINTEND(misc-misleading-bidirectional) */

static bool ends_sentence(const char *start, const char *end)
{
    static const char *const ends[] = {".",      "!",      "?",      ",",      ":",
                                       ";",      "\u3002", "\uFF01", "\uFF1F", "\uFF1A",
                                       "\uFF0C", "\u060C", "\u061F", "\u06D4"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if ((size_t)(end - start) >= size && memcmp(end - size, ends[i], size) == 0)
            return true;
    }
    return end == start;
}

/* Nothing, or a blank, before it: one at most. */
static char *without_blank(char *start, char *end)
{
    return end > start && end[-1] == ' ' ? end - 1 : end;
}

static char *add(char *start, char *end, const char *said)
{
    if (*said == ',' || *said == '\n')
        end = without_blank(start, end);
    if (*said == '\n')
        return stpcpy(end, ends_sentence(start, end) ? " " : ". ");
    if (*said == ',')
        return stpcpy(end, ", ");
    if (*said == ' ' && (end == start || end[-1] == ' '))
        return end;
    return stpcpy(end, said);
}

const char *plain_words(struct arena *arena, const char *text)
{
    char *plain = ARENA_ARRAY(arena, char, 2 * strlen(text) + 1);
    char *end = plain;
    while (*text) {
        size_t i = 0, count = sizeof signs / sizeof *signs;
        while (i < count && strncmp(text, signs[i].sign, strlen(signs[i].sign)) != 0)
            i++;
        bool sign = i < count;
        end = add(plain, end, sign ? signs[i].said : (char[]){*text, '\0'});
        text += sign ? strlen(signs[i].sign) : 1;
    }
    end = without_blank(plain, end);
    *end = '\0';
    return plain;
}
