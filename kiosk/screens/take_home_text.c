#include "screens/take_home_text.h"

#include <string.h>

#include "screens/parts.h"

/* Typographic signs and what is written instead, which is never longer. */
struct plain_sign {
    const char *sign, *plain;
};

static const struct plain_sign plain_signs[] = {
    {"\u00A0", " "}, {"\u202F", " "}, {"\u2009", " "}, {"\u2060", ""}, {"’", "'"},  {"‘", "'"},
    {"“", "\""},     {"”", "\""},     {"–", "-"},      {"×", "x"},     {"…", "..."}};

static const struct plain_sign *sign_at(const char *text)
{
    for (size_t i = 0; i < sizeof plain_signs / sizeof *plain_signs; i++)
        if (strncmp(text, plain_signs[i].sign, strlen(plain_signs[i].sign)) == 0)
            return &plain_signs[i];
    return NULL;
}

const char *take_home_plain(struct arena *arena, const char *text)
{
    char *out = arena_alloc(arena, strlen(text) + 1);
    char *end = out;
    while (*text) {
        const struct plain_sign *sign = sign_at(text);
        if (!sign) {
            *end++ = *text++;
            continue;
        }
        end = stpcpy(end, sign->plain);
        text += strlen(sign->sign);
    }
    return out;
}

struct telling {
    const struct strings *strings;
    struct arena *arena;
    const struct routine *routine;
};

static const char *add_line(const struct telling *t, const char *text, const char *line)
{
    return *line ? arena_printf(t->arena, "%s\n%s", text, line) : text;
}

static const char *add_told(const struct telling *t, const char *text, const char *key,
                            const char *line)
{
    return add_line(t, text, part_told(t->strings, t->arena, tr(t->strings, key), line));
}

/* "Each side · hold 20 s" with commas, as one would write it. */
static const char *with_commas(const struct telling *t, const char *text)
{
    static const char dot[] = "\u00A0· ";
    const char *end = strstr(text, dot);
    if (!end)
        return text;
    const char *rest = with_commas(t, end + sizeof dot - 1);
    return part_listed(t->strings, t->arena, arena_strndup(t->arena, text, (size_t)(end - text)),
                       rest);
}

/* It cannot be done without; reminders, and what helps once it hurts, stand on the kiosk. */
static bool is_needed(const struct instruction *step)
{
    switch (step->role) {
    case ROLE_SETUP:
    case ROLE_MOVE:
    case ROLE_BREATHE:
        return true;
    case ROLE_CUE:
        return step->when == WHEN_READY || step->when == WHEN_LET_GO || step->when == WHEN_SWITCH;
    case ROLE_SAFETY:
        break;
    }
    return false;
}

static const char *step_text(const struct telling *t, size_t index)
{
    const struct routine_step *step = &t->routine->steps[index];
    const struct exercise *e = step->exercise;
    const char *dose = with_commas(t, part_dose_text(t->strings, t->arena, e, &step->dose));
    const char *text = arena_printf(t->arena, "%zu. %s", index + 1,
                                    part_told(t->strings, t->arena, e->name, dose));
    text = add_line(t, text, step->note);
    for (size_t i = 0; i < e->step_count; i++)
        if (is_needed(&e->steps[i]))
            text = add_line(t, text, e->steps[i].text);
    for (size_t i = 0; i < e->contraindications.count; i++)
        text = add_told(t, text, "exercise.not_if", e->contraindications.items[i]);
    if (e->precautions.count > 0)
        return add_told(t, text, "exercise.care", e->precautions.items[0]);
    return e->ask_first.count > 0 ? add_line(t, text, e->ask_first.items[0]) : text;
}

/* Some exercise before this one has the same sign. */
static bool was_said(const struct routine *routine, size_t before, const char *sign)
{
    for (size_t s = 0; s < before; s++)
        if (string_list_has(&routine->steps[s].exercise->stop_if, sign))
            return true;
    return false;
}

/* The signs of all exercises, each once. */
static const char *stop_text(const struct telling *t)
{
    const char *text = arena_printf(t->arena, "%s:", tr(t->strings, "exercise.stop_if"));
    const char *signs = text;
    for (size_t s = 0; s < t->routine->step_count; s++) {
        const struct string_list *list = &t->routine->steps[s].exercise->stop_if;
        for (size_t i = 0; i < list->count; i++)
            if (!was_said(t->routine, s, list->items[i]))
                signs = add_line(t, signs, arena_printf(t->arena, "- %s", list->items[i]));
    }
    return signs == text ? tr(t->strings, "finish.stop_rule") : signs;
}

/* What holds for all of it. */
static const char *rules_text(const struct telling *t)
{
    const char *often = *t->routine->how_often
                            ? part_told(t->strings, t->arena, tr(t->strings, "finish.how_often"),
                                        t->routine->how_often)
                            : tr(t->strings, "finish.ask_how_often");
    return add_line(t, often, stop_text(t));
}

/* The first text has all signs to stop for, the others the short rule. */
static const char *head_text(const struct telling *t, size_t index, size_t count)
{
    const char *name = t->routine->name;
    if (count > 1)
        name = arena_printf(t->arena, "%s %zu/%zu", name, index + 1, count);
    const char *head = index > 0 ? add_line(t, name, tr(t->strings, "finish.stop_rule")) : name;
    return take_home_plain(t->arena, head);
}

static const char gap[] = "\n\n";

