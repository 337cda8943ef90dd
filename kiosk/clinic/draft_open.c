#include <stdlib.h>
#include <string.h>

#include "clinic/draft_internal.h"
#include "content/content_internal.h"
#include "json/json.h"

static const struct routine *routine_in(const struct content *content, const char *id)
{
    for (size_t i = 0; i < content->routine_count + content->hidden_count; i++)
        if (strcmp(content->routines[i]->id, id) == 0)
            return content->routines[i];
    return NULL;
}

/* Texts that a language shows in another one are no translations. */
static void add_words(struct draft *draft, struct draft_words *words, const char *code,
                      const char *text, const char *original)
{
    if (words->count == 0 || strcmp(text, original) != 0)
        draft_words_set(draft, words, code, text);
}

static void add_language(struct draft *draft, const char *code, const struct routine *from,
                         const struct routine *original)
{
    struct draft_state *now = &draft->now;
    add_words(draft, &now->name, code, from->name, original->name);
    add_words(draft, &now->summary, code, from->summary, original->summary);
    add_words(draft, &now->how_often, code, from->how_often, original->how_often);
    for (int i = 0; i < now->step_count; i++)
        add_words(draft, &now->steps[i].note, code, from->steps[i].note, original->steps[i].note);
}

static struct string_list copy_list(struct draft *draft, const struct string_list *from)
{
    const char **items = ARENA_ARRAY(&draft->arena, const char *, from->count + 1);
    for (size_t i = 0; i < from->count; i++)
        items[i] = arena_strdup(&draft->arena, from->items[i]);
    return (struct string_list){items, from->count};
}

static void copy_steps(struct draft *draft, const struct routine *from)
{
    for (size_t i = 0; i < from->step_count && i < ROUTINE_STEPS_MAX; i++)
        draft->now.steps[draft->now.step_count++] = (struct draft_step){
            .exercise = arena_strdup(&draft->arena, from->steps[i].exercise->id),
            .dose = from->steps[i].dose,
            .from = -1};
    draft->now.chosen = draft->now.step_count > 0 ? 0 : -1;
}

/* In all languages. */
static void copy_routine(struct draft *draft, const struct content *content,
                         const struct routine *routine)
{
    struct draft_state *now = &draft->now;
    copy_steps(draft, routine);
    now->conditions = copy_list(draft, &routine->conditions);
    now->body_regions = copy_list(draft, &routine->body_regions);
    now->color = routine->color;
    now->person = arena_strdup(&draft->arena, routine->person);
    now->red_flags = arena_strdup(&draft->arena, routine->red_flags ? routine->red_flags->id : "");
    now->change_s = routine->change_s;
    const struct routine *original = NULL;
    for (size_t i = 0; i < content->language_count; i++) {
        const struct content_language *language = &content->languages[i];
        const struct routine *there = routine_in(language->content, routine->id);
        if (!original)
            original = there;
        if (there && strlen(language->code) < DRAFT_CODE_SIZE)
            add_language(draft, language->code, there, original);
    }
}

void draft_copy(struct draft *draft, const struct content *content, const struct routine *routine,
                const char *code, const char *name)
{
    draft_begin_after(draft);
    copy_routine(draft, content, routine);
    if (name) {
        draft->now.name.count = 0;
        draft_words_set(draft, &draft->now.name, code, name);
    }
    draft_changed(draft);
}

struct opening {
    struct draft *draft;
    struct own_pack *own;
    const struct content *content;
    const char *language; /* of the texts in its file */
    struct fault_list unheard;
};

static void take_word(struct opening *o, struct json object, const char *key, const char *code,
                      struct draft_words *words)
{
    const char *text = json_peek_string(object, key, &o->draft->arena);
    if (text)
        draft_words_set(o->draft, words, code, text);
}

/* Laid over the exercise's own, whatever the exercise allows. */
static struct dose read_dose(struct opening *o, struct json step, const struct exercise *exercise)
{
    static const struct dose_range any[DOSE_FIELD_COUNT];
    struct dose dose;
    dose_default(&dose);
    if (exercise && exercise->has_dose)
        dose = exercise->dose;
    struct json own = json_peek(step, "dose");
    if (json_present(own))
        dose_read_override(own, any, true, &dose);
    (void)o;
    return dose;
}

