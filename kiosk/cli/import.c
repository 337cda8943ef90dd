#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/fault_lines.h"
#include "cli/import.h"
#include "cli/import_list.h"
#include "cli/import_user.h"
#include "cli/shrink.h"
#include "clinic/rehearsal.h"
#include "json/json.h"
#include "packs/packs.h"

/* For an import that was started twice: by a double click, by two people, by a stick that is told
 * twice. */
enum { WAIT_MS = 10000 };

static const char refused[] = "refused; nothing has changed";
static const char same[] = "installed already; nothing has changed";

struct import {
    const struct assembly *site;
    struct rehearsal rehearsal;
    struct rehearsal_place place;
    struct packs *packs;
    const char *serves; /* who shows what is in the folder */
    bool json;
};

static void print_text(const struct import *import, const char *outcome)
{
    const size_t *totals = import->rehearsal.changes.totals;
    for (const struct fault *f = import->rehearsal.faults.first; f; f = f->next)
        fault_print(f, stdout);
    for (size_t i = 0; i < import->rehearsal.changes.count; i++) {
        const struct pack_change *change = &import->rehearsal.changes.list[i];
        printf("%s %s %s%s%s\n", pack_verb_name(change->verb), change->kind, change->id,
               *change->name ? "\t" : "", change->name);
    }
    fflush(stdout);
    fprintf(stderr, "%s%s%zu errors, %zu warnings; ", import->rehearsal.head.id,
            *import->rehearsal.head.id ? ": " : "", import->rehearsal.faults.errors,
            import->rehearsal.faults.warnings);
    if (import->rehearsal.faults.errors == 0)
        fprintf(stderr, "adds %zu, changes %zu, hides %zu, removes %zu; ", totals[PACK_ADDS],
                totals[PACK_CHANGES], totals[PACK_HIDES], totals[PACK_REMOVES]);
    fputs(outcome, stderr);
    if (outcome != refused)
        fprintf(stderr, " (%s, for %s)", import->site->packs_dir, import->serves);
    fputc('\n', stderr);
}

static void print_member(const char *key, const char *text)
{
    printf("\"%s\": ", key);
    json_print_string(stdout, text);
}

static void print_changes_json(const struct import *import, enum pack_verb verb)
{
    bool first = true;
    printf(",\n \"%s\": [", pack_verb_name(verb));
    for (size_t i = 0; i < import->rehearsal.changes.count; i++) {
        const struct pack_change *change = &import->rehearsal.changes.list[i];
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
    print_member("id", import->rehearsal.head.id);
    fputs(", ", stdout);
    print_member("name", import->rehearsal.head.name);
    fputs(", ", stdout);
    print_member("version", import->rehearsal.head.version);
    fputs(", ", stdout);
    print_member("outcome", outcome);
    fputs(", ", stdout);
    print_member("folder", import->site->packs_dir);
    fputs(", ", stdout);
    print_member("serves", import->serves);
    printf(",\n \"errors\": %zu, \"warnings\": %zu", import->rehearsal.faults.errors,
           import->rehearsal.faults.warnings);
    for (int verb = 0; verb < PACK_VERBS; verb++)
        print_changes_json(import, (enum pack_verb)verb);
    fputs(",\n \"faults\": ", stdout);
    fault_lines_print_json(&import->rehearsal.faults);
    puts("}");
}

static void print_outcome(const struct import *import, const char *outcome)
{
    if (import->json)
        print_json(import, outcome);
    else
        print_text(import, outcome);
}

static int install(struct import *import, const char *path)
{
    struct rehearsal *rehearsal = &import->rehearsal;
    enum rehearsal_outcome outcome = rehearsal_look(rehearsal, &import->place, import->packs, path);
    if (outcome == REHEARSAL_READY)
        outcome = rehearsal_install(rehearsal, import->packs);
    print_outcome(import, outcome == REHEARSAL_DONE   ? "installed"
                          : outcome == REHEARSAL_SAME ? same
                                                      : refused);
    return outcome == REHEARSAL_REFUSED  ? CLI_INPUT_WRONG
           : outcome == REHEARSAL_FAILED ? CLI_MACHINE_WRONG
                                         : CLI_FINE;
}

static int go_back(struct import *import, const char *id)
{
    struct rehearsal *rehearsal = &import->rehearsal;
    if (rehearsal_look_back(rehearsal, &import->place, id) != REHEARSAL_READY) {
        print_outcome(import, refused);
        return CLI_INPUT_WRONG;
    }
    const struct packs_entry *entry = rehearsal_entry(rehearsal, rehearsal->going_back);
    bool changed = rehearsal_go_back(rehearsal, import->packs) == REHEARSAL_DONE;
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

static int list(const struct import *import)
{
    int code = import_list(import->site->packs_dir, import->json);
    fprintf(stderr, "kiosk import: %s, for %s\n", import->site->packs_dir, import->serves);
    return code;
}

static int import_locked(struct import *import, bool back, const char *word)
{
    import->packs = packs_open(import->site->packs_dir, WAIT_MS, &import->rehearsal.faults);
    if (!import->packs) {
        print_outcome(import, refused);
        return CLI_MACHINE_WRONG;
    }
    int code = back ? go_back(import, word) : install(import, word);
    packs_close(import->packs);
    return code;
}

static struct import open_import(const struct assembly *site, bool json)
{
    struct import import = {
        .site = site,
        .place = {.dirs = site->content_dirs,
                  .dir_count = site->content_dir_count - site->imported_count,
                  .packs_dir = site->packs_dir,
                  .shrink = shrink_picture,
                  .keys_dir = site->keys_dir},
        .rehearsal = {.head = {"", "", ""}},
        .json = json,
    };
    import.serves = import_serves(site, &import.rehearsal.arena);
    return import;
}

int import_pack(const struct assembly *site, const char *path)
{
    struct import import = open_import(site, false);
    int code = import_locked(&import, false, path);
    rehearsal_free(&import.rehearsal);
    return code;
}

int import_find_site(struct assembly *site, const struct options *options)
{
    struct assembly_options wanted = command_assembly(options);
    wanted.last_good = true; /* the packs of the kiosk as it runs */
    int code = assembly_find(site, &wanted);
    if (code != CLI_FINE)
        return code;
    if (!*site->packs_dir) {
        fputs("kiosk: there is no folder for packs; name one as packs_dir in the settings\n",
              stderr);
        return CLI_MACHINE_WRONG;
    }
    return import_become_owner(site->packs_dir) ? CLI_FINE : CLI_MACHINE_WRONG;
}

int command_import(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    const char *problem = call_problem(options);
    if (problem) {
        fprintf(stderr, "kiosk import: %s\n`kiosk import --help` shows how to call it.\n", problem);
        return CLI_CALL_WRONG;
    }
    int code = import_find_site(&site, options);
    if (code != CLI_FINE)
        return code;
    bool back = options->given & OPTION_BIT(OPTION_ROLLBACK);
    struct import import = open_import(&site, options->json);
    if (options->given & OPTION_BIT(OPTION_LIST))
        code = list(&import);
    else
        code = import_locked(&import, back,
                             options->argument_count > 0 ? options->arguments[0] : NULL);
    rehearsal_free(&import.rehearsal);
    return code;
}
