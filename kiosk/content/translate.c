#include "content/translate.h"

#include <stdio.h>
#include <string.h>

#include "content/translate_item.h"

/* A language's content is what was loaded, over which the packs' files of that language are laid in
 * the order of the packs. A file translates what its own pack or an earlier one holds: a text that
 * a later pack replaced has other words. */

static const char *const groups[CONTENT_KIND_COUNT] = {"exercises", "routines", "pages"};
static const char *const names[CONTENT_KIND_COUNT] = {"exercise", "routine", "page"};

/* A language being made. An item is the original's own until something in it becomes another, so
 * that thousands of exercises without a translation take no memory in five languages. */
struct draft {
    const struct content *original;
    const struct lang_source *source;
    struct arena *arena;
    struct content *made;
    const char *reviewed_by;
};

/* The exercise in this language; itself when it is not among those shown. */
static const struct exercise *in_language(const struct draft *draft,
                                          const struct exercise *exercise)
{
    if (!exercise)
        return NULL;
    size_t index = content_exercise_index(draft->original, exercise->id);
    return index < draft->original->exercise_count ? draft->made->exercises[index] : exercise;
}

static const struct page *page_in_language(const struct draft *draft, const struct page *page)
{
    for (size_t i = 0; i < draft->original->page_count; i++)
        if (draft->original->pages[i] == page)
            return draft->made->pages[i];
    return page;
}

static struct exercise *own_exercise(const struct draft *draft, size_t i)
{
    const struct exercise **place = &draft->made->exercises[i];
    if (*place == draft->original->exercises[i]) {
        struct exercise *copy = ARENA_NEW(draft->arena, struct exercise);
        *copy = **place;
        *place = copy;
    }
    return (struct exercise *)*place;
}

static struct routine *own_routine(const struct draft *draft, size_t i)
{
    const struct routine **place = &draft->made->routines[i];
    if (*place == draft->original->routines[i]) {
        struct routine *copy = ARENA_NEW(draft->arena, struct routine);
        *copy = **place;
        struct routine_step *steps =
            ARENA_ARRAY(draft->arena, struct routine_step, copy->step_count);
        memcpy(steps, copy->steps, copy->step_count * sizeof *steps);
        copy->steps = steps;
        *place = copy;
    }
    return (struct routine *)*place;
}

static struct page *own_page(const struct draft *draft, size_t i)
{
    const struct page **place = &draft->made->pages[i];
    if (*place == draft->original->pages[i]) {
        struct page *copy = ARENA_NEW(draft->arena, struct page);
        *copy = **place;
        *place = copy;
    }
    return (struct page *)*place;
}

static struct draft begin(struct content *content, const struct lang_source *source)
{
    struct arena *arena = &content->arena;
    struct content *made = ARENA_NEW(arena, struct content);
    *made = *content;
    made->arena = (struct arena){0};
    made->exercises = ARENA_ARRAY(arena, const struct exercise *, content->exercise_count);
    size_t routine_count = content->routine_count + content->hidden_count;
    made->routines = ARENA_ARRAY(arena, const struct routine *, routine_count);
    made->pages = ARENA_ARRAY(arena, const struct page *, content->page_count);
    for (size_t i = 0; i < content->exercise_count; i++)
        made->exercises[i] = content->exercises[i];
    for (size_t i = 0; i < routine_count; i++)
        made->routines[i] = content->routines[i];
    for (size_t i = 0; i < content->page_count; i++)
        made->pages[i] = content->pages[i];
    return (struct draft){content, source, arena, made, ""};
}

static size_t item_count(const struct content *content, enum content_kind kind)
{
    return kind == CONTENT_EXERCISE  ? content->exercise_count
           : kind == CONTENT_ROUTINE ? content->routine_count + content->hidden_count
                                     : content->page_count;
}

/* Whether an exercise became another because one that it names did. */
static bool join_exercise(const struct draft *draft, size_t i)
{
    const struct exercise *exercise = draft->made->exercises[i];
    const struct exercise *easier = in_language(draft, exercise->easier);
    const struct exercise *harder = in_language(draft, exercise->harder);
    if (easier == exercise->easier && harder == exercise->harder)
        return false;
    struct exercise *own = own_exercise(draft, i);
    own->easier = easier;
    own->harder = harder;
    return true;
}

static void join_routine(const struct draft *draft, size_t i)
{
    const struct routine *routine = draft->made->routines[i];
    const struct page *red_flags = page_in_language(draft, routine->red_flags);
    bool same = red_flags == routine->red_flags;
    for (size_t k = 0; k < routine->step_count; k++)
        same = same && in_language(draft, routine->steps[k].exercise) == routine->steps[k].exercise;
    if (same)
        return;
    struct routine *own = own_routine(draft, i);
    struct routine_step *steps = (struct routine_step *)own->steps;
    own->red_flags = red_flags;
    for (size_t k = 0; k < own->step_count; k++)
        steps[k].exercise = in_language(draft, steps[k].exercise);
}