static void open_steps(struct opening *o, struct json root)
{
    struct draft_state *now = &o->draft->now;
    struct json steps = json_peek(root, "steps");
    for (struct json item = json_first(steps);
         json_present(item) && now->step_count < ROUTINE_STEPS_MAX; item = json_next(item)) {
        const char *id = json_peek_string(item, "exercise", &o->draft->arena);
        struct draft_step *step = &now->steps[now->step_count];
        *step = (struct draft_step){.exercise = id ? id : "", .from = now->step_count};
        step->dose = read_dose(o, item, content_exercise(o->content, step->exercise));
        take_word(o, item, "note", o->language, &step->note);
        now->step_count++;
    }
    now->chosen = now->step_count > 0 ? 0 : -1;
}

static struct json_file *parse(struct opening *o, const char *name, struct fault_list *faults)
{
    size_t length;
    const char *text = own_text(o->own, name, &length);
    return text ? json_parse(arena_printf(&o->draft->arena, "own/%s", name), text, length, faults)
                : NULL;
}

static void open_notes(struct opening *o, struct json entry, const char *code)
{
    struct json note = json_first(json_peek(entry, "notes"));
    for (int i = 0; i < o->draft->now.step_count && json_present(note); i++, note = json_next(note))
        if (json_type(note) == JSON_STRING)
            draft_words_set(o->draft, &o->draft->now.steps[i].note, code,
                            json_value_string(note, JSON_MAX_BYTES, &o->draft->arena));
}

static void open_languages(struct opening *o, const char *id)
{
    const char **names;
    size_t count = own_files(o->own, "lang", &o->draft->arena, &names);
    for (size_t i = 0; i < count; i++) {
        char code[DRAFT_CODE_SIZE];
        size_t length = strlen(names[i]) - 5;
        if (length >= sizeof code)
            continue;
        memcpy(code, names[i], length);
        code[length] = '\0';
        struct json_file *file =
            parse(o, arena_printf(&o->draft->arena, "lang/%s", names[i]), &o->unheard);
        struct json entry = json_peek(json_peek(json_root(file), "routines"), id);
        take_word(o, entry, "name", code, &o->draft->now.name);
        take_word(o, entry, "summary", code, &o->draft->now.summary);
        take_word(o, entry, "how_often", code, &o->draft->now.how_often);
        open_notes(o, entry, code);
        json_free(file);
    }
}

/* A file must have a name: where there was none in its language, another language's stands there,
 * see draft_save.c. */
static void forget_stand_in(struct opening *o, struct draft_words *words)
{
    const char *text = draft_words_in(words, o->language, NULL);
    bool elsewhere = false;
    for (int i = 0; i < words->count; i++)
        elsewhere |= strcmp(words->items[i].code, o->language) != 0 &&
                     strcmp(words->items[i].text, text) == 0;
    if (elsewhere)
        draft_words_set(o->draft, words, o->language, "");
}

static bool in_list(struct opening *o, const char *key, const char *word)
{
    struct json_file *head = parse(o, "pack.json", &o->unheard);
    bool found = false;
    struct json list = json_peek(json_root(head), key);
    for (struct json item = json_first(list); json_present(item) && !found; item = json_next(item))
        found = json_type(item) == JSON_STRING &&
                strcmp(json_value_string(item, JSON_MAX_BYTES, NULL), word) == 0;
    json_free(head);
    return found;
}

static bool in_demo(struct opening *o, const char *id, bool otherwise)
{
    struct json_file *head = parse(o, "pack.json", &o->unheard);
    struct json value = json_peek(json_peek(json_root(head), "demo"), id);
    if (json_type(value) == JSON_BOOL)
        json_value_bool(value, &otherwise);
    json_free(head);
    return otherwise;
}

