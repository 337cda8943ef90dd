#include "cli/import_list.h"

#include <stdio.h>

#include "cli/cli.h"
#include "clinic/pack_head.h"
#include "json/json.h"
#include "packs/packs.h"

enum { TRIES = 20 };

struct row {
    const char *id;
    struct pack_head head;
    const char *before; /* NULL: no version before is kept */
    bool shown;
};

struct rows {
    struct arena arena;
    struct fault_list faults;
    struct row *list;
    size_t count;
};

static struct row read_row(const struct packs_entry *entry, struct arena *arena)
{
    return (struct row){
        .id = entry->id,
        .head = pack_head_read(entry->path ? entry->path : entry->previous, arena),
        .before = entry->previous ? pack_head_read(entry->previous, arena).version : NULL,
        .shown = entry->path != NULL,
    };
}

static void read_once(struct rows *rows, const char *packs_dir)
{
    struct packs_entry *entries;
    fault_list_free(&rows->faults);
    arena_reset(&rows->arena);
    rows->count = packs_list(packs_dir, &rows->arena, &entries, &rows->faults);
    rows->list = ARENA_ARRAY(&rows->arena, struct row, rows->count + 1);
    for (size_t i = 0; i < rows->count; i++)
        rows->list[i] = read_row(&entries[i], &rows->arena);
}

/* Names and versions of one moment, whatever is imported meanwhile. */
static void read_rows(struct rows *rows, const char *packs_dir)
{
    uint64_t before;
    int tries = 0;
    do {
        before = packs_moment(packs_dir);
        read_once(rows, packs_dir);
    } while (packs_moment(packs_dir) != before && ++tries < TRIES);
}

static void print_member(const char *key, const char *text)
{
    printf("\"%s\": ", key);
    json_print_string(stdout, text);
    fputs(", ", stdout);
}

static void print_json(const struct row *row, bool first)
{
    fputs(first ? "[\n {" : ",\n {", stdout);
    print_member("id", row->id);
    print_member("name", row->head.name);
    print_member("version", row->shown ? row->head.version : "");
    print_member("before", row->before ? row->before : "");
    printf("\"shown\": %s, \"kept\": %s}", row->shown ? "true" : "false",
           row->before ? "true" : "false");
}

static void print_text(const struct row *row)
{
    printf("%s\t%s\t%s", row->id, row->head.name, row->shown ? row->head.version : "off");
    if (row->before)
        printf("\tbefore: %s", row->before);
    putchar('\n');
}

int import_list(const char *packs_dir, bool json)
{
    struct rows rows = {0};
    read_rows(&rows, packs_dir);
    for (size_t i = 0; i < rows.count; i++) {
        if (json)
            print_json(&rows.list[i], i == 0);
        else
            print_text(&rows.list[i]);
    }
    if (json)
        puts(rows.count > 0 ? "\n]" : "[]");
    fflush(stdout);
    fault_list_print(&rows.faults, stderr);
    int code = rows.faults.errors > 0 ? CLI_MACHINE_WRONG : CLI_FINE;
    fault_list_free(&rows.faults);
    arena_free(&rows.arena);
    return code;
}
