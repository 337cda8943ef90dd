#include "content/translate_item.h"

#include <string.h>

/* An entry being read. */
struct entry {
    struct json_object object;
    struct arena *arena;
    bool complete;
};

static bool entry_begin(struct entry *entry, struct json value, struct arena *arena, bool complete)
{
    *entry = (struct entry){.arena = arena, .complete = complete};
    return json_object_begin(&entry->object, value);
}

/* The translation at `key`, absent when there is none: then the original is shown. */
static struct json find_text(struct entry *entry, const char *key, bool wanted)
{
    struct json value = json_member(&entry->object, key, JSON_OPTIONAL);
    if (json_present(value) && !wanted) {
        json_error(value, "the item itself has no \"%s\"; take it out", key);
        value.node = NULL;
    } else if (!json_present(value) && wanted && entry->complete) {
        json_warn(entry->object.value, "has no \"%s\"; the item's own text is shown in its place",
                  key);
    }
    return value;
}

static void translate_text(struct entry *entry, const char *key, size_t max, const char **text)
{
    struct json value = find_text(entry, key, **text != '\0');
    const char *translated = content_value_text(value, max, entry->arena);
    if (translated)
        *text = translated;
}

/* False, with a fault, when it is not a list as long as the original one. */
static bool same_length(struct json value, size_t count)
{
    if (json_type(value) != JSON_ARRAY) {
        json_error(value, "is not a list; a list of %zu is needed", count);
        return false;
    }
    if (json_count(value) == count)
        return true;
    json_error(value, "holds %zu, but the item itself has %zu; exactly %zu are needed",
               json_count(value), count, count);
    return false;
}

/* Only when all are right: a list is of one language. */
static bool read_texts(struct entry *entry, struct json value, size_t count, size_t max,
                       const char **out)
{
    if (!same_length(value, count))
        return false;
    bool good = true;
    for (struct json item = json_first(value); json_present(item); item = json_next(item)) {
        *out = content_value_text(item, max, entry->arena);
        good = good && *out++;
    }
    return good;
}

static void translate_list(struct entry *entry, const char *key, size_t max,
                           struct string_list *list)
{
    struct json value = find_text(entry, key, list->count > 0);
    const char **items = ARENA_ARRAY(entry->arena, const char *, list->count);
    if (json_present(value) && read_texts(entry, value, list->count, max, items))
        list->items = items;
}

static void translate_instructions(struct entry *entry, struct exercise *exercise)
{
    size_t count = exercise->step_count;
    struct json value = find_text(entry, "steps", count > 0);
    const char **texts = ARENA_ARRAY(entry->arena, const char *, count);
    if (!json_present(value) || !read_texts(entry, value, count, CONTENT_TEXT_MAX, texts))
        return;
    struct instruction *steps = ARENA_ARRAY(entry->arena, struct instruction, count);
    for (size_t i = 0; i < count; i++)
        steps[i] = (struct instruction){exercise->steps[i].role, exercise->steps[i].when, texts[i]};
    exercise->steps = steps;
}

void exercise_translate(struct json value, struct arena *arena, bool complete,
                        struct exercise *exercise)
{
    struct entry entry;
    if (!entry_begin(&entry, value, arena, complete))
        return;
    translate_text(&entry, "name", CONTENT_NAME_MAX, &exercise->name);
    translate_text(&entry, "summary", CONTENT_SUMMARY_MAX, &exercise->summary);
    translate_instructions(&entry, exercise);
    translate_list(&entry, "benefits", CONTENT_TEXT_MAX, &exercise->benefits);
    translate_list(&entry, "precautions", CONTENT_TEXT_MAX, &exercise->precautions);
    translate_list(&entry, "ask_first", CONTENT_TEXT_MAX, &exercise->ask_first);
    translate_list(&entry, "contraindications", CONTENT_TEXT_MAX, &exercise->contraindications);
    translate_list(&entry, "stop_if", CONTENT_TEXT_MAX, &exercise->stop_if);
    translate_list(&entry, "images", CONTENT_SUMMARY_MAX, &exercise->alts);
    /* Other names differ in number from language to language. */
    struct string_list aliases = content_read_texts(&entry.object, "aliases", arena);
    if (aliases.count > 0)
        exercise->aliases = aliases;
    json_object_done(&entry.object);
}

