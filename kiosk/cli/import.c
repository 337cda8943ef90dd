#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/fault_lines.h"
#include "cli/import_changes.h"
#include "cli/import_list.h"
#include "cli/import_user.h"
#include "cli/pack_head.h"
#include "cli/shrink.h"
#include "content/content.h"
#include "packs/packs.h"
#include "json/json.h"

/* For an import that was started twice: by a double click, by two people, by a stick that is told
 * twice. */
enum { WAIT_MS = 10000 };

static const char refused[] = "refused; nothing has changed";
static const char same[] = "installed already; nothing has changed";

struct import {
    struct assembly site; /* large, and holds nothing to release until assembly_build */
    struct arena arena;
    struct fault_list faults;
    struct packs *packs;
    struct packs_entry *entries; /* as installed before */
    size_t entry_count;
    struct pack_head head;
    const char *from, *shown; /* faults in the folder `from` are told as in `shown` */
    struct import_changes changes;
    const char *serves; /* who shows what is in the folder */
    bool json;
};

struct dirs {
    const char *list[ASSEMBLY_MAX_CONTENT + 1];
    size_t count;
};

/* The packs of the site, with the folder `pack` in the place of pack `id` (NULL: without it). */
static void choose_dirs(const struct import *import, const char *id, const char *pack,
                        struct dirs *dirs)
{
    const struct assembly *site = &import->site;
    size_t own = site->content_dir_count - site->imported_count;
    dirs->count = 0;
    for (size_t i = 0; i < own; i++)
        dirs->list[dirs->count++] = site->content_dirs[i];
    for (size_t i = 0; i < import->entry_count; i++) {
        const struct packs_entry *entry = &import->entries[i];
        if (pack && packs_compare_ids(id, entry->id) <= 0) {
            dirs->list[dirs->count++] = pack;
            pack = NULL;
        }
        if (entry->path && strcmp(id, entry->id) != 0 && dirs->count < ASSEMBLY_MAX_CONTENT)
            dirs->list[dirs->count++] = entry->path;
    }
    if (pack)
        dirs->list[dirs->count++] = pack;
}

/* What follows the folder in the path; NULL when it is not below it. */
static const char *below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0')
               ? path + length
               : NULL;
}

/* All faults of the pack itself, and the errors that it causes in others. */
static void take_faults(struct import *import, const struct fault_list *all,
                        const struct fault_list *before)
{
    for (const struct fault *f = all->first; f; f = f->next) {
        const char *rest = import->from ? below(f->file, import->from) : NULL;
        const char *file = f->file;
        if (rest)
            file = arena_printf(&import->arena, "%s%s", import->shown, rest);
        else if (f->severity != FAULT_ERROR || fault_lines_hold(before, f))
            continue;
        fault_add(&import->faults, f->severity, file, f->line, f->column, f->path, "%s",
                  f->message);
    }
}

/* Finds the faults and the changes when pack `id` is in the folder `pack` from now on (NULL: is
 * gone). False when it must not be. */
static bool judge(struct import *import, const char *id, const char *old_pack, const char *pack)
{
    struct fault_list before_faults = {0}, after_faults = {0}, unread = {0};
    struct dirs dirs;
    choose_dirs(import, id, old_pack, &dirs);
    struct content *before = content_load(dirs.list, dirs.count, &before_faults);
    choose_dirs(import, id, pack, &dirs);
    struct content *after = content_load(dirs.list, dirs.count, &after_faults);
    choose_dirs(import, id, NULL, &dirs);
    struct content *without = content_load(dirs.list, dirs.count, &unread);

    take_faults(import, &after_faults, &before_faults);
    if (!after && import->faults.errors == 0)
        fault_add(&import->faults, FAULT_ERROR, import->shown, 0, 0, "$",
                  "leaves the kiosk without any routine; add one to routines/");
    bool good = import->faults.errors == 0;
    import->changes.arena = &import->arena;
    if (good)
        import_changes_find(&import->changes, &(struct import_versions){.before = before,
                                                                        .after = after,
                                                                        .without = without,
                                                                        .old_pack = old_pack,
                                                                        .new_pack = pack});
    content_free(before);
    content_free(after);
    content_free(without);
    fault_list_free(&before_faults);
    fault_list_free(&after_faults);
    fault_list_free(&unread);
    return good;
}

