#pragma once

#include "base/ms.h"

/* Cleaning mode's part of struct staff. Staff is locked out when it begins. */
struct staff_cleaning {
    ms_t until;
};
