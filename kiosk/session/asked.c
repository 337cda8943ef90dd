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

static bool asks(const struct routine_step *step, const char *words)
{
    for (int i = 0; i < asked_count(step); i++)
        if (strcmp(text_of(step, i), words) == 0)
            return true;
    return false;
}

bool asked_now(const struct routine *routine, const struct routine_step *steps, int step, int text,
               int first, const bool *declined)
{
    const char *words = text_of(&steps[step], text);
    for (int i = first; i < step; i++)
        if (!(declined && declined[i]) && asks(&steps[i], words))
            return false;
    bool swapped = steps[step].exercise != routine->steps[step].exercise;
    return !swapped || (declined && declined[step]) || !asks(&routine->steps[step], words);
}
