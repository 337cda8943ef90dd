#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/languages.h"
#include "content/content.h"
#include "content/strings.h"
#include "json/json.h"
#include "screens/screen.h"

/* What is listed, one line or one JSON object an item: id, name, and for some a third word. */
struct list {
    bool json;
    size_t count;
};

static void list_item(struct list *list, const char *id, const char *name, const char *key,
                      const char *value)
{
    if (!list->json) {
        printf("%s%s%s\n", id, name ? "\t" : "", name ? name : "");
    } else {
        fputs(list->count ? ",\n {\"id\": " : "[\n {\"id\": ", stdout);
        json_print_string(stdout, id);
        if (name) {
            fputs(", \"name\": ", stdout);
            json_print_string(stdout, name);
        }
        if (key) {
            printf(", \"%s\": ", key);
            json_print_string(stdout, value);
        }
        putchar('}');
    }
    list->count++;
}

static void list_exercises(struct list *list, const struct content *content)
{
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        list_item(list, e->id, e->name, "position", position_name(e->position));
    }
}

static void list_routines(struct list *list, const struct content *content)
{
    for (size_t i = 0; i < content->routine_count; i++) {
        const struct routine *r = content->routines[i];
        list_item(list, r->id, r->name, "place", place_name(routine_place(r)));
    }
}

static void list_pages(struct list *list, const struct content *content)
{
    for (size_t i = 0; i < content->page_count; i++)
        list_item(list, content->pages[i]->id, content->pages[i]->title, NULL, NULL);
}

static void list_screens(struct list *list)
{
    for (int i = 0; i < SCREEN_COUNT; i++)
        list_item(list, screen_name((enum screen_id)i), NULL, NULL, NULL);
}

static void list_languages(struct list *list, const char *lang_dir)
{
    struct arena arena = {0};
    const char *const *codes;
    size_t count = languages_find(lang_dir, &arena, &codes);
    for (size_t i = 0; i < count; i++) {
        struct fault_list faults = {0};
        struct strings *strings = strings_load(lang_dir, codes[i], &faults);
        list_item(list, codes[i], strings ? strings_language_name(strings) : NULL, NULL, NULL);
        strings_free(strings);
        fault_list_free(&faults);
    }
    arena_free(&arena);
}

/* Lists what the packs hold in this language; says on standard error what is wrong with them. */
static int list_content(struct list *list, const struct assembly *assembly, const char *language,
                        void (*print)(struct list *, const struct content *))
{
    size_t errors;
    struct content *content = command_content(assembly, &errors);
    if (content)
        print(list, content_in(content, language));
    bool wrong = !content || errors > 0;
    content_free(content);
    return wrong ? CLI_INPUT_WRONG : CLI_FINE;
}

int command_list(const struct options *options)
{
    static const struct {
        const char *name;
        void (*print)(struct list *list, const struct content *content);
    } kinds[] = {{"exercises", list_exercises}, {"routines", list_routines}, {"pages", list_pages}};
    const char *what = options->arguments[0];
    struct list list = {.json = options->json};
    struct assembly_options wanted = command_assembly(options);
    struct assembly assembly;
    int code = assembly_find(&assembly, &wanted);
    if (code != CLI_FINE)
        return code;

    const char *language = wanted.language ? wanted.language : assembly.config.language;
    code = CLI_CALL_WRONG;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(what, kinds[i].name) == 0)
            code = list_content(&list, &assembly, language, kinds[i].print);
    }
    if (strcmp(what, "screens") == 0) {
        list_screens(&list);
        code = CLI_FINE;
    } else if (strcmp(what, "languages") == 0) {
        list_languages(&list, assembly.lang_dir);
        code = CLI_FINE;
    }
    if (code == CLI_CALL_WRONG)
        fprintf(stderr,
                "kiosk list: '%s' cannot be listed; it must be exercises, routines, pages, "
                "screens or languages\n",
                what);
    else if (options->json)
        puts(list.count ? "\n]" : "[]");
    return code;
}
