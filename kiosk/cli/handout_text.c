#include "cli/handout_text.h"

#include <string.h>

#include "base/text_break.h"
#include "base/utf8.h"
#include "cli/handout_pictures.h"
#include "screens/parts.h"
#include "session/session.h"

/* What a handout says of a routine. The pages that say how often and when to stop are known by
 * their ids; a pack without them has none on paper either. */

enum { STEP_PARTS = 6, OPENING_PARTS = 2, AFTER_SECTIONS = 2 };

struct writer {
    const struct handout_source *source;
    struct arena *arena;
    struct figure_renderer *renderer;
};

static const char *word(const struct writer *w, const char *key)
{
    return tr(w->source->strings, key);
}

static const char joiner[] = "\u2060";

static bool ideographic_at(const char *text, size_t length)
{
    size_t next;
    return text_is_ideographic(utf8_at(text, length, 0, &next));
}

/* A joiner between all characters of a piece that has no letters of an alphabet beside each
 * other. */
static char *join_piece(char *out, const char *piece, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t cluster = text_cluster(piece + at, length - at);
        bool here = ideographic_at(piece + at, length - at);
        memcpy(out, piece + at, cluster);
        out += cluster;
        at += cluster;
        if (at < length && piece[at - cluster] != ' ' &&
            (here || ideographic_at(piece + at, length - at)))
            out = stpcpy(out, joiner);
    }
    return out;
}

static const char *text(const struct writer *w, const char *plain)
{
    size_t length = strlen(plain);
    char *joined = arena_alloc(w->arena, 4 * length + 1), *end = joined;
    for (size_t piece; length > 0; plain += piece, length -= piece) {
        piece = text_piece(plain, length);
        if (piece == 0)
            piece = text_cluster(plain, length);
        end = join_piece(end, plain, piece);
    }
    return joined;
}

static struct handout_list list(const struct writer *w, struct string_list from)
{
    const char **items = ARENA_ARRAY(w->arena, const char *, from.count + 1);
    for (size_t i = 0; i < from.count; i++)
        items[i] = text(w, from.items[i]);
    return (struct handout_list){items, from.count};
}

static struct handout_part part(const char *heading)
{
    return (struct handout_part){.heading = heading, .told = "", .text = ""};
}

static void add(struct handout_parts *parts, struct handout_part part)
{
    /* Made by the arena, to be filled here. */
    ((struct handout_part *)(uintptr_t)parts->items)[parts->count++] = part;
}

static void add_list(const struct writer *w, struct handout_parts *parts, enum handout_tone tone,
                     const char *key, struct string_list from)
{
    struct handout_part listed = part(text(w, word(w, key)));
    listed.tone = tone;
    listed.list = list(w, from);
    if (from.count > 0)
        add(parts, listed);
}

/* "**Heading:** told" */
static void add_told(const struct writer *w, struct handout_parts *parts, enum handout_tone tone,
                     const char *heading, const char *told)
{
    struct handout_part line =
        part(text(w, arena_printf(w->arena, "%s%s", heading, word(w, "common.colon"))));
    line.tone = tone;
    line.told = text(w, told);
    if (*told)
        add(parts, line);
}

static struct handout_parts room(const struct writer *w, size_t count)
{
    return (struct handout_parts){ARENA_ARRAY(w->arena, struct handout_part, count), 0};
}

/* The texts whose role is in `roles`, in the order of the file. */
static struct string_list texts_of(const struct writer *w, const struct exercise *e, unsigned roles)
{
    const char **items = ARENA_ARRAY(w->arena, const char *, e->step_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < e->step_count; i++)
        if (roles & 1u << e->steps[i].role)
            items[count++] = e->steps[i].text;
    return (struct string_list){items, count};
}

static const char *dotted(const struct writer *w, const char *all, struct string_list from)
{
    for (size_t i = 0; i < from.count; i++)
        all = *all ? arena_printf(w->arena, "%s · %s", all, from.items[i]) : from.items[i];
    return all;
}

/* What the easier one asks that the other has not. */
static struct string_list only_in(const struct writer *w, struct string_list one,
                                  struct string_list other)
{
    const char **items = ARENA_ARRAY(w->arena, const char *, one.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < one.count; i++)
        if (!string_list_has(&other, one.items[i]))
            items[count++] = one.items[i];
    return (struct string_list){items, count};
}

static const char *dotted_told(const struct writer *w, const char *all, const char *key,
                               struct string_list from)
{
    for (size_t i = 0; i < from.count; i++) {
        const char *told = part_told(w->source->strings, w->arena, word(w, key), from.items[i]);
        all = arena_printf(w->arena, "%s · %s", all, told);
    }
    return all;
}

