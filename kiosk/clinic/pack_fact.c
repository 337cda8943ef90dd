#include "clinic/pack_fact.h"

#include <string.h>

static bool dose_differs(const struct dose *before, const struct dose *after,
                         struct pack_fact *fact)
{
    struct dose was = *before, is = *after;
    for (size_t i = 0; i < DOSE_FIELD_COUNT; i++) {
        enum dose_field field = dose_order[i];
        int from = *dose_number(&was, field), to = *dose_number(&is, field);
        if (from == to)
            continue;
        *fact = (struct pack_fact){.kind = PACK_FACT_DOSE, .field = field, .from = from, .to = to};
        return true;
    }
    return false;
}

static bool names_differ(const char *before, const char *after, struct pack_fact *fact)
{
    if (strcmp(before, after) == 0)
        return false;
    *fact = (struct pack_fact){.kind = PACK_FACT_NAME, .before = before, .after = after};
    return true;
}

static struct pack_fact of_exercise(const struct exercise *before, const struct exercise *after)
{
    struct pack_fact fact = {.kind = PACK_FACT_OTHER};
    if (dose_differs(&before->dose, &after->dose, &fact) ||
        names_differ(before->name, after->name, &fact))
        return fact;
    if (before->pictures.count != after->pictures.count)
        fact = (struct pack_fact){.kind = PACK_FACT_PICTURES,
                                  .from = (int)before->pictures.count,
                                  .to = (int)after->pictures.count};
    return fact;
}

static bool step_differs(const struct routine_step *before, const struct routine_step *after,
                         struct pack_fact *fact)
{
    if (strcmp(before->exercise->id, after->exercise->id) != 0) {
        *fact = (struct pack_fact){.kind = PACK_FACT_STEP,
                                   .before = before->exercise->name,
                                   .after = after->exercise->name};
        return true;
    }
    if (!dose_differs(&before->dose, &after->dose, fact))
        return false;
    fact->exercise = after->exercise->name;
    return true;
}

static struct pack_fact of_routine(const struct routine *before, const struct routine *after)
{
    struct pack_fact fact = {.kind = PACK_FACT_OTHER};
    if (before->step_count != after->step_count)
        return (struct pack_fact){
            .kind = PACK_FACT_STEPS, .from = (int)before->step_count, .to = (int)after->step_count};
    for (size_t i = 0; i < before->step_count; i++)
        if (step_differs(&before->steps[i], &after->steps[i], &fact))
            return fact;
    names_differ(before->name, after->name, &fact);
    return fact;
}

static struct pack_fact of_page(const struct page *before, const struct page *after)
{
    struct pack_fact fact = {.kind = PACK_FACT_OTHER};
    names_differ(before->title, after->title, &fact);
    return fact;
}

struct pack_fact pack_fact_find(const struct content *before, const struct content *after,
                                const char *kind, const char *id)
{
    const struct pack_fact other = {.kind = PACK_FACT_OTHER};
    if (!before || !after)
        return other;
    if (strcmp(kind, "exercise") == 0) {
        const struct exercise *a = content_exercise(before, id), *b = content_exercise(after, id);
        return a && b ? of_exercise(a, b) : other;
    }
    if (strcmp(kind, "routine") == 0) {
        const struct routine *a = content_routine(before, id), *b = content_routine(after, id);
        return a && b ? of_routine(a, b) : other;
    }
    const struct page *a = content_page(before, id), *b = content_page(after, id);
    return a && b ? of_page(a, b) : other;
}
