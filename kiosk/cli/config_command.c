#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/backup_site.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/languages.h"
#include "clinic/settings_file.h"
#include "config/config_keys.h"
#include "json/json.h"
#include "store/owner.h"

/* The settings from a shell: the same list, checks and file as the staff's screen. */

/* The file that says so, or whatever else decides. */
static const char *origin(const struct assembly *site, const struct config_key *key,
                          struct json screen, struct json file)
{
    char group[32];
    config_key_group(key, group, sizeof group);
    const char *name = config_key_name(key);
    struct json ours = *group ? json_peek(screen, group) : screen;
    struct json theirs = *group ? json_peek(file, group) : file;
    if (config_key_fixed(key, &site->site))
        return "fixed";
    if (!key->file_only && json_present(json_peek(ours, name)))
        return SETTINGS_FILE;
    return json_present(json_peek(theirs, name)) ? "kiosk.json" : "default";
}

static char *value_of(const struct assembly *site, const struct config_key *key)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        memory_gone("memstream");
    config_key_print(out, key, &site->config);
    if (fclose(out) != 0)
        memory_gone("memstream");
    return text;
}

static void print_row(const struct assembly *site, const struct config_key *key, const char *from,
                      bool json, bool first)
{
    char *value = value_of(site, key), *allowed = config_key_allowed(key);
    if (json) {
        printf("%s {\"key\": \"%s\", \"value\": %s, \"from\": \"%s\", \"allowed\": ",
               first ? "[" : ",\n ", key->key, value, from);
        json_print_string(stdout, allowed);
        putchar('}');
    } else {
        printf("%-20s %-26s %-14s %s\n", key->key, value, from,
               key->file_only ? "in kiosk.json only" : allowed);
    }
    free(value);
    free(allowed);
}

static int list_all(const struct assembly *site, bool json)
{
    struct fault_list unheard = {0};
    struct json_file *screen = json_read_mended(site->screen_file, &unheard);
    struct json_file *file = json_read_mended(site->config_file, &unheard);
    struct json none = {0};
    for (size_t i = 0; i < config_key_count; i++)
        print_row(site, &config_keys[i],
                  origin(site, &config_keys[i], screen ? json_root(screen) : none,
                         file ? json_root(file) : none),
                  json, i == 0);
    if (json)
        puts("\n]");
    json_free(screen);
    json_free(file);
    fault_list_free(&unheard);
    return CLI_FINE;
}

static int get(const struct assembly *site, const struct config_key *key)
{
    char *value = value_of(site, key);
    puts(value);
    free(value);
    return CLI_FINE;
}

static void print_allowed(const struct config_key *key)
{
    char *allowed = config_key_allowed(key);
    if (!key->file_only)
        fprintf(stderr, "allowed: %s\n", allowed);
    free(allowed);
}

/* Root works as the user whose kiosk it is: what it left would be nobody else's to change. */
static bool become_owner(const struct assembly *site)
{
    if (!owner_is_another(site->screen_file) || owner_become(owner_of(site->screen_file)))
        return true;
    fprintf(stderr, "kiosk config: root cannot work as the user whose folder this is: %s\n",
            site->screen_file);
    return false;
}

/* As on the screen, where nothing else can be chosen. */
static bool is_spoken(const struct assembly *site, const struct config_key *key, const char *json)
{
    struct arena scratch = {0};
    bool languages = key->kind == CONFIG_LANGUAGE || key->kind == CONFIG_LANGUAGE_OR_NONE ||
                     key->kind == CONFIG_LANGUAGES;
    const char *unknown =
        json && languages ? languages_unknown(site->lang_dir, &scratch, json) : NULL;
    if (unknown)
        fprintf(stderr,
                "kiosk config: %s: there are no words in \"%s\"\n"
                "allowed: %s\n",
                key->key, unknown, languages_text(site->lang_dir, &scratch));
    arena_free(&scratch);
    return !unknown;
}

static int change(const struct assembly *site, const struct config_key *key, const char *value)
{
    char why[512];
    if (!become_owner(site))
        return CLI_MACHINE_WRONG;
    char *json = value ? config_key_typed(key, value) : NULL;
    struct settings_wish wish = {key, json};
    if (!is_spoken(site, key, json)) {
        free(json);
        return CLI_INPUT_WRONG;
    }
    enum settings_outcome outcome = settings_file_change(&site->site, &wish, 1, why, sizeof why);
    free(json);
    if (outcome == SETTINGS_DONE)
        return CLI_FINE;
    if (outcome == SETTINGS_UNWRITTEN) {
        fprintf(stderr, "kiosk config: %s: %s\n", site->screen_file, why);
        return CLI_MACHINE_WRONG;
    }
    fprintf(stderr, "kiosk config: %s", why);
    if (value)
        fprintf(stderr, " (value: %s)", value);
    fputc('\n', stderr);
    print_allowed(key);
    return CLI_INPUT_WRONG;
}

static const struct config_key *find(const char *name)
{
    const struct config_key *key = config_key_find(name);
    if (key)
        return key;
    const char *near = config_key_nearest(name);
    fprintf(stderr, "kiosk config: there is no setting '%s'", name);
    if (near)
        fprintf(stderr, "; did you mean %s?", near);
    fputs("\n`kiosk config list` names them.\n", stderr);
    return NULL;
}

/* What is to be done, and how many words it takes. */
static const struct deed {
    const char *name;
    size_t words;
} deeds[] = {{"list", 1}, {"get", 2}, {"set", 3}, {"unset", 2}};

enum { LIST, GET, SET, UNSET, DEED_COUNT };

static int find_deed(const struct options *options)
{
    for (int i = 0; i < DEED_COUNT; i++)
        if (strcmp(options->arguments[0], deeds[i].name) == 0 &&
            options->argument_count == deeds[i].words)
            return i;
    fprintf(stderr,
            "kiosk config: '%s%s' is not what it takes; it must be list, get KEY, set KEY "
            "VALUE or unset KEY\n",
            options->arguments[0], options->argument_count > 1 ? " ..." : "");
    return DEED_COUNT;
}

int command_config(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    int deed = find_deed(options);
    if (deed == DEED_COUNT)
        return CLI_CALL_WRONG;
    struct assembly_options wanted = command_assembly(options);
    wanted.screen_settings = true;
    int code = assembly_find(&site, &wanted);
    if (code != CLI_FINE)
        return code;
    code = backup_site_settle(&site, &wanted, "config");
    if (code != CLI_FINE)
        return code;
    if (!*site.screen_file) {
        fputs("kiosk config: there is no state folder; set HOME or XDG_STATE_HOME\n", stderr);
        return CLI_MACHINE_WRONG;
    }
    if (deed == LIST)
        return list_all(&site, options->json);
    const struct config_key *key = find(options->arguments[1]);
    if (!key)
        return CLI_INPUT_WRONG;
    if (deed == GET)
        return get(&site, key);
    return change(&site, key, deed == SET ? options->arguments[2] : NULL);
}
