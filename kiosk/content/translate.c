#include "content/translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/translate_item.h"

/* A language's content is a copy of what was loaded, over which the packs' files of that language
 * are laid in the order of the packs. A file translates what its own pack or an earlier one holds:
 * a text that a later pack replaced has other words. */

static const char *const groups[CONTENT_KIND_COUNT] = {"exercises", "routines", "pages"};
static const char *const names[CONTENT_KIND_COUNT] = {"exercise", "routine", "page"};

/* A language being made: copies that can be written, at the indexes of what they are copies of. */
struct draft {
    const struct content *original;
    const struct lang_source *source;
    struct arena *arena;
    struct exercise *exercises;
    struct routine *routines;
    struct page *pages;
    const char *reviewed_by;
};

/* ---- copying ---- */

static int compare_id(const void *id, const void *exercise)
{
    return strcmp(id, (*(const struct exercise *const *)exercise)->id);
}

static size_t find_exercise(const struct content *content, const char *id)
{
    const struct exercise **found = bsearch(id, content->exercises, content->exercise_count,
                                            sizeof(const struct exercise *), compare_id);
    return found ? (size_t)(found - content->exercises) : content->exercise_count;
}

/* The copy of one exercise; itself when it is not among those shown. */
static const struct exercise *copy_of(const struct draft *draft, const struct exercise *exercise)
{
    if (!exercise)
        return NULL;
    size_t index = find_exercise(draft->original, exercise->id);
    return index < draft->original->exercise_count ? &draft->exercises[index] : exercise;
}

static const struct page *copy_of_page(const struct draft *draft, const struct page *page)
{
    for (size_t i = 0; i < draft->original->page_count; i++)
        if (draft->original->pages[i] == page)
            return &draft->pages[i];
    return page;
}

static void copy_exercises(const struct draft *draft)
{
    for (size_t i = 0; i < draft->original->exercise_count; i++) {
        struct exercise *copy = &draft->exercises[i];
        *copy = *draft->original->exercises[i];
        copy->easier = copy_of(draft, copy->easier);
        copy->harder = copy_of(draft, copy->harder);
    }
}

static void copy_routines(const struct draft *draft)
{
    for (size_t i = 0; i < draft->original->routine_count; i++) {
        struct routine *copy = &draft->routines[i];
        *copy = *draft->original->routines[i];
        struct routine_step *steps =
            ARENA_ARRAY(draft->arena, struct routine_step, copy->step_count);
        for (size_t k = 0; k < copy->step_count; k++) {
            steps[k] = copy->steps[k];
            steps[k].exercise = copy_of(draft, steps[k].exercise);
        }
        copy->steps = steps;
        copy->red_flags = copy_of_page(draft, copy->red_flags);
    }
}

static void copy_pages(const struct draft *draft)
{
    for (size_t i = 0; i < draft->original->page_count; i++) {
        draft->pages[i] = *draft->original->pages[i];
        draft->pages[i].figure = copy_of(draft, draft->pages[i].figure);
    }
}

static struct draft copy_content(struct content *content, const struct lang_source *source)
{
    struct arena *arena = &content->arena;
    struct draft draft = {.original = content,
                          .source = source,
                          .arena = arena,
                          .exercises = ARENA_ARRAY(arena, struct exercise, content->exercise_count),
                          .routines = ARENA_ARRAY(arena, struct routine, content->routine_count),
                          .pages = ARENA_ARRAY(arena, struct page, content->page_count),
                          .reviewed_by = ""};
    copy_exercises(&draft);
    copy_routines(&draft);
    copy_pages(&draft);
    return draft;
}

static const struct content *finished(const struct draft *draft)
{
    const struct content *original = draft->original;
    struct content *content = ARENA_NEW(draft->arena, struct content);
    *content = *original;
    content->arena = (struct arena){0};
    content->exercises =
        ARENA_ARRAY(draft->arena, const struct exercise *, original->exercise_count);
    for (size_t i = 0; i < original->exercise_count; i++)
        content->exercises[i] = &draft->exercises[i];
    content->routines = ARENA_ARRAY(draft->arena, const struct routine *, original->routine_count);
    for (size_t i = 0; i < original->routine_count; i++)
        content->routines[i] = &draft->routines[i];
    content->pages = ARENA_ARRAY(draft->arena, const struct page *, original->page_count);
    for (size_t i = 0; i < original->page_count; i++)
        content->pages[i] = &draft->pages[i];
    return content;
}

/* ---- one file ---- */

static size_t item_count(const struct content *content, enum content_kind kind)
{
    return kind == CONTENT_EXERCISE  ? content->exercise_count
           : kind == CONTENT_ROUTINE ? content->routine_count
                                     : content->page_count;
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
        return find_exercise(content, id);
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
        exercise_translate(value, draft->arena, complete, &draft->exercises[i]);
    else if (kind == CONTENT_ROUTINE)
        routine_translate(value, draft->arena, complete, &draft->routines[i]);
    else
        page_translate(value, draft->arena, complete, &draft->pages[i]);
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
            translate_item(draft, kind, i, value, holder == pack);
        }
    }
}

static void warn_of_items(const struct draft *draft, enum content_kind kind, struct json place,
                          int pack, const bool *done)
{
    for (size_t i = 0; i < item_count(draft->original, kind); i++) {
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
    const char *by = pack_read_reviewed(&o, draft->arena);
    if (*by)
        draft->reviewed_by = by;
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

/* ---- all languages ---- */

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
        else if (length < sizeof missing)
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
    struct draft draft = copy_content(content, source);
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