/* Whole: whoever needs it has this sheet only. "" where there is none. */
static const char *easier(const struct writer *w, const struct exercise *from)
{
    const struct exercise *e = from->easier;
    if (!e)
        return "";
    const char *all = dotted(w, e->name, texts_of(w, e, 1u << ROLE_SETUP | 1u << ROLE_MOVE));
    all = dotted_told(w, all, "exercise.not_if",
                      only_in(w, e->contraindications, from->contraindications));
    return dotted_told(w, all, "exercise.ask_first", only_in(w, e->ask_first, from->ask_first));
}

static struct handout_parts how(const struct writer *w, const struct exercise *e)
{
    struct handout_parts parts = room(w, STEP_PARTS);
    struct handout_part what = part("");
    what.list = list(w, texts_of(w, e, 1u << ROLE_SETUP | 1u << ROLE_MOVE | 1u << ROLE_BREATHE));
    what.numbered = true;
    if (what.list.count > 0)
        add(&parts, what);
    add_list(w, &parts, HANDOUT_PLAIN, "exercise.mind", texts_of(w, e, 1u << ROLE_CUE));
    if (*e->feel)
        add_told(w, &parts, HANDOUT_PLAIN, word(w, "exercise.feel"),
                 part_known_or_plain(w->source->strings, w->arena, "feel", e->feel));
    add_told(w, &parts, HANDOUT_PLAIN, word(w, "exercise.hurts"),
             dotted(w, "", texts_of(w, e, 1u << ROLE_SAFETY)));
    add_told(w, &parts, HANDOUT_PLAIN, word(w, "exercise.easier"), easier(w, e));
    return parts;
}

/* Who has to ask, to leave it, or to stop. */
static struct handout_parts warnings(const struct writer *w, const struct exercise *e)
{
    struct handout_parts parts = room(w, STEP_PARTS);
    add_list(w, &parts, HANDOUT_CARE, "exercise.care", e->precautions);
    add_list(w, &parts, HANDOUT_CARE, "exercise.ask_first", e->ask_first);
    add_list(w, &parts, HANDOUT_STOP, "exercise.not_if", e->contraindications);
    add_told(w, &parts, HANDOUT_STOP, word(w, "exercise.stop_if"), dotted(w, "", e->stop_if));
    return parts;
}

static struct handout_step step(const struct writer *w, const struct routine_step *from)
{
    const struct exercise *e = from->exercise;
    const struct strings *strings = w->source->strings;
    struct handout_step out = {.name = text(w, e->name), .note = text(w, from->note), .dose = ""};
    if (e->has_dose || !e->activity)
        out.dose = text(w, part_dose_text(strings, w->arena, e, &from->dose));
    unsigned person = (unsigned)part_person(w->source->routine);
    out.picture_count = handout_exercise_pictures(w->arena, w->renderer, e, person, out.pictures);
    if (e->clip && !figure_clip_cyclic(e->clip)) {
        out.pictures[0].caption = text(w, word(w, "handout.start"));
        out.pictures[1].caption = text(w, word(w, "handout.end"));
    }
    out.beside = how(w, e);
    out.below = warnings(w, e);
    return out;
}

static void add_emergency(const struct writer *w, struct handout_parts *parts)
{
    const char *number = w->source->emergency;
    if (*number)
        add(parts, part(part_emergency(w->source->strings, w->arena, number)));
}

/* Without what concerns another part of the body. */
static struct handout_section section(const struct writer *w, const struct page *page)
{
    struct handout_section out = {.title = page ? text(w, page->title) : ""};
    out.parts = room(w, page ? 2 * page->section_count : 0);
    for (size_t i = 0; page && i < page->section_count; i++) {
        const struct page_section *from = &page->sections[i];
        if (from->regions.count > 0 && !routine_exercises(w->source->routine, &from->regions))
            continue;
        struct handout_part one = part(text(w, from->heading));
        const char **cells = ARENA_ARRAY(w->arena, const char *, from->rows * from->columns + 1);
        for (size_t c = 0; c < from->rows * from->columns; c++)
            cells[c] = text(w, from->cells[c]);
        one.text = text(w, from->text);
        one.list = list(w, from->list);
        one.cells = cells;
        one.rows = from->rows;
        one.columns = from->columns;
        add(&out.parts, one);
        if (from->emergency)
            add_emergency(w, &out.parts);
    }
    return out;
}

static const struct page *page_of(const struct writer *w, const char *id)
{
    return content_page(w->source->content, id);
}

