#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clinic/draft_internal.h"
#include "clinic/own_slug.h"
#include "json/json.h"
#include "json/json_edit.h"

/* What is written where: texts in the pack's first language into the routine's own file, all others
 * into lang/CODE.json. A file must have a name and a note where a language file has one, so that a
 * text that is missing in the first language is there in the language that it was written in first,
 * and in that one's file, too: draft_open tells by that. */

struct saving {
    struct draft *draft;
    struct own_pack *own;
    const struct content *content;
    struct arena arena;
    const char *id, *language;
};

/* In the file: the pack's language, else whichever was first. */
static const char *in_file(const struct saving *s, const struct draft_words *words)
{
    return draft_words_in(words, s->language, NULL);
}

static void put_text(struct json_edit *edit, const char *path, const char *text)
{
    if (*text)
        json_edit_set_string(edit, path, text);
    else
        json_edit_remove(edit, path);
}

static void put_numbers(struct saving *s, struct json_edit *edit, const char *path,
                        const double *numbers, int count)
{
    json_edit_set_empty(edit, path, JSON_ARRAY);
    for (int i = 0; i < count; i++)
        json_edit_set_number(edit, arena_printf(&s->arena, "%s/%d", path, i), numbers[i]);
}

static bool same_numbers(const double *a, const double *b, int count)
{
    for (int i = 0; i < count; i++)
        if (a[i] < b[i] || a[i] > b[i])
            return false;
    return true;
}

/* Only what differs from the exercise's own: what its pack changes later then comes through. */
static void put_dose(struct saving *s, struct json_edit *edit, const char *path,
                     const struct dose *dose, const struct exercise *exercise)
{
    struct dose own = {0}, mine = *dose;
    bool known = exercise && exercise->has_dose;
    if (known)
        own = exercise->dose;
    enum dose_kind kind = dose_kind(dose);
    bool otherwise = !known || dose_kind(&own) != kind;
    json_edit_remove(edit, path);
    for (int f = 0; f < DOSE_FIELD_COUNT; f++) {
        enum dose_field field = (enum dose_field)f;
        int number = *dose_number(&mine, field);
        bool differs = number != *dose_number(&own, field);
        /* What says how is said again where the exercise counts otherwise, or says nothing. */
        bool says_how = field == dose_made[kind].counted[0];
        if (dose_uses(kind, field) && (differs || (otherwise && says_how)))
            json_edit_set_number(edit, arena_printf(&s->arena, "%s/%s", path, dose_key(field)),
                                 number);
    }
    if (kind == DOSE_PACED && (otherwise || !same_numbers(own.tempo_s, mine.tempo_s, 3)))
        put_numbers(s, edit, arena_printf(&s->arena, "%s/tempo_s", path), mine.tempo_s, 3);
    if (kind == DOSE_BREATHS && !same_numbers(own.breath_s, mine.breath_s, 2))
        put_numbers(s, edit, arena_printf(&s->arena, "%s/breath_s", path), mine.breath_s, 2);
}

/* With what else stood in the step it was made of. */
static void put_step(struct saving *s, struct json_edit *edit, int index, struct json before)
{
    const struct draft_step *step = &s->draft->now.steps[index];
    const char *path = arena_printf(&s->arena, "steps/%d", index);
    struct json old = json_first(before);
    for (int i = 0; i < step->from && json_present(old); i++)
        old = json_next(old);
    const char *exercise = json_peek_string(old, "exercise", NULL);
    if (step->from >= 0 && exercise && strcmp(exercise, step->exercise) == 0)
        json_edit_set_copy(edit, path, old);
    json_edit_set_string(edit, arena_printf(&s->arena, "%s/exercise", path), step->exercise);
    put_dose(s, edit, arena_printf(&s->arena, "%s/dose", path), &step->dose,
             content_exercise(s->content, step->exercise));
    put_text(edit, arena_printf(&s->arena, "%s/note", path), in_file(s, &step->note));
}

enum { REGIONS_MAX = 3 };

