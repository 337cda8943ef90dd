#include "session/asked.h"

#include <string.h>

int asked_count(const struct routine_step *step)
{
    return step->exercise ? (int)exercise_asked_count(step->exercise) : 0;
}

bool asked_waits(const struct routine_step *step, int text)
{
    return text < (int)step->exercise->contraindications.count;
}

static const char *text_of(const struct routine_step *step, int text)
{
    const struct exercise *exercise = step->exercise;
    int not_you = (int)exercise->contraindications.count;
    return text < not_you ? exercise->contraindications.items[text]
                          : exercise->ask_first.items[text - not_you];
}

bool asked_now(const struct routine_step *steps, int step, int text, int first,
               const bool *declined)
{
    const char *words = text_of(&steps[step], text);
    for (int i = first; i < step; i++)
        for (int k = 0; k < asked_count(&steps[i]); k++)
            if (!(declined && declined[i]) && strcmp(text_of(&steps[i], k), words) == 0)
                return false;
    return true;
}
