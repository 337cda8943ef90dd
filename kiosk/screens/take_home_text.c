#include "screens/take_home_text.h"

#include <string.h>

#include "base/utf8.h"
#include "screens/parts.h"
#include "screens/take_home.h"

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

/* Under its condition, unless it names that itself. */
static const char *add_safety(const struct telling *t, const char *text, const char *line)
{
    const char *condition = tr(t->strings, "exercise.hurts");
    size_t next; /* the first letter may be a capital */
    utf8_at(condition, strlen(condition), 0, &next);
    if (strstr(line, condition + next))
        return add_line(t, text, line);
    return add_told(t, text, "exercise.hurts", line);
}

/* What is told together. Where it goes on in another text, `again` stands above the rest. */
struct block {
    const char *text, *again;
    size_t least; /* bytes of `text`, to the end of a line, that are never parted */
};

static struct block block_of(const struct telling *t, const char *name, const char *text,
                             const char *least)
{
    const char *again = tr_format(t->strings, t->arena, "finish.continued", {"name", name, 0});
    return (struct block){.text = take_home_plain(t->arena, text),
                          .again = take_home_plain(t->arena, again),
                          .least = strlen(take_home_plain(t->arena, least))};
}

/* Who should not do it and what to mind stand before what is to be done. */
static struct block step_block(const struct telling *t, size_t index)
{
    const struct routine_step *step = &t->routine->steps[index];
    const struct exercise *e = step->exercise;
    const char *name = arena_printf(t->arena, "%zu. %s", index + 1, e->name);
    const char *dose = with_commas(t, part_dose_text(t->strings, t->arena, e, &step->dose));
    const char *text = part_told(t->strings, t->arena, name, dose);
    for (size_t i = 0; i < e->contraindications.count; i++)
        text = add_told(t, text, "exercise.not_if", e->contraindications.items[i]);
    const char *least = text;
    for (size_t i = 0; i < e->precautions.count; i++)
        text = add_told(t, text, "exercise.care", e->precautions.items[i]);
    text = add_line(t, text, step->note);
    for (size_t i = 0; i < e->step_count; i++)
        text = e->steps[i].role == ROLE_SAFETY ? add_safety(t, text, e->steps[i].text)
                                               : add_line(t, text, e->steps[i].text);
    return block_of(t, name, text, least);
}

/* What several exercises have in common is said once. */
typedef const struct string_list *common_fn(const struct exercise *exercise);

static const struct string_list *stop_signs(const struct exercise *exercise)
{
    return &exercise->stop_if;
}

static const struct string_list *who_asks(const struct exercise *exercise)
{
    return &exercise->ask_first;
}

static bool has_line(const struct telling *t, common_fn *common, size_t step, const char *line)
{
    return string_list_has(common(t->routine->steps[step].exercise), line);
}

/* The steps that have it: "2-4, 7"; "" when all have. */
static const char *steps_with(const struct telling *t, common_fn *common, const char *line)
{
    const char *steps = "";
    size_t count = t->routine->step_count, all = 0;
    for (size_t i = 0, end; i < count; i = end + 1) {
        for (end = i; end < count && has_line(t, common, end, line); end++)
            all++;
        if (end == i)
            continue;
        const char *range = end - i > 1 ? arena_printf(t->arena, "%zu-%zu", i + 1, end)
                                        : arena_printf(t->arena, "%zu", i + 1);
        steps = *steps ? part_listed(t->strings, t->arena, steps, range) : range;
    }
    return all < count ? steps : "";
}

/* "Ask first:" */
static const char *below_title(const struct telling *t, const char *title)
{
    const char *text = part_told(t->strings, t->arena, title, "");
    size_t length = strlen(text);
    return length > 0 && text[length - 1] == ' ' ? arena_strndup(t->arena, text, length - 1) : text;
}

/* Some step before this one has the line. */
static bool was_said(const struct telling *t, common_fn *common, size_t step, const char *line)
{
    for (size_t i = 0; i < step; i++)
        if (has_line(t, common, i, line))
            return true;
    return false;
}