/* Whatever names a translated item names it in this language. */
static const struct content *finished(const struct draft *draft)
{
    bool joined = true;
    while (joined) {
        joined = false;
        for (size_t i = 0; i < draft->original->exercise_count; i++)
            joined = join_exercise(draft, i) || joined;
    }
    for (size_t i = 0; i < draft->original->page_count; i++) {
        const struct exercise *figure = in_language(draft, draft->made->pages[i]->figure);
        if (figure != draft->made->pages[i]->figure)
            own_page(draft, i)->figure = figure;
    }
    for (size_t i = 0; i < item_count(draft->original, CONTENT_ROUTINE); i++)
        join_routine(draft, i);
    return draft->made;
}

static const char *item_id(const struct content *content, enum content_kind kind, size_t i)
{
    return kind == CONTENT_EXERCISE  ? content->exercises[i]->id
           : kind == CONTENT_ROUTINE ? content->routines[i]->id
                                     : content->pages[i]->id;
}

static size_t find_item(const struct content *content, enum content_kind kind, const char *id)
{
    if (kind == CONTENT_EXERCISE)
        return content_exercise_index(content, id);
    size_t i = 0;
    while (i < item_count(content, kind) && strcmp(item_id(content, kind, i), id) != 0)
        i++;
    return i;
}

static void fault_unknown(const struct draft *draft, enum content_kind kind, struct json value)
{
    const char *id = json_key(value);
    if (loader_knows(draft->source->loader, kind, id))
        return;
    const char *nearest = loader_nearest(draft->source->loader, kind, id);
    if (nearest)
        json_error(value, "there is no %s \"%s\"; did you mean \"%s\"?", names[kind], id, nearest);
    else
        json_error(value, "there is no %s \"%s\"; name one of the files in %s/", names[kind], id,
                   groups[kind]);
}

static void translate_item(const struct draft *draft, enum content_kind kind, size_t i,
                           struct json value, bool complete)
{
    if (kind == CONTENT_EXERCISE)
        exercise_translate(value, draft->arena, complete, own_exercise(draft, i));
    else if (kind == CONTENT_ROUTINE)
        routine_translate(value, draft->arena, complete, own_routine(draft, i));
    else
        page_translate(value, draft->arena, complete, own_page(draft, i));
}

/* `done` has a place for each item shown; `pack` is the file's. A translation of what an earlier
 * pack holds need not be complete: it may only mend a word. */
static void translate_group(const struct draft *draft, enum content_kind kind, struct json group,
                            int pack, bool *done)
{
    for (struct json value = json_first(group); json_present(value); value = json_next(value)) {
        const char *id = json_key(value);
        if (strncmp(id, "x-", 2) == 0)
            continue;
        size_t i = find_item(draft->original, kind, id);
        int holder = loader_pack_of(draft->source->loader, kind, id);
        if (i == item_count(draft->original, kind) || holder < 0) {
            fault_unknown(draft, kind, value);
        } else if (holder <= pack) {
            done[i] = true;
            translate_item(draft, kind, i, value,
                           holder == pack && !draft->source->packs[pack].own);
        }
    }
}

static void warn_of_items(const struct draft *draft, enum content_kind kind, struct json place,
                          int pack, const bool *done)
{
    if (draft->source->packs[pack].own)
        return;
    size_t count = kind == CONTENT_ROUTINE ? draft->original->routine_count /* hidden ones may lack
                                                                               them */
                                           : item_count(draft->original, kind);
    for (size_t i = 0; i < count; i++) {
        const char *id = item_id(draft->original, kind, i);
        if (!done[i] && loader_pack_of(draft->source->loader, kind, id) == pack)
            json_warn(place, "has no %s \"%s\"; its own texts are shown in their place",
                      names[kind], id);
    }
}

static void translate_file(struct draft *draft, const struct lang_file *file, int pack)
{
    struct json root = json_root(file->file);
    struct json_object o;
    if (!file->file || !json_object_begin(&o, root))
        return;
    const struct review review = pack_read_reviewed(&o, draft->arena);
    if (*review.by && *review.date) /* else "by" says that nobody has, in words for who edits it */
        draft->reviewed_by = review.by;
    for (int k = 0; k < CONTENT_KIND_COUNT; k++) {
        enum content_kind kind = (enum content_kind)k;
        struct json group = json_member(&o, groups[kind], JSON_OPTIONAL);
        bool *done = ARENA_ARRAY(draft->source->scratch, bool, item_count(draft->original, kind));
        struct json_object check;
        if (!json_object_begin(&check, group)) /* faults what is not an object */
            continue;
        translate_group(draft, kind, group, pack, done);
        warn_of_items(draft, kind, json_present(group) ? group : root, pack, done);
    }
    json_object_done(&o);
}

