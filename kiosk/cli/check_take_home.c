#include "cli/check_take_home.h"

#include <unistd.h>

#include "base/arena.h"
#include "content/strings.h"
#include "screens/take_home.h"

struct checking {
    struct arena arena;
    const char *words; /* folder */
    const struct check_paths *paths;
    struct fault_list *faults;
};

/* The file that the routine was read from: that of the last pack which has one. NULL in a .zip. */
static const char *file_of(struct checking *c, const struct routine *routine)
{
    for (size_t i = c->paths->load_count; i-- > 0;) {
        const char *file =
            arena_printf(&c->arena, "%s/routines/%s.json", c->paths->load[i], routine->id);
        if (access(file, F_OK) == 0)
            return file;
    }
    return NULL;
}

static void check_routine(struct checking *c, const struct strings *strings,
                          const struct routine *routine)
{
    size_t room = take_home_room(TAKE_HOME_SMALL_PANEL_MODULES);
    struct take_home_texts texts = take_home_texts(strings, &c->arena, routine, room);
    const char *file = texts.count > TAKE_HOME_FEW ? file_of(c, routine) : NULL;
    if (file)
        fault_add(c->faults, FAULT_WARNING, file, 0, 0, "$.steps",
                  "takes %zu codes to be taken home in the language \"%s\", and nobody scans more "
                  "than %d; make two routines of it, or its texts shorter",
                  texts.count, strings_code(strings), TAKE_HOME_FEW);
}

static void check_language(struct checking *c, const struct content *content, const char *code)
{
    struct fault_list own = {0}; /* told by check_words */
    struct strings *strings = NULL;
    if (access(arena_printf(&c->arena, "%s/%s.json", c->words, code), F_OK) == 0)
        strings = strings_load(c->words, code, &own);
    for (size_t i = 0; strings && i < content->routine_count; i++)
        check_routine(c, strings, content->routines[i]);
    strings_free(strings);
    fault_list_free(&own);
    arena_reset(&c->arena);
}

void check_take_home(const struct assembly *site, const struct check_paths *paths,
                     const struct content *content, struct fault_list *faults)
{
    if (!*site->share || !content)
        return;
    struct checking c = {.paths = paths, .faults = faults};
    for (size_t i = 0; i < content->language_count; i++) {
        c.words = arena_printf(&c.arena, "%s/assets/lang", site->share);
        check_language(&c, content->languages[i].content, content->languages[i].code);
    }
    arena_free(&c.arena);
}