static const char *add_common(const struct telling *t, const char *text, common_fn *common,
                              const char *line)
{
    const char *steps = steps_with(t, common, line);
    if (*steps)
        line = tr_format(t->strings, t->arena, "finish.for_steps", {"text", line, 0},
                         {"steps", steps, 0});
    return add_line(t, text, arena_printf(t->arena, "- %s", line));
}

/* Each line of all exercises once, below their title; NULL where there is none. */
static const char *common_text(const struct telling *t, const char *title, common_fn *common)
{
    const char *text = below_title(t, title), *lines = text;
    for (size_t s = 0; s < t->routine->step_count; s++) {
        const struct string_list *list = common(t->routine->steps[s].exercise);
        for (size_t i = 0; i < list->count; i++)
            if (!was_said(t, common, s, list->items[i]))
                lines = add_common(t, lines, common, list->items[i]);
    }
    return lines == text ? NULL : lines;
}

/* What holds for all of it. */
static struct block rules_block(const struct telling *t)
{
    const char *often = *t->routine->how_often
                            ? part_told(t->strings, t->arena, tr(t->strings, "finish.how_often"),
                                        t->routine->how_often)
                            : tr(t->strings, "finish.ask_how_often");
    const char *stop = common_text(t, tr(t->strings, "exercise.stop_if"), stop_signs);
    const char *rule = stop ? stop : tr(t->strings, "finish.stop_rule");
    return block_of(t, tr(t->strings, "exercise.stop_if"), add_line(t, often, rule), often);
}

/* Who should ask; false where there is nothing to ask. */
static bool ask_block(const struct telling *t, struct block *out)
{
    const char *title = tr(t->strings, "exercise.ask_first");
    const char *ask = common_text(t, title, who_asks);
    if (ask)
        *out = block_of(t, title, ask, "");
    return ask != NULL;
}

/* Below the routine's name: the first text has all signs to stop for, the others name them in
 * brief, or where that takes too many of them, say where they stand. */
enum heads { HEADS_BRIEF, HEADS_POINT };

static const char *head_text(const struct telling *t, enum heads heads, size_t index, size_t count)
{
    const char *name = t->routine->name;
    if (count > 1)
        name = arena_printf(t->arena, "%s %zu/%zu", name, index + 1, count);
    const char *rule = heads == HEADS_BRIEF
                           ? tr(t->strings, "finish.stop_brief")
                           : tr_format(t->strings, t->arena, "finish.stop_first",
                                       {"count", arena_printf(t->arena, "%zu", count), 0});
    return take_home_plain(t->arena, index > 0 ? add_line(t, name, rule) : name);
}

static const char gap[] = "\n\n";

enum {
    GAP = sizeof gap - 1,
    ROOM_MIN = 200, /* bytes: some sentences, whatever stands above them */
    PART_MIN = 60   /* bytes that are worth parting a block for */
};

struct blocks {
    struct block *items; /* never parted where one fits */
    size_t count, longest;
};

static void add_block(struct blocks *blocks, struct block block)
{
    size_t length = strlen(block.text);
    blocks->longest = length > blocks->longest ? length : blocks->longest;
    blocks->items[blocks->count++] = block;
}

static struct blocks tell(const struct telling *t)
{
    struct blocks blocks = {.items =
                                ARENA_ARRAY(t->arena, struct block, t->routine->step_count + 2)};
    struct block ask;
    add_block(&blocks, rules_block(t));
    if (ask_block(t, &ask))
        add_block(&blocks, ask);
    for (size_t i = 0; i < t->routine->step_count; i++)
        add_block(&blocks, step_block(t, i));
    return blocks;
}