static bool has_line(const struct handout_parts *parts, const char *line)
{
    for (size_t i = 0; i < parts->count; i++)
        if (strcmp(parts->items[i].text, line) == 0)
            return true;
    return false;
}

static void add_lines(const struct writer *w, struct handout_parts *parts, struct string_list from)
{
    for (size_t i = 0; i < from.count; i++) {
        struct handout_part line = part("");
        line.text = text(w, from.items[i]);
        line.small = true;
        if (!has_line(parts, line.text))
            add(parts, line);
    }
}

static void add_review(const struct writer *w, struct handout_parts *parts,
                       const struct review *review)
{
    struct handout_part line = part("");
    line.text = word(w, "exercise.not_reviewed");
    if (*review->by && *review->date)
        line.text = tr_format(w->source->strings, w->arena, "exercise.reviewed",
                              {"name", review->by, 0}, {"date", review->date, 0});
    line.text = text(w, line.text);
    line.small = true;
    if (*review->by && !has_line(parts, line.text))
        add(parts, line);
}

/* Each once, in the order of first use; below them who has reviewed what. */
static struct handout_section sources(const struct writer *w)
{
    const struct routine *r = w->source->routine;
    size_t count = r->step_count;
    for (size_t i = 0; i < r->step_count; i++)
        count += r->steps[i].exercise->sources.count;
    struct handout_section out = {.title = text(w, word(w, "advice.sources"))};
    out.parts = room(w, count);
    for (size_t i = 0; i < r->step_count; i++)
        add_lines(w, &out.parts, r->steps[i].exercise->sources);
    for (size_t i = 0; i < r->step_count; i++)
        add_review(w, &out.parts, r->steps[i].exercise->review);
    return out;
}

/* "9 min · On a mat · You need: Mat, Chair" */
static const char *facts(const struct writer *w)
{
    const struct strings *strings = w->source->strings;
    const struct routine *r = w->source->routine;
    const char *things =
        part_equipment(strings, w->arena, routine_equipment(r, w->arena), JOIN_COMMAS);
    const char *place = word(w, arena_printf(w->arena, "place.%s", place_name(routine_place(r))));
    const char *length = part_minutes(strings, w->arena, session_routine_length(r));
    const char *all = arena_printf(w->arena, "%s · %s", length, place);
    if (*things)
        all = arena_printf(w->arena, "%s · %s", all,
                           part_told(strings, w->arena, word(w, "overview.equipment"), things));
    return text(w, all);
}

static struct handout_parts opening(const struct writer *w)
{
    const char *often = w->source->routine->how_often;
    struct handout_parts parts = room(w, OPENING_PARTS);
    struct handout_part ask = part(text(w, word(w, "finish.ask_how_often")));
    ask.tone = HANDOUT_CARE;
    if (!*often) /* as the code says */
        add(&parts, ask);
    add_told(w, &parts, HANDOUT_CARE, word(w, "finish.how_often"), often);
    add_told(w, &parts, HANDOUT_STOP, word(w, "handout.stop"), word(w, "finish.stop_rule"));
    return parts;
}

void handout_fill(struct handout *handout, struct arena *arena, const struct handout_source *source)
{
    const struct writer w = {source, arena, figure_renderer_create()};
    const struct routine *r = source->routine;
    struct handout_step *steps = ARENA_ARRAY(arena, struct handout_step, r->step_count);
    struct handout_section *after = ARENA_ARRAY(arena, struct handout_section, AFTER_SECTIONS);
    for (size_t i = 0; i < r->step_count; i++)
        steps[i] = step(&w, &r->steps[i]);
    after[0] = section(&w, page_of(&w, "when-to-stop"));
    after[1] = section(&w, page_of(&w, "how-often"));
    if (source->content->logo.count > 0)
        handout->logo = handout_photo(arena, &source->content->logo.items[0]);
    handout->language = strings_code(source->strings);
    handout->right_to_left = strings_right_to_left(source->strings);
    handout->clinic = source->content->logo_alt ? source->content->logo_alt : "";
    handout->title = text(&w, r->name);
    handout->summary = text(&w, r->summary);
    handout->facts = facts(&w);
    handout->opening = opening(&w);
    handout->before = section(&w, content_red_flags(source->content, r));
    handout->steps = steps;
    handout->step_count = r->step_count;
    handout->after = after;
    handout->after_count = AFTER_SECTIONS;
    handout->sources = sources(&w);
    handout->notes = text(&w, word(&w, "handout.notes"));
    figure_renderer_destroy(w.renderer);
}
