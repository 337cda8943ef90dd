#include <string.h>

#include "content/content.h"

bool string_list_has(const struct string_list *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], word) == 0)
            return true;
    return false;
}

static bool lists_meet(const struct string_list *a, const struct string_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (string_list_has(b, a->items[i]))
            return true;
    return false;
}

/* Neither back nor neck nor leg is in it. "core" is not among them: it holds the back. */
static bool is_elsewhere(const char *region)
{
    return strcmp(region, "whole-body") == 0 || strcmp(region, "arms") == 0 ||
           strcmp(region, "shoulders") == 0;
}

/* What one does every day anyway asks only where it is done for itself. */
static bool exercise_asks(const struct exercise *exercise, const struct routine *routine)
{
    if (exercise->everyday && routine->step_count > 1)
        return false;
    const struct string_list *regions =
        exercise->body_regions.count > 0 ? &exercise->body_regions : &routine->body_regions;
    for (size_t i = 0; i < regions->count; i++)
        if (!is_elsewhere(regions->items[i]))
            return true;
    return regions->count == 0;
}

bool routine_asks_red_flags(const struct routine *routine)
{
    for (size_t i = 0; i < routine->step_count; i++)
        if (routine->steps[i].exercise && exercise_asks(routine->steps[i].exercise, routine))
            return true;
    return false;
}

bool routine_exercises(const struct routine *routine, const struct string_list *regions)
{
    if (lists_meet(regions, &routine->body_regions))
        return true;
    for (size_t i = 0; i < routine->step_count; i++)
        if (lists_meet(regions, &routine->steps[i].exercise->body_regions))
            return true;
    return false;
}

const struct page *content_red_flags(const struct content *content, const struct routine *routine)
{
    if (routine->red_flags || !routine_asks_red_flags(routine))
        return routine->red_flags;
    return content_page(content, CONTENT_RED_FLAGS);
}
