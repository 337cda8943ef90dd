#include "screens/take_home.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "screens/parts.h"

/* Typographic signs and what is written instead, which is never longer. */
struct plain_sign {
    const char *sign, *plain;
};

static const struct plain_sign plain_spaces[] = {
    {"\u00A0", " "}, {"\u202F", " "}, {"\u2009", " "}, {"\u2060", ""}, {NULL, NULL}};

static const struct plain_sign plain_signs[] = {{"’", "'"}, {"‘", "'"}, {"“", "\""},  {"”", "\""},
                                                {"–", "-"}, {"×", "x"}, {"…", "..."}, {NULL, NULL}};

static const char *replace_signs(struct arena *arena, const struct plain_sign *signs,
                                 const char *text)
{
    char *out = arena_alloc(arena, strlen(text) + 1);
    char *end = out;
    while (*text) {
        const struct plain_sign *sign = signs;
        while (sign->sign && strncmp(text, sign->sign, strlen(sign->sign)) != 0)
            sign++;
        if (!sign->sign) {
            *end++ = *text++;
            continue;
        }
        end = stpcpy(end, sign->plain);
        text += strlen(sign->sign);
    }
    return out;
}

static const char *plainly(struct arena *arena, const char *text)
{
    return replace_signs(arena, plain_signs, replace_signs(arena, plain_spaces, text));
}

/* "Each side · hold 20 s" with commas, as one would write it. */
static const char *with_commas(const struct strings *strings, struct arena *arena, const char *text)
{
    static const char dot[] = "\u00A0· ";
    const char *end = strstr(text, dot);
    if (!end)
        return text;
    const char *rest = with_commas(strings, arena, end + sizeof dot - 1);
    return part_listed(strings, arena, arena_strndup(arena, text, (size_t)(end - text)), rest);
}

/* "1. Cobra: hold 20 s, 2 times" and, in full, the line of what to do. */
static const char *step_text(const struct strings *strings, struct arena *arena, int number,
                             const struct routine_step *step, enum take_home_detail detail)
{
    const struct exercise *exercise = step->exercise;
    if (detail == TAKE_HOME_NAMES)
        return arena_printf(arena, "%d. %s", number, exercise->name);
    const char *dose =
        with_commas(strings, arena, part_dose_text(strings, arena, exercise, &step->dose));
    const char *told = part_told(strings, arena, exercise->name, dose);
    const char *move = exercise_instruction(exercise, ROLE_MOVE);
    if (detail == TAKE_HOME_DOSES || !move)
        return arena_printf(arena, "%d. %s", number, told);
    return arena_printf(arena, "%d. %s\n%s", number, told, move);
}

const char *take_home_text(const struct strings *strings, struct arena *arena,
                           const struct routine *routine, enum take_home_detail detail)
{
    const char *text = routine->name;
    for (size_t i = 0; i < routine->step_count; i++) {
        const char *gap = detail == TAKE_HOME_FULL ? "\n\n" : "\n";
        const char *step = step_text(strings, arena, (int)i + 1, &routine->steps[i], detail);
        text = arena_printf(arena, "%s%s%s", text, gap, step);
    }
    if (detail != TAKE_HOME_NAMES)
        text = arena_printf(arena, "%s\n\n%s", text, tr(strings, "finish.stop_rule"));
    return plainly(arena, text);
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* The smallest code that holds the text; NULL when none does. A code's bytes are Latin-1 unless
 * it says otherwise: then it says UTF-8 (assignment number 26, AIM ECI). */
static QRcode *make_code(const char *text, size_t length, QRecLevel level)
{
    memory_watch();
    QRinput *input = QRinput_new2(0, level);
    if (!input)
        return NULL;
    QRcode *made = NULL;
    if ((is_ascii(text, length) || QRinput_appendECIheader(input, 26) == 0) &&
        QRinput_append(input, QR_MODE_8, (int)length, (const unsigned char *)text) == 0)
        made = QRcode_encodeInput(input);
    QRinput_free(input);
    memory_ask("qrencode"); /* not a smaller code instead */
    return made;
}

/* False when the code would be larger than `most` modules a side. */
static bool encode(struct take_home *code, const char *text, size_t length, QRecLevel level,
                   int most)
{
    QRcode *made = make_code(text, length, level);
    if (!made)
        return false;
    bool fits = made->width <= most && made->width <= TAKE_HOME_MOST_MODULES;
    if (fits) {
        code->size = made->width;
        for (int i = 0; i < made->width * made->width; i++)
            code->modules[i] = made->data[i] & 1;
    }
    QRcode_free(made);
    return fits;
}

/* A screen has no scratches: level M is nice to have, L reads as well. */
static bool encode_any(struct take_home *code, const char *text, size_t length, int most)
{
    return encode(code, text, length, QR_ECLEVEL_M, most) ||
           encode(code, text, length, QR_ECLEVEL_L, most);
}

/* Leaves out lines from the end until a code holds the rest. */
static void encode_beginning(struct take_home *code, const char *text)
{
    size_t length = strlen(text);
    while (length > 0 && !encode(code, text, length, QR_ECLEVEL_L, TAKE_HOME_MOST_MODULES)) {
        do
            length--;
        while (length > 0 && text[length] != '\n');
    }
}

static uint64_t key_of(const char *text, int most_modules)
{
    uint64_t hash = hash_bytes((uint64_t)most_modules, text, strlen(text));
    return hash ? hash : 1;
}

void take_home_update(struct take_home *code, const struct strings *strings, struct arena *arena,
                      const struct routine *routine, int most_modules)
{
    const char *text = take_home_text(strings, arena, routine, TAKE_HOME_FULL);
    uint64_t key = key_of(text, most_modules);
    if (key == code->key)
        return;
    code->key = key;
    code->size = 0;
    for (int detail = 0; detail < TAKE_HOME_DETAIL_COUNT; detail++) {
        text = take_home_text(strings, arena, routine, (enum take_home_detail)detail);
        code->detail = (enum take_home_detail)detail;
        if (encode_any(code, text, strlen(text), most_modules))
            return;
    }
    encode_beginning(code, text);
}