enum {
    GAP = sizeof gap - 1,
    ROOM_MIN = 200 /* bytes: some sentences, whatever stands above them */
};

struct blocks {
    const char **items; /* never parted where one fits */
    size_t count, bytes, longest;
};

static struct blocks tell(const struct telling *t)
{
    struct blocks blocks = {.count = t->routine->step_count + 1};
    blocks.items = ARENA_ARRAY(t->arena, const char *, blocks.count);
    for (size_t i = 0; i < blocks.count; i++) {
        const char *text = i == 0 ? rules_text(t) : step_text(t, i - 1);
        blocks.items[i] = take_home_plain(t->arena, text);
        size_t length = strlen(blocks.items[i]);
        blocks.bytes += length + (i > 0 ? GAP : 0);
        blocks.longest = length > blocks.longest ? length : blocks.longest;
    }
    return blocks;
}

struct filling {
    struct arena *arena;
    size_t room;  /* bytes in one text, below its head */
    size_t extra; /* so many more in the first, whose head is short */
    struct take_home_texts bodies;
    bool left_out; /* there would have to be more texts */
};

/* Where to part a text that is longer: at the end of a line, of a word, of a character. */
static size_t parting(const char *text, size_t room)
{
    size_t letter = room;
    while (letter > 1 && ((unsigned char)text[letter] & 0xC0) == 0x80)
        letter--;
    size_t line = letter, word = letter;
    while (line > 0 && text[line] != '\n')
        line--;
    while (word > 0 && text[word] != ' ')
        word--;
    return line > 0 ? line : word > 0 ? word : letter;
}

static void begin_body(struct filling *f, const char *text)
{
    if (f->bodies.count < TAKE_HOME_TEXTS_MAX)
        f->bodies.items[f->bodies.count++] = text;
    else
        f->left_out = true;
}

/* What the last text has room for, and the next one, where there is none yet. */
static size_t room_in_last(const struct filling *f)
{
    return f->room + (f->bodies.count <= 1 ? f->extra : 0);
}

static void fill_block(struct filling *f, const char *block)
{
    const char **last = f->bodies.count > 0 ? &f->bodies.items[f->bodies.count - 1] : NULL;
    if (last && strlen(*last) + GAP + strlen(block) <= room_in_last(f)) {
        *last = arena_printf(f->arena, "%s%s%s", *last, gap, block);
        return;
    }
    while (strlen(block) > f->room) {
        size_t end = parting(block, f->room);
        begin_body(f, arena_strndup(f->arena, block, end));
        block += end + (block[end] == '\n' || block[end] == ' ');
    }
    begin_body(f, block);
}

static struct filling fill(struct arena *arena, const struct blocks *blocks, size_t room,
                           size_t extra)
{
    struct filling filling = {.arena = arena, .room = room, .extra = extra};
    for (size_t i = 0; i < blocks->count && !filling.left_out; i++)
        fill_block(&filling, blocks->items[i]);
    return filling;
}

/* As few texts as with all the room, none much longer than another. */
static struct filling fill_evenly(struct arena *arena, const struct blocks *blocks, size_t room,
                                  size_t extra)
{
    struct filling best = fill(arena, blocks, room, extra);
    size_t low = blocks->longest, high = room;
    while (low < high && !best.left_out) {
        size_t middle = (low + high) / 2;
        struct filling tried = fill(arena, blocks, middle, extra);
        bool as_few = !tried.left_out && tried.bodies.count == best.bodies.count;
        if (as_few)
            best = tried;
        *(as_few ? &high : &low) = as_few ? middle : middle + 1;
    }
    return best;
}

static void say_left_out(const struct telling *t, struct filling *f)
{
    const char *rest = take_home_plain(t->arena, tr(t->strings, "finish.take_home_rest"));
    const char **last = &f->bodies.items[f->bodies.count - 1];
    size_t room = f->room > strlen(rest) + 2 ? f->room - strlen(rest) - 1 : 1;
    if (strlen(*last) > room)
        *last = arena_strndup(t->arena, *last, parting(*last, room));
    *last = arena_printf(t->arena, "%s\n%s", *last, rest);
}

static size_t room_below(const char *head, size_t most_bytes)
{
    size_t used = strlen(head) + GAP;
    return most_bytes > used + ROOM_MIN ? most_bytes - used : ROOM_MIN;
}

struct take_home_texts take_home_texts(const struct strings *strings, struct arena *arena,
                                       const struct routine *routine, size_t most_bytes)
{
    struct telling t = {strings, arena, routine};
    struct blocks blocks = tell(&t);
    const char *first = head_text(&t, 0, 1);
    struct filling f = fill(arena, &blocks, room_below(first, most_bytes), 0);
    if (f.bodies.count > 1) {
        const char *most = head_text(&t, TAKE_HOME_TEXTS_MAX - 1, TAKE_HOME_TEXTS_MAX);
        first = head_text(&t, 0, TAKE_HOME_TEXTS_MAX);
        f = fill_evenly(arena, &blocks, room_below(most, most_bytes), strlen(most) - strlen(first));
    }
    if (f.left_out)
        say_left_out(&t, &f);
    for (size_t i = 0; i < f.bodies.count; i++) {
        const char *head = head_text(&t, i, f.bodies.count);
        f.bodies.items[i] = arena_printf(arena, "%s%s%s", head, gap, f.bodies.items[i]);
    }
    return f.bodies;
}
