#pragma once

#include "handout/letters.h"
#include "handout/sheet.h"

/* Headings with what stands below them, and the steps of a routine, set into groups. */

struct column {
    const struct letters *letters;
    double x, width;
};

/* All of these go below what is in the group, and move its y on. */
void parts_text(struct group *group, struct column column, enum style style, const char *strong,
                const char *text);
void parts_put(struct group *group, struct column column, const struct handout_part *part);

/* A step: number, name, dose and note across the column; below them, in two columns,
 * pictures and its parts. */
void parts_step(struct group *group, struct column column, const struct handout_step *step,
                size_t number);

/* One below the other in two columns, those with a table across both; nothing for none. */
void parts_columns(struct group *group, struct column column, struct handout_parts parts);
