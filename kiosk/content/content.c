#include "content/content.h"

#include <string.h>

const struct exercise *content_exercise(const struct content *content, const char *id)
{
    for (size_t i = 0; i < content->exercise_count; i++)
        if (strcmp(content->exercises[i]->id, id) == 0)
            return content->exercises[i];
    return NULL;
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
