#include "content/content_internal.h"

#define SECTIONS_MAX 20
#define ROWS_MAX 30
#define COLUMNS_MAX 6

/* Rows of equal length, as one array of cells. */
static void read_table(struct json_object *object, struct arena *arena, struct page_section *out)
{
    struct json table = json_array(object, "table", 0, ROWS_MAX);
    if (!json_present(table))
        return;
    size_t rows = json_count(table);
    size_t columns = json_count(json_first(table));
    if (rows == 0 || columns == 0 || columns > COLUMNS_MAX) {
        json_error(table, "has %zu rows of %zu cells; 1 to %d rows of 1 to %d cells are allowed",
                   rows, columns, ROWS_MAX, COLUMNS_MAX);
        return;
    }
    const char **cells = ARENA_ARRAY(arena, const char *, rows *columns);
    size_t count = 0;
    for (struct json row = json_first(table); json_present(row); row = json_next(row)) {
        if (json_type(row) != JSON_ARRAY || json_count(row) != columns) {
            json_error(row, "is not a row like the first; a list of %zu texts is needed", columns);
            return;
        }
        for (struct json cell = json_first(row); json_present(cell); cell = json_next(cell)) {
            const char *text = content_value_cell(cell, arena);
            cells[count++] = text ? text : "";
        }
    }
    out->cells = cells;
    out->rows = rows;
    out->columns = columns;
}

static void read_section(struct json value, struct arena *arena, struct page_section *out)
{
    struct json_object o;
    if (!json_object_begin(&o, value))
        return;
    out->heading = content_read_text(&o, "heading", JSON_OPTIONAL, CONTENT_NAME_MAX, arena);
    out->text = content_read_text(&o, "text", JSON_OPTIONAL, CONTENT_TEXT_MAX, arena);
    out->list = content_read_texts(&o, "list", arena);
    read_table(&o, arena, out);
    out->regions = content_read_words(&o, "for", WORDS_BODY_REGIONS, arena);
    out->emergency = json_bool(&o, "emergency", false);
    if (json_object_done(&o) && !*out->text && out->list.count == 0 && out->rows == 0)
        json_error(value, "has nothing to read; \"text\", \"list\" or \"table\" is needed");
}

bool page_read(struct json root, struct arena *arena, struct page_source *out)
{
    struct json_object o;
    if (!json_object_begin(&o, root))
        return false;
    struct page *page = &out->value;
    page->id = content_read_id(&o, "id", JSON_REQUIRED, arena);
    page->title = content_read_text(&o, "title", JSON_REQUIRED, CONTENT_NAME_MAX, arena);
    page->summary = content_read_text(&o, "summary", JSON_OPTIONAL, CONTENT_SUMMARY_MAX, arena);
    page->icon = content_read_id(&o, "icon", JSON_OPTIONAL, arena);
    if (!*page->icon)
        page->icon = "info";
    struct json list = json_array(&o, "sections", 1, SECTIONS_MAX);
    struct page_section *sections = ARENA_ARRAY(arena, struct page_section, json_count(list));
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        read_section(item, arena, &sections[page->section_count++]);
    page->sections = sections;
    out->figure = content_read_reference(&o, "figure", arena);
    page->listed = json_bool(&o, "listed", true);
    page->sources = content_read_texts(&o, "sources", arena);
    return json_object_done(&o);
}
