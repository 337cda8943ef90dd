#include "platform/text_runs.h"

#include <fribidi.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "platform/harfbuzz.h"
#include "platform/text_number.h"

enum { SCRIPTS = 8, NO_FONT = 255, LRI = 0x2066, PDI = 0x2069 };

/* Of ISO 15924, as text_script has them. */
enum { LATIN = 0x4C61746E, ARABIC = 0x41726162, HAN = 0x48616E69 };

/* What is known of each character. `own` is its script by the Unicode tables, `script` that of the
 * letters it stands with. */
struct marks {
    uint32_t own[TEXT_LINE_MAX];
    uint32_t script[TEXT_LINE_MAX];
    uint8_t level[TEXT_LINE_MAX];
    uint8_t font[TEXT_LINE_MAX];
    bool opens[TEXT_LINE_MAX]; /* a number begins before it */
    bool closes[TEXT_LINE_MAX];
    bool number[TEXT_LINE_MAX]; /* part of a number, not of its unit */
};

static bool between(uint32_t code, uint32_t from, uint32_t to)
{
    return code >= from && code <= to;
}

static bool is_dropped(uint32_t code)
{
    return code < 0x20 || between(code, 0x7F, 0x9F) || between(code, 0x202A, 0x202E) ||
           between(code, 0x2066, 0x2069) || code == 0xFEFF || between(code, 0xFFF9, 0xFFFB) ||
           between(code, 0xE0000, 0xE0FFF);
}

static void decode(struct text_line *line, const char *text, size_t length)
{
    char rest[5] = "";
    const char *end = text + length;
    line->count = 0;
    while (text < end && line->count < TEXT_LINE_MAX) {
        size_t left = (size_t)(end - text) < 4 ? (size_t)(end - text) : 4;
        memcpy(rest, text, left);
        rest[left] = '\0';
        const char *next = rest;
        uint32_t code = utf8_next(&next);
        text += next > rest ? next - rest : 1;
        if (code == '\t')
            code = ' ';
        if (!is_dropped(code))
            line->code[line->count++] = code;
    }
}

static uint32_t own_script(uint32_t code)
{
    if (between(code, '0', '9'))
        return LATIN; /* so that digits look like letters beside them */
    if (between(code, 0x660, 0x669))
        return ARABIC;
    if (between(code, 0x3000, 0x303F) || between(code, 0xFF00, 0xFFEF))
        return HAN;
    return harfbuzz_script(code);
}

/* Set with the letter before it. */
static bool is_mark(uint32_t code)
{
    return code >= 0x300 && harfbuzz_is_mark(code);
}

/* Never drawn, so that no font needs it: joiners, direction marks, choices of a letter's form. */
static bool is_ignored(uint32_t code)
{
    return harfbuzz_is_format(code) || between(code, 0xFE00, 0xFE0F);
}

bool text_has_ink(uint32_t code)
{
    return !is_dropped(code) && !is_ignored(code) && !harfbuzz_is_space(code);
}

/* Quotes, ellipsis and dash, which are as wide as a character in Chinese and narrow elsewhere. */
static bool is_wide_in_han(uint32_t code)
{
    return between(code, 0x2018, 0x201D) || code == 0x2026 || code == 0x2014;
}

/* Characters of no script go with the letters before them, at the beginning with those after.
 * Digits, and the signs inside a number, are always set like Latin letters. */
static void find_scripts(const struct text_line *line, struct marks *marks)
{
    bool han = false;
    uint32_t now = 0;
    for (int i = 0; i < line->count; i++) {
        bool mark = i > 0 && is_mark(line->code[i]);
        marks->own[i] = mark ? marks->own[i - 1] : own_script(line->code[i]);
        han = han || marks->own[i] == HAN;
        now = now || marks->number[i] ? now : marks->own[i];
    }
    for (int i = 0; i < line->count; i++) {
        if (marks->number[i]) {
            marks->script[i] = LATIN;
            continue;
        }
        if (han && is_wide_in_han(line->code[i]))
            marks->own[i] = HAN;
        now = marks->own[i] ? marks->own[i] : now;
        marks->script[i] = now;
    }
}

static bool runs_left(uint32_t code)
{
    return code >= 0x590 && FRIBIDI_IS_RTL(fribidi_get_bidi_type(code));
}

/* Most texts hold no letter that runs left, which their bytes tell: those from Hebrew on begin with
 * 0xD6 or more. */
