#include "staff/dose_kinds.h"

/* No default: the compiler asks for each new kind's. */
struct dose_kind_words dose_kind_words(enum dose_kind kind)
{
    switch (kind) {
    case DOSE_HOLD:
        break;
    case DOSE_PACED:
        return (struct dose_kind_words){"kind:paced", "staff.builder.kind_paced"};
    case DOSE_OWN_PACE:
        return (struct dose_kind_words){"kind:own", "staff.builder.kind_own"};
    case DOSE_TIME:
        return (struct dose_kind_words){"kind:time", "staff.builder.kind_time"};
    case DOSE_BREATHS:
        return (struct dose_kind_words){"kind:breaths", "staff.builder.kind_breaths"};
    }
    return (struct dose_kind_words){"kind:hold", "staff.builder.kind_hold"};
}