static void open_rest(struct opening *o, struct json root, const char *id)
{
    struct draft_state *now = &o->draft->now;
    struct arena *arena = &o->draft->arena;
    static const char *const texts[] = {"person", "red_flags"};
    const char **places[] = {&now->person, &now->red_flags};
    now->color = draft_color_of(root, now->color);
    for (int i = 0; i < 2; i++) {
        const char *text = json_peek_string(root, texts[i], arena);
        if (text)
            *places[i] = text;
    }
    struct json value = json_peek(root, "change_s");
    if (json_type(value) == JSON_NUMBER)
        json_value_int(value, 0, ROUTINE_CHANGE_S_MAX, &now->change_s);
    bool demo = false;
    if (json_type(json_peek(root, "demo")) == JSON_BOOL)
        json_value_bool(json_peek(root, "demo"), &demo);
    now->demo = in_demo(o, id, demo);
    now->shown = !in_list(o, "hide", id);
}

static const char *routine_file(struct opening *o, const char *id)
{
    return arena_printf(&o->draft->arena, "routines/%s.json", id);
}

static void open_root(struct opening *o, struct json root, const char *id)
{
    struct draft_state *now = &o->draft->now;
    now->id = arena_strdup(&o->draft->arena, id);
    take_word(o, root, "name", o->language, &now->name);
    take_word(o, root, "summary", o->language, &now->summary);
    take_word(o, root, "how_often", o->language, &now->how_often);
    open_steps(o, root);
    open_rest(o, root, id);
    open_languages(o, id);
    forget_stand_in(o, &now->name);
    forget_stand_in(o, &now->summary);
    for (int i = 0; i < now->step_count; i++)
        forget_stand_in(o, &now->steps[i].note);
}

static bool open_file(struct opening *o, const char *id, struct fault_list *faults)
{
    const char *name = routine_file(o, id);
    struct fault_list own = {0};
    struct json_file *file = parse(o, name, &own);
    for (const struct fault *f = file ? NULL : own.first; f; f = f->next)
        fault_add(faults, f->severity, f->file, f->line, f->column, f->path, "%s", f->message);
    if (!file && own.errors == 0)
        fault_add(faults, FAULT_ERROR, name, 0, 0, "$", "is not there");
    if (file)
        open_root(o, json_root(file), id);
    json_free(file);
    fault_list_free(&own);
    return file != NULL;
}

/* Something of the routine must have been understood: a list of its steps. */
static bool open_guessed(struct opening *o, const char *id)
{
    size_t length;
    const char *text = own_text(o->own, routine_file(o, id), &length);
    struct json_file *file = text ? json_parse_mended("", text, length, &o->unheard) : NULL;
    struct json step = json_first(json_peek(json_root(file), "steps"));
    bool good = json_present(json_peek(step, "exercise"));
    if (good)
        open_root(o, json_root(file), id);
    json_free(file);
    return good;
}

/* What is shown of it stands in for a file that cannot be read. */
static bool open_shown(struct opening *o, const char *id)
{
    struct draft_state *now = &o->draft->now;
    const struct routine *routine = routine_in(o->content, id);
    if (!routine)
        return false;
    copy_routine(o->draft, o->content, routine);
    now->id = arena_strdup(&o->draft->arena, id);
    now->demo = in_demo(o, id, routine->demo);
    now->shown = !in_list(o, "hide", id);
    draft_changed(o->draft);
    return true;
}

enum draft_source draft_open(struct draft *draft, const struct own_place *place,
                             const struct content *content, const char *id,
                             struct fault_list *faults)
{
    struct own_pack *own = own_open(place, faults);
    if (!own)
        return DRAFT_FROM_NOTHING;
    draft_begin_after(draft);
    struct opening o = {.draft = draft, .own = own, .content = content};
    o.language = arena_strdup(&draft->arena, own_language(own));
    enum draft_source source = open_file(&o, id, faults) ? DRAFT_FROM_FILE
                               : open_shown(&o, id)      ? DRAFT_FROM_SHOWN
                               : open_guessed(&o, id)    ? DRAFT_FROM_GUESS
                                                         : DRAFT_FROM_NOTHING;
    fault_list_free(&o.unheard);
    own_close(own);
    return source;
}