/* Its texts stand in this one; "en" when it does not say. */
static const char *own_language(const struct lang_pack *pack)
{
    const char *code = pack_language(json_first(pack->languages), NULL);
    return code ? code : "en";
}

static const struct lang_file *find_file(const struct lang_pack *pack, const char *code)
{
    for (const struct lang_file *file = pack->files; file; file = file->next)
        if (strcmp(file->code, code) == 0)
            return file;
    return NULL;
}

static void add_language(struct content_language *languages, size_t *count, const char *code,
                         struct arena *arena)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(languages[i].code, code) == 0)
            return;
    languages[(*count)++].code = arena_strdup(arena, code);
}

static size_t collect(const struct lang_source *source, struct arena *arena,
                      struct content_language **out)
{
    size_t most = 0, count = 0;
    for (size_t i = 0; i < source->pack_count; i++)
        most += 1 + json_count(source->packs[i].languages);
    *out = ARENA_ARRAY(arena, struct content_language, most);
    for (size_t i = 0; i < source->pack_count; i++) {
        const struct lang_pack *pack = &source->packs[i];
        add_language(*out, &count, own_language(pack), arena);
        for (struct json item = json_first(pack->languages); json_present(item);
             item = json_next(item)) {
            const char *code = pack_language(item, NULL);
            if (code)
                add_language(*out, &count, code, arena);
        }
    }
    return count;
}

/* Where the pack names this language; absent when it does not. */
static struct json listed_at(const struct lang_pack *pack, const char *code)
{
    struct json item = json_first(pack->languages);
    for (; json_present(item); item = json_next(item)) {
        const char *listed = pack_language(item, NULL);
        if (listed && strcmp(listed, code) == 0)
            break;
    }
    return item;
}

/* A language that one pack promises and another does not have comes out mixed. What a pack itself
 * promises is named at its place; the other packs' languages in one line. */
static void warn_of_pack(const struct lang_pack *pack, const struct content *content)
{
    struct json head = json_present(pack->languages) ? pack->languages : pack->head;
    char missing[256] = "";
    size_t length = 0;
    for (size_t i = 0; i < content->language_count; i++) {
        const char *code = content->languages[i].code;
        const struct lang_file *file = find_file(pack, code);
        struct json at = listed_at(pack, code);
        if (strcmp(own_language(pack), code) == 0 || (file && json_present(at)))
            continue;
        if (file)
            json_warn(head, "does not name \"%s\", though there is lang/%s.json; add it", code,
                      code);
        else if (json_present(at))
            json_warn(at, "there is no lang/%s.json; every text is shown in \"%s\"", code,
                      own_language(pack));
        else if (!pack->own && length < sizeof missing)
            length += (size_t)snprintf(missing + length, sizeof missing - length, "%slang/%s.json",
                                       length > 0 ? ", " : "", code);
    }
    if (length > 0)
        json_warn(head, "there is no %s; every text is shown in \"%s\"", missing,
                  own_language(pack));
}

static void warn_of_unlisted(const struct lang_pack *pack, const struct content *content)
{
    for (const struct lang_file *file = pack->files; file; file = file->next)
        if (!content_speaks(content, file->code))
            json_warn(json_root(file->file),
                      "nobody can choose this language; add \"%s\" to \"languages\" in pack.json",
                      file->code);
}

static const struct content *make_language(struct content *content,
                                           const struct lang_source *source,
                                           struct content_language *language)
{
    bool translated = false;
    for (size_t i = 0; i < source->pack_count; i++)
        translated = translated || find_file(&source->packs[i], language->code);
    language->reviewed_by = "";
    if (!translated)
        return content;
    struct draft draft = begin(content, source);
    for (size_t i = 0; i < source->pack_count; i++) {
        const struct lang_file *file = find_file(&source->packs[i], language->code);
        if (file)
            translate_file(&draft, file, (int)i);
    }
    language->reviewed_by = draft.reviewed_by;
    return finished(&draft);
}

void content_translate(struct content *content, const struct lang_source *source)
{
    struct content_language *languages;
    size_t count = collect(source, &content->arena, &languages);
    content->languages = languages;
    content->language_count = count;
    for (size_t k = 0; k < source->pack_count; k++)
        warn_of_pack(&source->packs[k], content);
    for (size_t i = 0; i < count; i++)
        languages[i].content = make_language(content, source, &languages[i]);
    for (size_t k = 0; k < source->pack_count; k++)
        warn_of_unlisted(&source->packs[k], content);
}
