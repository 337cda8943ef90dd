#include "content/content.h"

enum dose_kind dose_kind(const struct dose *dose)
{
    if (dose->breaths > 0)
        return DOSE_BREATHS;
    if (dose->hold_s > 0)
        return DOSE_HOLD;
    if (dose->duration_s > 0)
        return DOSE_TIME;
    for (int i = 0; i < 3; i++)
        if (dose->tempo_s[i] > 0)
            return DOSE_PACED;
    return DOSE_OWN_PACE;
}
