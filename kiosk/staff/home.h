#pragma once

#include "clinic/health.h"
#include "ui/ui.h"

/* The tiles' part of struct staff: what was found when they came up, and every 10 s since. */
struct staff_home {
    struct health_facts facts;
    struct health health;
    struct staff_today {
        long long visits, begun, finished, hurts;
        bool known; /* the counts can be read */
    } today;
    ms_t read_at;
    struct scroll scroll; /* where they do not fit */
};