/* Those that most steps exercise, for a routine that was not copied from one that says so. */
static struct string_list main_regions(struct saving *s)
{
    const char *found[64];
    int counts[64] = {0};
    size_t count = 0;
    for (int i = 0; i < s->draft->now.step_count; i++) {
        const struct exercise *e = content_exercise(s->content, s->draft->now.steps[i].exercise);
        for (size_t k = 0; e && k < e->body_regions.count; k++) {
            size_t at = 0;
            while (at < count && strcmp(found[at], e->body_regions.items[k]) != 0)
                at++;
            if (at == count && count < 64)
                found[count++] = e->body_regions.items[k];
            if (at < 64)
                counts[at]++;
        }
    }
    const char **items = ARENA_ARRAY(&s->arena, const char *, REGIONS_MAX);
    struct string_list list = {items, 0};
    while (list.count < REGIONS_MAX && list.count < count) {
        size_t best = 0;
        for (size_t i = 1; i < count; i++)
            if (counts[i] > counts[best])
                best = i;
        items[list.count++] = found[best];
        counts[best] = 0;
    }
    return list;
}

static void put_list(struct json_edit *edit, const char *path, const struct string_list *list)
{
    if (list->count > 0)
        json_edit_set_strings(edit, path, list->items, list->count);
}

/* Of a new one; of an older one it stays as it is. */
static void put_facts(struct saving *s, struct json_edit *edit)
{
    const struct draft_state *now = &s->draft->now;
    struct string_list regions = now->body_regions;
    if (regions.count == 0)
        regions = main_regions(s);
    put_list(edit, "conditions", &now->conditions);
    put_list(edit, "body_regions", &regions);
    if (now->change_s != ROUTINE_CHANGE_S)
        json_edit_set_number(edit, "change_s", now->change_s);
}

static void put_routine(struct saving *s, const char *name)
{
    const struct draft_state *now = &s->draft->now;
    const char *file = arena_printf(&s->arena, "routines/%s.json", s->id);
    struct fault_list unheard = {0};
    size_t length = 0;
    const char *text = own_text(s->own, file, &length);
    struct json_file *before = text ? json_parse(file, text, length, &unheard) : NULL;
    struct json_edit *edit = json_edit_of(before);
    json_edit_set_string(edit, "id", s->id);
    json_edit_set_string(edit, "name", now->name.count > 0 ? in_file(s, &now->name) : name);
    put_text(edit, "summary", in_file(s, &now->summary));
    put_text(edit, "how_often", in_file(s, &now->how_often));
    if (!before)
        put_facts(s, edit);
    json_edit_set_empty(edit, "steps", JSON_ARRAY);
    for (int i = 0; i < now->step_count; i++)
        put_step(s, edit, i, json_peek(json_root(before), "steps"));
    json_edit_remove(edit, "demo"); /* pack.json says it */
    put_text(edit, "red_flags", now->red_flags);
    json_edit_set_string(edit, "color", routine_color_names[now->color]);
    put_text(edit, "person", now->person);
    char *fresh = json_edit_print(edit, &length);
    own_put(s->own, file, fresh, length);
    free(fresh);
    json_edit_free(edit);
    json_free(before);
    fault_list_free(&unheard);
}

/* "" when there is nothing to say in this language. */
static const char *translation(const struct draft_words *words, const char *code)
{
    for (int i = 0; i < words->count; i++)
        if (strcmp(words->items[i].code, code) == 0)
            return words->items[i].text;
    return "";
}

static bool speaks(const struct saving *s, const char *code)
{
    const struct draft_state *now = &s->draft->now;
    bool any = *translation(&now->name, code) || *translation(&now->summary, code) ||
               *translation(&now->how_often, code);
    for (int i = 0; i < now->step_count; i++)
        any |= *translation(&now->steps[i].note, code) != '\0';
    return any;
}

/* A list is as long as the steps; where it holds "" the note is shown as it is in the file. */
static void put_notes(struct saving *s, struct json_edit *edit, const char *entry, const char *code)
{
    const struct draft_state *now = &s->draft->now;
    const char **notes = ARENA_ARRAY(&s->arena, const char *, now->step_count + 1);
    bool any = false;
    for (int i = 0; i < now->step_count; i++) {
        notes[i] = translation(&now->steps[i].note, code);
        any |= *notes[i] != '\0';
    }
    const char *path = arena_printf(&s->arena, "%s/notes", entry);
    if (any)
        json_edit_set_strings(edit, path, notes, (size_t)now->step_count);
    else
        json_edit_remove(edit, path);
}

