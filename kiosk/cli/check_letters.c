#include "cli/check_letters.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "cli/json_names.h"
#include "cli/paths.h"
#include "json/json.h"
#include "platform/fonts.h"

static void check_text(struct fonts *fonts, struct json value)
{
    const char *text = json_value_string(value, JSON_MAX_BYTES, NULL);
    const char *at = text ? text : "";
    for (const char *letter = at; *at; letter = at) {
        uint32_t code = utf8_next(&at);
        if (fonts_has(fonts, FONT_REGULAR, code))
            continue;
        json_warn(value,
                  "holds \"%.*s\" (U+%04X), which no font has; it appears as a box, so write it in "
                  "other letters",
                  (int)(at - letter), letter, (unsigned)code);
        return;
    }
}

/* Comments are for those who write. */
static bool is_comment(struct json value)
{
    const char *key = json_key(value);
    return strncmp(key, "x-", 2) == 0 || strcmp(key, "$schema") == 0;
}

static void check_value(struct fonts *fonts, struct json value)
{
    if (json_type(value) == JSON_STRING)
        check_text(fonts, value);
    for (struct json item = json_first(value); json_present(item); item = json_next(item))
        if (!is_comment(item))
            check_value(fonts, item);
}

/* What is wrong with the file besides was told when it was loaded. */
static void check_file(struct fonts *fonts, const char *path, struct fault_list *faults)
{
    struct fault_list own = {0};
    struct json_file *file = json_read(path, &own);
    const struct fault *told = own.last;
    if (file)
        check_value(fonts, json_root(file));
    for (const struct fault *f = told ? told->next : own.first; f && file; f = f->next)
        fault_add(faults, f->severity, f->file, f->line, f->column, f->path, "%s", f->message);
    json_free(file);
    fault_list_free(&own);
}

static void check_folder(struct fonts *fonts, const char *folder, struct fault_list *faults)
{
    struct arena arena = {0};
    const char *const *names;
    size_t count = json_names(folder, &arena, &names);
    for (size_t i = 0; i < count; i++)
        check_file(fonts, arena_printf(&arena, "%s/%s.json", folder, names[i]), faults);
    arena_free(&arena);
}

/* Of what is named by hand, wherever it lies. */
static bool is_json(const char *path)
{
    const char *slash = strrchr(path, '/');
    return json_name_length(slash ? slash + 1 : path) > 0;
}

static void check_path(struct fonts *fonts, const char *path, struct fault_list *faults)
{
    static const char *const folders[] = {"exercises", "routines", "pages", "lang"};
    struct stat info;
    bool there = stat(path, &info) == 0;
    if (there && S_ISREG(info.st_mode) && is_json(path))
        check_file(fonts, path, faults);
    if (!there || !S_ISDIR(info.st_mode))
        return;
    check_folder(fonts, path, faults);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char folder[ASSEMBLY_PATH];
        if (paths_join(folder, sizeof folder, path, folders[i]))
            check_folder(fonts, folder, faults);
    }
}

void check_letters(const struct assembly *site, const struct check_paths *paths,
                   struct fault_list *faults)
{
    char folder[ASSEMBLY_PATH];
    if (!*site->share || !paths_join(folder, sizeof folder, site->share, "assets/fonts"))
        return;
    struct fonts *fonts = fonts_open(folder, &site->theme);
    for (size_t i = 0; fonts && i < paths->load_count; i++) {
        const char *const *path = &paths->load[i];
        if (path < paths->base || path >= paths->base + paths->base_count)
            check_path(fonts, *path, faults);
    }
    fonts_close(fonts);
}
