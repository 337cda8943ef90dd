#include "content/content.h"

#include <stdlib.h>
#include <string.h>

static int compare_id(const void *id, const void *exercise)
{
    return strcmp(id, (*(const struct exercise *const *)exercise)->id);
}

size_t content_exercise_index(const struct content *content, const char *id)
{
    const struct exercise **found = bsearch(id, content->exercises, content->exercise_count,
                                            sizeof(struct exercise *), compare_id);
    return found ? (size_t)(found - content->exercises) : content->exercise_count;
}

const struct exercise *content_exercise(const struct content *content, const char *id)
{
    size_t index = content_exercise_index(content, id);
    return index < content->exercise_count ? content->exercises[index] : NULL;
}

const struct routine *content_routine(const struct content *content, const char *id)
{
    for (size_t i = 0; i < content->routine_count; i++)
        if (strcmp(content->routines[i]->id, id) == 0)
            return content->routines[i];
    return NULL;
}

const struct page *content_page(const struct content *content, const char *id)
{
    for (size_t i = 0; i < content->page_count; i++)
        if (strcmp(content->pages[i]->id, id) == 0)
            return content->pages[i];
    return NULL;
}

/* Exactly this one, or the one without its region. */
static const struct content_language *find_language(const struct content *content, const char *code)
{
    const struct content_language *found = NULL;
    size_t plain = strcspn(code, "-");
    for (size_t i = 0; i < content->language_count; i++) {
        const char *other = content->languages[i].code;
        if (strcmp(other, code) == 0)
            return &content->languages[i];
        if (strncmp(other, code, plain) == 0 && other[plain] == '\0')
            found = &content->languages[i];
    }
    return found;
}

const struct content *content_in(const struct content *content, const char *code)
{
    const struct content_language *language = find_language(content, code);
    return language ? language->content : content;
}

bool content_speaks(const struct content *content, const char *code)
{
    return find_language(content, code) != NULL;
}
