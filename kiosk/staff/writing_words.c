#include "staff/writing.h"

#include <string.h>

#include "screens/parts.h"

/* A filter of the home screen, by which a routine can be named: a body region. */
struct named {
    const char *filter;
    int routines; /* that have it */
};

enum { NAMED_MAX = 32 };

struct collection {
    struct named items[NAMED_MAX];
    int count;
};

static void count_one(struct collection *all, const char *filter)
{
    for (int i = 0; i < all->count; i++) {
        if (strcmp(all->items[i].filter, filter) == 0) {
            all->items[i].routines++;
            return;
        }
    }
    if (all->count < NAMED_MAX)
        all->items[all->count++] = (struct named){filter, 1};
}

static void count_all(const struct content *content, struct collection *all)
{
    for (size_t i = 0; i < content->routine_count; i++) {
        const struct string_list *regions = &content->routines[i]->body_regions;
        for (size_t k = 0; k < regions->count; k++)
            count_one(all, regions->items[k]);
    }
}

static struct named *most_used(struct collection *all)
{
    struct named *most = &all->items[0];
    for (int i = 1; i < all->count; i++)
        if (all->items[i].routines > most->routines)
            most = &all->items[i];
    return most;
}

struct keyboard_words writing_keyboard_words(const struct strings *strings)
{
    return (struct keyboard_words){.shift = tr(strings, "staff.writing.shift"),
                                   .backspace = tr(strings, "staff.writing.backspace"),
                                   .space = tr(strings, "staff.writing.space"),
                                   .forms = tr(strings, "staff.writing.forms"),
                                   .language = tr(strings, "staff.writing.keyboard"),
                                   .quick = tr(strings, "staff.writing.quick"),
                                   .done = tr(strings, "staff.writing.done")};
}

void writing_add_regions(struct writing_text *text, const struct content *content,
                         const struct strings *strings)
{
    struct collection all = {.count = 0};
    struct arena arena = {0};
    count_all(content, &all);
    for (int i = 0; i < all.count; i++) {
        struct named *most = most_used(&all);
        most->routines = -1;
        writing_add_word(text, part_known_or_plain(strings, &arena, "home.filter", most->filter));
    }
    arena_free(&arena);
}
