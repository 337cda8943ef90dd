#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

/* Other collections' exercises as a pack. */

struct convert_result {
    size_t exercises; /* written */
    size_t left_out;  /* too little is known of them; each is a warning */
};

/* What a call asks for. */
struct convert_call {
    const char *format; /* of convert_is_format */
    const char *file;   /* the collection */
    const char *out;    /* the folder to make, which must not be there yet */
    const char
        *language; /* of the texts to take, where there are several; the pack is in this one */
    const char *languages; /* a file with the numbers of wger's languages; NULL: wger.de's */
    const char *images;    /* the folder with the collection's pictures; NULL: they are left out */
};

/* Makes a pack that the kiosk loads without errors. False, with a fault, when that cannot be done;
 * there is then no folder. */
bool convert_file(const struct convert_call *call, struct convert_result *result,
                  struct fault_list *faults);

bool convert_is_format(const char *format);
