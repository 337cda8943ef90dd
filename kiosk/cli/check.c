#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/check_letters.h"
#include "cli/check_paths.h"
#include "cli/check_settings.h"
#include "cli/check_take_home.h"
#include "cli/check_words.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/fault_lines.h"
#include "content/content.h"
#include "json/json.h"

/* What the kiosk would have to show. */
struct totals {
    size_t exercises, routines, pages;
};

static void print_text(const struct fault_list *faults, const struct totals *totals)
{
    for (const struct fault *f = faults->first; f; f = f->next)
        fault_print(f, stdout);
    fflush(stdout);
    fprintf(stderr,
            "%zu errors, %zu warnings; the kiosk has %zu exercises, %zu routines, %zu pages\n",
            faults->errors, faults->warnings, totals->exercises, totals->routines, totals->pages);
}

static void print_json(const struct fault_list *faults, const struct totals *totals)
{
    printf("{\"errors\": %zu, \"warnings\": %zu, \"exercises\": %zu, \"routines\": %zu, "
           "\"pages\": %zu,\n \"faults\": ",
           faults->errors, faults->warnings, totals->exercises, totals->routines, totals->pages);
    fault_lines_print_json(faults);
    puts("}");
}

/* A fault under the name of its file that the user knows. */
struct selected {
    const struct fault *fault;
    const char *file;
    size_t order;
};

static int compare_places(const void *a, const void *b)
{
    const struct selected *left = a, *right = b;
    int files = strcmp(left->file, right->file);
    if (files)
        return files;
    if (left->fault->line != right->fault->line)
        return left->fault->line < right->fault->line ? -1 : 1;
    if (left->fault->column != right->fault->column)
        return left->fault->column < right->fault->column ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

/* What was asked for, and what the checked packs break in those of the site: a routine there may
 * need what they hide or change. From top to bottom of each file. */
static void select_faults(struct check_paths *paths, const struct fault_list *all,
                          struct fault_list *out)
{
    struct fault_list before = {0};
    if (paths->base_count > 0)
        content_free(content_load(paths->base, paths->base_count, &before));
    struct selected *selected =
        ARENA_ARRAY(&paths->arena, struct selected, all->errors + all->warnings);
    size_t count = 0;
    for (const struct fault *f = all->first; f; f = f->next) {
        const char *file = check_paths_shown(paths, f);
        if (!file && f->severity == FAULT_ERROR && check_paths_in_base(paths, f) &&
            !fault_list_holds(&before, f))
            file = f->file;
        if (file) {
            selected[count] = (struct selected){f, file, count};
            count++;
        }
    }
    qsort(selected, count, sizeof *selected, compare_places);
    for (size_t i = 0; i < count; i++) {
        const struct fault *f = selected[i].fault;
        fault_add(out, f->severity, selected[i].file, f->line, f->column, f->path, "%s",
                  f->message);
    }
    fault_list_free(&before);
}

/* What the checked packs and those of the site make together. */
static void check_whole(const struct content *content, const char *last, struct fault_list *out)
{
    size_t open = 0;
    for (size_t i = 0; i < content->routine_count; i++)
        open += !content_red_flags(content, content->routines[i]) &&
                routine_asks_red_flags(content->routines[i]);
    if (content->routine_count == 0)
        fault_add(out, FAULT_WARNING, last, 0, 0, "$",
                  "hides every routine; patients see the advice only");
    else if (open > 0 && content->page_count == 0)
        fault_add(out, FAULT_WARNING, last, 0, 0, "$",
                  "has no page: %zu of its routines exercise the back, the neck or a leg, and none "
                  "shows a warning card; add pages/" CONTENT_RED_FLAGS ".json",
                  open);
}

static struct totals check(const struct assembly *site, struct check_paths *paths,
                           struct fault_list *out)
{
    struct totals totals = {0};
    struct fault_list all = {0};
    if (paths->load_count == 0)
        return totals;
    struct content *content = content_load(paths->load, paths->load_count, &all);
    check_letters(site, paths, &all);
    check_take_home(site, paths, content, &all);
    select_faults(paths, &all, out);
    if (content)
        totals =
            (struct totals){content->exercise_count, content->routine_count, content->page_count};
    else if (out->errors == 0)
        fault_add(out, FAULT_ERROR, paths->load[0], 0, 0, "$",
                  "leaves the kiosk without any routine; add one to routines/");
    if (content)
        check_whole(content, paths->load[paths->load_count - 1], out);
    content_free(content);
    fault_list_free(&all);
    return totals;
}

/* The packs that a kiosk of this site has before those checked. Without assets beside the program
 * there are none, and the check goes on. */
static int find_site(const struct options *options, struct assembly *assembly)
{
    const struct assembly_options wanted = command_assembly(options);
    int code = assembly_find(assembly, &wanted);
    /* Packs that the call names with --content are checked like the others. */
    if (code != CLI_FINE || options->content_dir_count > 0)
        assembly->content_dir_count = 0;
    return code == CLI_MACHINE_WRONG ? CLI_FINE : code;
}

/* Packs are sorted; settings and the interface's words need nothing else, and their faults are told
 * at once. */
static void sort_paths(struct check_paths *paths, const struct options *options,
                       const struct assembly *site, struct arena *arena, struct fault_list *faults)
{
    size_t count = 0;
    const char **words =
        ARENA_ARRAY(arena, const char *, options->content_dir_count + options->argument_count);
    for (size_t i = 0; i < options->content_dir_count; i++)
        words[count++] = options->content_dirs[i];
    for (size_t i = 0; i < options->argument_count; i++)
        if (!check_words(options->arguments[i], faults) &&
            !check_settings(options->arguments[i], faults))
            words[count++] = options->arguments[i];
    check_paths_sort(paths, site->content_dirs, site->content_dir_count, words, count, faults);
}

int command_check(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    int code = find_site(options, &site);
    if (code != CLI_FINE)
        return code;
    struct arena arena = {0};
    struct check_paths paths;
    struct fault_list faults = {0};
    sort_paths(&paths, options, &site, &arena, &faults);
    struct totals totals = check(&site, &paths, &faults);
    if (options->json)
        print_json(&faults, &totals);
    else
        print_text(&faults, &totals);
    code = faults.errors > 0 ? CLI_INPUT_WRONG : CLI_FINE;
    check_paths_free(&paths);
    fault_list_free(&faults);
    arena_free(&arena);
    return code;
}