static void put_language(struct saving *s, const char *code)
{
    const struct draft_state *now = &s->draft->now;
    const char *file = arena_printf(&s->arena, "lang/%s.json", code);
    const char *entry = arena_printf(&s->arena, "routines/%s", s->id);
    struct fault_list unheard = {0};
    size_t length = 0;
    const char *text = own_text(s->own, file, &length);
    struct json_file *before = text ? json_parse(file, text, length, &unheard) : NULL;
    bool named = json_present(json_peek(json_peek(json_root(before), "routines"), s->id));
    bool broken = text && !before; /* that is for who wrote it */
    if (!broken && (named || speaks(s, code))) {
        struct json_edit *edit = json_edit_of(before);
        if (speaks(s, code)) {
            put_text(edit, arena_printf(&s->arena, "%s/name", entry),
                     translation(&now->name, code));
            put_text(edit, arena_printf(&s->arena, "%s/summary", entry),
                     translation(&now->summary, code));
            put_text(edit, arena_printf(&s->arena, "%s/how_often", entry),
                     translation(&now->how_often, code));
            put_notes(s, edit, entry, code);
            own_add_language(s->own, code);
        } else {
            json_edit_remove(edit, entry);
        }
        char *fresh = json_edit_print(edit, &length);
        own_put(s->own, file, fresh, length);
        free(fresh);
        json_edit_free(edit);
    }
    json_free(before);
    fault_list_free(&unheard);
}

static void put_languages(struct saving *s)
{
    const struct draft_state *now = &s->draft->now;
    const struct draft_words *all[ROUTINE_STEPS_MAX + 3] = {&now->name, &now->summary,
                                                            &now->how_often};
    size_t count = 3;
    for (int i = 0; i < now->step_count; i++)
        all[count++] = &now->steps[i].note;
    for (size_t k = 0; k < count; k++)
        for (int i = 0; i < all[k]->count; i++)
            if (strcmp(all[k]->items[i].code, s->language) != 0)
                put_language(s, all[k]->items[i].code);
    const char **names; /* and those that say something of it no longer */
    size_t files = own_files(s->own, "lang", &s->arena, &names);
    for (size_t i = 0; i < files; i++) {
        const char *code = arena_strndup(&s->arena, names[i], strlen(names[i]) - 5);
        if (strcmp(code, s->language) != 0)
            put_language(s, code);
    }
}

static void saved(struct saving *s, const char *code, const char *name)
{
    struct draft_state *now = &s->draft->now;
    now->id = arena_strdup(&s->draft->arena, s->id);
    if (now->name.count == 0)
        draft_words_set(s->draft, &now->name, code, name);
    for (int i = 0; i < now->step_count; i++)
        now->steps[i].from = i;
    now->changed = false;
    s->draft->saved_at = s->draft->history_count;
    draft_keep(s->draft);
}

struct own_pack *draft_pack(const struct draft *draft, const struct own_place *place,
                            const struct content *content, const char *code, const char *name,
                            struct arena *arena, const char **id)
{
    struct draft copy = *draft; /* its texts are only read */
    struct saving s = {.draft = &copy, .content = content, .arena = *arena};
    const char *called =
        draft->now.name.count > 0 ? draft_words_in(&draft->now.name, code, NULL) : name;
    struct own_place named = *place;
    named.name = called;
    s.own = own_loose(&named, "own-routine");
    s.id = own_new_id(s.own, content, called, "own-routine", &s.arena);
    own_close(s.own);
    s.own = own_loose(&named, s.id);
    s.language = own_language(s.own);
    put_routine(&s, name);
    put_languages(&s);
    *arena = s.arena;
    *id = s.id;
    return s.own;
}

bool draft_save(struct draft *draft, const struct own_place *place, const struct content *content,
                const char *code, const char *name, struct fault_list *faults)
{
    struct own_pack *own = own_open(place, faults);
    if (!own)
        return false;
    struct saving s = {.draft = draft, .own = own, .content = content};
    s.language = own_language(own);
    const char *called =
        draft->now.name.count > 0 ? draft_words_in(&draft->now.name, code, NULL) : name;
    s.id =
        *draft->now.id ? draft->now.id : own_new_id(own, content, called, "own-routine", &s.arena);
    put_routine(&s, name);
    put_languages(&s);
    own_hide(own, s.id, !draft->now.shown);
    own_demo(own, s.id, draft->now.demo);
    bool done = own_write(own, NULL, faults);
    if (done)
        saved(&s, code, name);
    own_close(own);
    arena_free(&s.arena);
    return done;
}
