#include "cli/shot_lists.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "json/json.h"
#include "ui/said.h"

static void print_rect(FILE *out, struct rect rect)
{
    fprintf(out, ", \"x\": %d, \"y\": %d, \"w\": %d, \"h\": %d", rect.x, rect.y, rect.w, rect.h);
}

static void print_hit(FILE *out, const void *items, size_t index)
{
    const struct app_hit *hit = (const struct app_hit *)items + index;
    fputs("{\"id\": ", out);
    json_print_string(out, hit->id);
    fputs(", \"label\": ", out);
    json_print_string(out, hit->label ? hit->label : "");
    print_rect(out, hit->rect);
    fputs("}", out);
}

static void print_text(FILE *out, const void *items, size_t index)
{
    const struct said *said = (const struct said *)items + index;
    fputs("{\"text\": ", out);
    json_print_string(out, said->text);
    fprintf(out, ", \"role\": \"%s\"", said_role_name(said->role));
    print_rect(out, said->rect);
    fprintf(out, ", \"visible\": %s, \"cut\": %s}", said->visible ? "true" : "false",
            said->cut ? "true" : "false");
}

static bool write_list(const char *file, const void *items, size_t count,
                       void (*print)(FILE *out, const void *items, size_t index))
{
    FILE *out = fopen(file, "w");
    if (!out) {
        log_error("shot", "file=%s text=%s", file, strerror(errno));
        return false;
    }
    fputs("[", out);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ",\n " : "\n ", out);
        print(out, items, i);
    }
    fputs(count ? "\n]\n" : "]\n", out);
    bool written = !ferror(out);
    return fclose(out) == 0 && written;
}

bool shot_write_hits(const struct app *app, const char *file)
{
    size_t count = app_hit_count(app);
    struct app_hit *hits = memory_new(count + 1, sizeof *hits);
    app_hits(app, hits, count);
    bool written = write_list(file, hits, count, print_hit);
    free(hits);
    return written;
}

bool shot_write_texts(const struct app *app, const char *file)
{
    const struct said_list *said = app_said(app);
    return write_list(file, said->items, said->count, print_text);
}