static bool may_run_left(const char *text)
{
    while (*text && (unsigned char)*text < 0xD6)
        text++;
    return *text != '\0';
}

bool text_right_to_left(const char *text, bool otherwise)
{
    if (!otherwise && !may_run_left(text))
        return false;
    int balance = 0, letters = 0;
    for (uint32_t code = utf8_next(&text); code; code = utf8_next(&text)) {
        FriBidiCharType type = fribidi_get_bidi_type(code);
        if (!FRIBIDI_IS_LETTER(type))
            continue;
        if (letters++ == 0 && otherwise && FRIBIDI_IS_RTL(type))
            return true; /* it begins as the screen runs, however long the names in it are */
        balance += FRIBIDI_IS_RTL(type) ? 1 : -1;
    }
    return balance != 0 ? balance > 0 : otherwise;
}

static void find_numbers(const struct text_line *line, struct marks *marks)
{
    for (int i = 0; i < line->count;) {
        struct text_number number = text_number_at(line->code, line->count, i);
        for (int k = i; k < number.unit; k++)
            marks->number[k] = true;
        if (number.end > i && !number.plain)
            marks->opens[i] = marks->closes[number.end - 1] = true;
        i = number.end > i ? number.end : i + 1;
    }
}

/* The line with each number between isolates; from[] holds where a character came from, or -1. */
static int with_isolates(const struct text_line *line, const struct marks *marks,
                         FriBidiChar *codes, int16_t *from)
{
    int count = 0;
    for (int i = 0; i < line->count; i++) {
        if (marks->opens[i]) {
            from[count] = -1;
            codes[count++] = LRI;
        }
        from[count] = (int16_t)i;
        codes[count++] = line->code[i];
        if (marks->closes[i]) {
            from[count] = -1;
            codes[count++] = PDI;
        }
    }
    return count;
}

static void find_levels(const struct text_line *line, struct marks *marks, bool rtl)
{
    FriBidiChar codes[2 * TEXT_LINE_MAX];
    FriBidiCharType types[2 * TEXT_LINE_MAX];
    FriBidiBracketType brackets[2 * TEXT_LINE_MAX];
    FriBidiLevel levels[2 * TEXT_LINE_MAX];
    int16_t from[2 * TEXT_LINE_MAX];
    FriBidiParType base = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    int count = with_isolates(line, marks, codes, from);
    memory_watch();
    fribidi_get_bidi_types(codes, count, types);
    fribidi_get_bracket_types(codes, count, types, brackets);
    bool known = fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels) != 0;
    memory_ask("fribidi");
    for (int i = 0; i < count; i++) {
        if (from[i] >= 0)
            marks->level[from[i]] = known ? (uint8_t)levels[i] : (uint8_t)rtl;
    }
    for (int i = line->count; i > 0 && line->code[i - 1] == ' '; i--)
        marks->level[i - 1] = (uint8_t)rtl; /* rule L1 */
}

/* What HarfBuzz makes of others counts: spaces of the plain one, the hyphen that does not break of
 * the one that does, letters with accents of both. */
static bool has(const struct text_fonts *fonts, int font, uint32_t script,
                const struct text_line *line, int at)
{
    uint32_t code = line->code[at];
    uint32_t made_of = code;
    if (harfbuzz_is_space(code))
        made_of = ' ';
    else if (code == 0x2011)
        made_of = 0x2010;
    else if (at > 0 && is_mark(code))
        made_of = harfbuzz_composed(line->code[at - 1], code);
    return is_ignored(code) || fonts->has(fonts->context, font, script, code) ||
           (made_of && made_of != code && fonts->has(fonts->context, font, script, made_of));
}

/* The first font with every letter of `script` in [from, to); NO_FONT when none has. Signs of no
 * script do not count. */
static uint8_t font_for(const struct text_line *line, const struct marks *marks,
                        const struct text_fonts *fonts, uint32_t script, int from, int to)
{
    for (int font = 0; font < fonts->count; font++) {
        int at = from;
        while (at < to && (marks->own[at] != script || has(fonts, font, script, line, at)))
            at++;
        if (at == to)
            return (uint8_t)font;
    }
    return NO_FONT;
}