struct filling {
    struct arena *arena;
    size_t room;  /* bytes in one text, below its head */
    size_t extra; /* so many more in the first, whose head is short */
    bool parts;   /* blocks are parted between lines to fill a text up */
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

/* Bytes of the block that the last text takes, to the end of a line; 0: none. */
static size_t taken_by_last(const struct filling *f, const struct block *block)
{
    if (f->bodies.count == 0)
        return 0;
    size_t used = strlen(f->bodies.items[f->bodies.count - 1]) + GAP, room = room_in_last(f);
    if (used + strlen(block->text) <= room)
        return strlen(block->text);
    if (!f->parts || used + PART_MIN > room)
        return 0;
    size_t end = parting(block->text, room - used);
    return block->text[end] == '\n' && end >= block->least ? end : 0;
}

/* What is left of a block, under its name where something of it stands in another text. */
static void fill_rest(struct filling *f, const struct block *block, const char *rest)
{
    const char *again = arena_printf(f->arena, "%s\n", block->again);
    if (2 * strlen(again) > f->room)
        again = "";
    const char *above = rest > block->text ? again : "";
    while (strlen(above) + strlen(rest) > f->room) {
        size_t end = parting(rest, f->room - strlen(above));
        const char *part = arena_strndup(f->arena, rest, end);
        begin_body(f, arena_printf(f->arena, "%s%s", above, part));
        rest += end + (rest[end] == '\n' || rest[end] == ' ');
        above = again;
    }
    begin_body(f, arena_printf(f->arena, "%s%s", above, rest));
}

static void fill_block(struct filling *f, const struct block *block)
{
    size_t taken = taken_by_last(f, block);
    if (taken > 0) {
        const char **last = &f->bodies.items[f->bodies.count - 1];
        const char *part = arena_strndup(f->arena, block->text, taken);
        *last = arena_printf(f->arena, "%s%s%s", *last, gap, part);
        taken += block->text[taken] == '\n';
    }
    if (block->text[taken])
        fill_rest(f, block, block->text + taken);
}

static struct filling fill(const struct filling *like, const struct blocks *blocks, size_t room)
{
    struct filling filling = *like;
    filling.room = room;
    for (size_t i = 0; i < blocks->count && !filling.left_out; i++)
        fill_block(&filling, &blocks->items[i]);
    return filling;
}

/* As few texts as with all the room, none much longer than another. */
static struct filling fill_evenly(const struct filling *like, const struct blocks *blocks,
                                  size_t room)
{
    struct filling best = fill(like, blocks, room);
    size_t low = blocks->longest, high = room;
    while (low < high && !best.left_out) {
        size_t middle = (low + high) / 2;
        struct filling tried = fill(like, blocks, middle);
        bool as_few = !tried.left_out && tried.bodies.count == best.bodies.count;
        if (as_few)
            best = tried;
        *(as_few ? &high : &low) = as_few ? middle : middle + 1;
    }
    return best;
}

/* With whole blocks, unless that takes more texts. */
static struct filling fill_few(const struct filling *like, const struct blocks *blocks, size_t room)
{
    struct filling whole = fill_evenly(like, blocks, room), parting = *like;
    parting.parts = true;
    struct filling parted = fill_evenly(&parting, blocks, room);
    return parted.bodies.count < whole.bodies.count ? parted : whole;
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

static struct filling fill_below(const struct telling *t, const struct blocks *blocks,
                                 enum heads heads, size_t most_bytes)
{
    const char *first = head_text(t, heads, 0, TAKE_HOME_TEXTS_MAX);
    const char *most = head_text(t, heads, TAKE_HOME_TEXTS_MAX - 1, TAKE_HOME_TEXTS_MAX);
    const struct filling empty = {.arena = t->arena, .extra = strlen(most) - strlen(first)};
    return fill_few(&empty, blocks, room_below(most, most_bytes));
}

struct take_home_texts take_home_texts(const struct strings *strings, struct arena *arena,
                                       const struct routine *routine, size_t most_bytes)
{
    struct telling t = {strings, arena, routine};
    struct blocks blocks = tell(&t);
    enum heads heads = HEADS_BRIEF;
    struct filling empty = {.arena = arena};
    struct filling f = fill(&empty, &blocks, room_below(head_text(&t, heads, 0, 1), most_bytes));
    if (f.bodies.count > 1)
        f = fill_below(&t, &blocks, heads, most_bytes);
    if (f.bodies.count > TAKE_HOME_FEW) {
        heads = HEADS_POINT;
        f = fill_below(&t, &blocks, heads, most_bytes);
    }
    if (f.left_out)
        say_left_out(&t, &f);
    for (size_t i = 0; i < f.bodies.count; i++) {
        const char *head = head_text(&t, heads, i, f.bodies.count);
        f.bodies.items[i] = arena_printf(arena, "%s%s%s", head, gap, f.bodies.items[i]);
    }
    return f.bodies;
}