/* One text a step; "" where the step has no note. */
static void translate_notes(struct entry *entry, struct routine *routine)
{
    bool wanted = false;
    for (size_t i = 0; i < routine->step_count; i++)
        wanted = wanted || *routine->steps[i].note;
    struct json list = find_text(entry, "notes", wanted);
    if (!json_present(list) || !same_length(list, routine->step_count))
        return;
    struct routine_step *steps = ARENA_ARRAY(entry->arena, struct routine_step, json_count(list));
    memcpy(steps, routine->steps, routine->step_count * sizeof *steps);
    size_t i = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item), i++) {
        const char *plain = json_value_string(item, CONTENT_TEXT_MAX, entry->arena);
        const char *text = NULL;
        if (plain && *plain)
            text = content_value_text(item, CONTENT_SUMMARY_MAX, entry->arena);
        if (text && !*steps[i].note)
            json_error(item, "step %zu of the routine itself has no note; \"\" is needed", i + 1);
        else if (text)
            steps[i].note = text;
        else if (plain && !*plain && *steps[i].note && entry->complete)
            json_warn(item, "is empty; the step's own note is shown in its place");
    }
    routine->steps = steps;
}

void routine_translate(struct json value, struct arena *arena, bool complete,
                       struct routine *routine)
{
    struct entry entry;
    if (!entry_begin(&entry, value, arena, complete))
        return;
    translate_text(&entry, "name", CONTENT_NAME_MAX, &routine->name);
    translate_text(&entry, "summary", CONTENT_SUMMARY_MAX, &routine->summary);
    translate_text(&entry, "how_often", CONTENT_SUMMARY_MAX, &routine->how_often);
    translate_notes(&entry, routine);
    json_object_done(&entry.object);
}

static void translate_table(struct entry *entry, struct page_section *section)
{
    struct json table = find_text(entry, "table", section->rows > 0);
    if (!json_present(table) || !same_length(table, section->rows))
        return;
    const char **cells = ARENA_ARRAY(entry->arena, const char *, section->rows * section->columns);
    const char **row_cells = cells;
    bool good = true;
    for (struct json row = json_first(table); json_present(row); row = json_next(row)) {
        good = same_length(row, section->columns) && good;
        for (struct json cell = json_first(row); good && json_present(cell);
             cell = json_next(cell)) {
            *row_cells = content_value_cell(cell, entry->arena);
            good = *row_cells++;
        }
    }
    if (good)
        section->cells = cells;
}

static void translate_section(struct json value, struct arena *arena, bool complete,
                              struct page_section *section)
{
    struct entry entry;
    if (!entry_begin(&entry, value, arena, complete))
        return;
    translate_text(&entry, "heading", CONTENT_NAME_MAX, &section->heading);
    translate_text(&entry, "text", CONTENT_TEXT_MAX, &section->text);
    translate_list(&entry, "list", CONTENT_TEXT_MAX, &section->list);
    translate_table(&entry, section);
    json_object_done(&entry.object);
}

static void translate_sections(struct entry *entry, struct page *page)
{
    struct json list = find_text(entry, "sections", page->section_count > 0);
    if (!json_present(list) || !same_length(list, page->section_count))
        return;
    struct page_section *sections =
        ARENA_ARRAY(entry->arena, struct page_section, page->section_count);
    memcpy(sections, page->sections, page->section_count * sizeof *sections);
    struct page_section *section = sections;
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        translate_section(item, entry->arena, entry->complete, section++);
    page->sections = sections;
}

void page_translate(struct json value, struct arena *arena, bool complete, struct page *page)
{
    struct entry entry;
    if (!entry_begin(&entry, value, arena, complete))
        return;
    translate_text(&entry, "title", CONTENT_NAME_MAX, &page->title);
    translate_text(&entry, "summary", CONTENT_SUMMARY_MAX, &page->summary);
    translate_sections(&entry, page);
    json_object_done(&entry.object);
}