static uint8_t font_of_one(const struct text_fonts *fonts, uint32_t script,
                           const struct text_line *line, int at)
{
    for (int font = 0; font < fonts->count; font++)
        if (has(fonts, font, script, line, at))
            return (uint8_t)font;
    return script ? font_of_one(fonts, 0, line, at) : 0;
}

static int word_end(const struct text_line *line, const struct marks *marks, int at)
{
    int end = at + 1;
    while (end < line->count && line->code[end] != ' ' && marks->script[end] == marks->script[at])
        end++;
    return end;
}

/* Signs of no script take the font of their word where it has them. */
static void set_word(const struct text_line *line, struct marks *marks,
                     const struct text_fonts *fonts, uint8_t font, int from, int to)
{
    for (int i = from; i < to; i++) {
        uint32_t script = marks->script[i];
        if (font != NO_FONT && (marks->own[i] != 0 || has(fonts, font, script, line, i)))
            marks->font[i] = font;
        else if (i > 0 && is_mark(line->code[i]))
            marks->font[i] = marks->font[i - 1];
        else
            marks->font[i] = font_of_one(fonts, script, line, i);
    }
}

static void find_fonts(const struct text_line *line, struct marks *marks,
                       const struct text_fonts *fonts)
{
    struct {
        uint32_t script;
        uint8_t font;
    } known[SCRIPTS];
    int count = 0;
    for (int at = 0, end; at < line->count; at = end) {
        uint32_t script = marks->script[at];
        end = word_end(line, marks, at);
        int i = 0;
        while (i < count && known[i].script != script)
            i++;
        uint8_t font =
            i < count ? known[i].font : font_for(line, marks, fonts, script, 0, line->count);
        if (i == count && count < SCRIPTS) {
            known[count].script = script;
            known[count++].font = font;
        }
        if (font == NO_FONT)
            font = font_for(line, marks, fonts, script, at, end);
        set_word(line, marks, fonts, font, at, end);
    }
}

static void reverse(struct text_run *runs, int count)
{
    for (int i = 0; i < count / 2; i++) {
        struct text_run swap = runs[i];
        runs[i] = runs[count - 1 - i];
        runs[count - 1 - i] = swap;
    }
}

/* Rule L2: from the highest level down to the lowest odd one, every stretch of it is turned. */
static void order(struct text_line *line)
{
    uint8_t highest = 0;
    for (int i = 0; i < line->run_count; i++)
        highest = line->run[i].level > highest ? line->run[i].level : highest;
    for (uint8_t level = highest; level > 0; level--) {
        for (int at = 0, end; at < line->run_count; at = end) {
            end = at;
            while (end < line->run_count && line->run[end].level >= level)
                end++;
            reverse(&line->run[at], end - at);
            end += end == at;
        }
    }
}

static void make_runs(struct text_line *line, const struct marks *marks)
{
    line->run_count = 0;
    for (int at = 0, end; at < line->count; at = end) {
        end = at + 1;
        while (end < line->count && marks->level[end] == marks->level[at] &&
               marks->script[end] == marks->script[at] && marks->font[end] == marks->font[at])
            end++;
        line->run[line->run_count++] =
            (struct text_run){(uint16_t)at, (uint16_t)(end - at), marks->level[at], marks->font[at],
                              marks->script[at]};
    }
    order(line);
}

/* Most lines: Latin letters that the first font has. */
static bool is_simple(const struct text_line *line, bool rtl, const struct text_fonts *fonts)
{
    int at = 0;
    while (!rtl && at < line->count && line->code[at] < 0x2200 &&
           !between(line->code[at], 0x250, 0x1FFF) &&
           fonts->has(fonts->context, 0, LATIN, line->code[at]))
        at++;
    return at == line->count;
}

void text_runs(struct text_line *line, const char *text, size_t length, bool rtl,
               const struct text_fonts *fonts)
{
    decode(line, text, length);
    line->run_count = line->count > 0;
    line->run[0] = (struct text_run){0, (uint16_t)line->count, 0, 0, LATIN};
    if (line->count == 0 || is_simple(line, rtl, fonts))
        return;
    struct marks marks;
    memset(&marks, 0, sizeof marks);
    bool mixed = rtl;
    for (int i = 0; i < line->count && !mixed; i++)
        mixed = runs_left(line->code[i]);
    find_numbers(line, &marks);
    if (mixed)
        find_levels(line, &marks, rtl);
    find_scripts(line, &marks);
    find_fonts(line, &marks, fonts);
    make_runs(line, &marks);
}