static void print_text(const struct import *import, const char *outcome)
{
    const size_t *totals = import->changes.totals;
    for (const struct fault *f = import->faults.first; f; f = f->next)
        fault_print(f, stdout);
    for (size_t i = 0; i < import->changes.count; i++) {
        const struct import_change *change = &import->changes.list[i];
        printf("%s %s %s%s%s\n", import_verb_name(change->verb), change->kind, change->id,
               *change->name ? "\t" : "", change->name);
    }
    fflush(stdout);
    fprintf(stderr, "%s%s%zu errors, %zu warnings; ", import->head.id, *import->head.id ? ": " : "",
            import->faults.errors, import->faults.warnings);
    if (import->faults.errors == 0)
        fprintf(stderr, "adds %zu, changes %zu, hides %zu, removes %zu; ", totals[IMPORT_ADDS],
                totals[IMPORT_CHANGES], totals[IMPORT_HIDES], totals[IMPORT_REMOVES]);
    fputs(outcome, stderr);
    if (outcome != refused)
        fprintf(stderr, " (%s, for %s)", import->site.packs_dir, import->serves);
    fputc('\n', stderr);
}

static void print_member(const char *key, const char *text)
{
    printf("\"%s\": ", key);
    json_print_string(stdout, text);
}

static void print_changes_json(const struct import *import, enum import_verb verb)
{
    bool first = true;
    printf(",\n \"%s\": [", import_verb_name(verb));
    for (size_t i = 0; i < import->changes.count; i++) {
        const struct import_change *change = &import->changes.list[i];
        if (change->verb != verb)
            continue;
        fputs(first ? "\n  {" : ",\n  {", stdout);
        first = false;
        print_member("kind", change->kind);
        fputs(", ", stdout);
        print_member("id", change->id);
        fputs(", ", stdout);
        print_member("name", change->name);
        putchar('}');
    }
    putchar(']');
}

static void print_json(const struct import *import, const char *outcome)
{
    putchar('{');
    print_member("id", import->head.id);
    fputs(", ", stdout);
    print_member("name", import->head.name);
    fputs(", ", stdout);
    print_member("version", import->head.version);
    fputs(", ", stdout);
    print_member("outcome", outcome);
    fputs(", ", stdout);
    print_member("folder", import->site.packs_dir);
    fputs(", ", stdout);
    print_member("serves", import->serves);
    printf(",\n \"errors\": %zu, \"warnings\": %zu", import->faults.errors,
           import->faults.warnings);
    for (int verb = 0; verb < IMPORT_VERBS; verb++)
        print_changes_json(import, (enum import_verb)verb);
    fputs(",\n \"faults\": ", stdout);
    fault_lines_print_json(&import->faults);
    puts("}");
}

static void print_outcome(const struct import *import, const char *outcome)
{
    if (import->json)
        print_json(import, outcome);
    else
        print_text(import, outcome);
}

static const struct packs_entry *find_entry(const struct import *import, const char *id)
{
    for (size_t i = 0; i < import->entry_count; i++)
        if (strcmp(import->entries[i].id, id) == 0)
            return &import->entries[i];
    return NULL;
}

/* A pack that can no longer be read is no way back: the version before it takes its place first, so
 * that it is the one that is kept. */
static void spare_version_before(struct import *import, const struct packs_entry *old)
{
    if (!old || !old->path || !old->previous)
        return;
    struct pack_head shown = pack_head_read(old->path, &import->arena);
    struct pack_head before = pack_head_read(old->previous, &import->arena);
    if (strcmp(shown.id, old->id) != 0 && strcmp(before.id, old->id) == 0)
        packs_go_back(import->packs, old->id, &import->faults);
}

static int install(struct import *import, const char *path)
{
    import->shown = path;
    if (!packs_stage(import->packs, path, &import->faults)) {
        print_outcome(import, refused);
        return packs_disk_failed(import->packs) ? CLI_MACHINE_WRONG : CLI_INPUT_WRONG;
    }
    import->from = packs_staged(import->packs);
    import->shown = packs_source(import->packs);
    import->head = pack_head_read(import->from, &import->arena);
    const struct packs_entry *old = find_entry(import, import->head.id);
    if (!judge(import, import->head.id, old ? old->path : NULL, import->from)) {
        print_outcome(import, refused);
        return CLI_INPUT_WRONG;
    }
    if (packs_has_staged(import->packs, import->head.id)) {
        print_outcome(import, same); /* a second click costs nobody the version before */
        return CLI_FINE;
    }
    spare_version_before(import, old);
    bool installed = packs_install(import->packs, import->head.id, &import->faults);
    print_outcome(import, installed ? "installed" : refused);
    return installed ? CLI_FINE : CLI_MACHINE_WRONG;
}

static const struct packs_entry *last_import(const struct import *import)
{
    const struct packs_entry *last = NULL;
    for (size_t i = 0; i < import->entry_count; i++)
        if (!last || import->entries[i].serial > last->serial)
            last = &import->entries[i];
    return last;
}

static int go_back(struct import *import, const char *id)
{
    const struct packs_entry *entry = id ? find_entry(import, id) : last_import(import);
    if (!entry) {
        fault_add(&import->faults, FAULT_ERROR, import->site.packs_dir, 0, 0, "$",
                  id ? "holds no pack \"%s\"; `kiosk import --list` names them" : "holds no pack",
                  id);
        print_outcome(import, refused);
        return CLI_INPUT_WRONG;
    }
    import->from = entry->previous;
    import->shown = entry->previous ? entry->previous : entry->path;
    import->head = pack_head_read(import->shown, &import->arena);
    import->head.id = entry->id;
    if (!judge(import, entry->id, entry->path, entry->previous)) {
        print_outcome(import, refused);
        return CLI_INPUT_WRONG;
    }
    bool changed = packs_go_back(import->packs, entry->id, &import->faults);
    const char *outcome = !entry->previous ? "taken off"
                          : entry->path    ? "the version before is back"
                                           : "brought back";
    print_outcome(import, changed ? outcome : refused);
    return changed ? CLI_FINE : CLI_MACHINE_WRONG;
}

static const char *call_problem(const struct options *options)
{
    bool lists = options->given & OPTION_BIT(OPTION_LIST);
    bool back = options->given & OPTION_BIT(OPTION_ROLLBACK);
    if (lists && (back || options->argument_count > 0))
        return "--list stands alone";
    if (!lists && !back && options->argument_count == 0)
        return "PATH is missing: a folder, a .zip, or a stick with one pack";
    if (options->content_dir_count > 0)
        return "--content is of no use here: a pack is compared with what the site shows";
    return NULL;
}

/* What cannot be read of others is no reason to refuse this one. */
static void list_entries(struct import *import)
{
    struct fault_list unread = {0};
    import->entry_count =
        packs_list(import->site.packs_dir, &import->arena, &import->entries, &unread);
    for (const struct fault *f = unread.first; f; f = f->next)
        fault_add(&import->faults, FAULT_WARNING, f->file, 0, 0, "$", "%s", f->message);
    fault_list_free(&unread);
}

static int list(const struct import *import)
{
    int code = import_list(import->site.packs_dir, import->json);
    fprintf(stderr, "kiosk import: %s, for %s\n", import->site.packs_dir, import->serves);
    return code;
}

static int import_locked(struct import *import, const struct options *options)
{
    import->packs = packs_open(import->site.packs_dir, WAIT_MS, &import->faults);
    if (!import->packs) {
        print_outcome(import, refused);
        return CLI_MACHINE_WRONG;
    }
    packs_set_shrink(import->packs, shrink_picture);
    list_entries(import); /* only now nobody else changes them */
    const char *word = options->argument_count > 0 ? options->arguments[0] : NULL;
    int code = options->given & OPTION_BIT(OPTION_ROLLBACK) ? go_back(import, word)
                                                            : install(import, word);
    packs_close(import->packs);
    return code;
}

int command_import(const struct options *options)
{
    static struct import import;
    const char *problem = call_problem(options);
    if (problem) {
        fprintf(stderr, "kiosk import: %s\n`kiosk import --help` shows how to call it.\n", problem);
        return CLI_CALL_WRONG;
    }
    struct assembly_options wanted = command_assembly(options);
    wanted.last_good = true; /* the packs of the kiosk as it runs */
    int code = assembly_find(&import.site, &wanted);
    if (code != CLI_FINE)
        return code;
    if (!*import.site.packs_dir) {
        fputs("kiosk import: there is no folder for packs; name one as packs_dir in the settings\n",
              stderr);
        return CLI_MACHINE_WRONG;
    }
    import.json = options->json;
    import.head = (struct pack_head){"", "", ""};
    import.serves = import_serves(&import.site, &import.arena);
    if (!import_become_owner(import.site.packs_dir))
        code = CLI_MACHINE_WRONG;
    else if (options->given & OPTION_BIT(OPTION_LIST))
        code = list(&import);
    else
        code = import_locked(&import, options);
    fault_list_free(&import.faults);
    arena_free(&import.arena);
    return code;
}
