#pragma once

#include <stdbool.h>

#include "base/color.h"

/* Who demonstrates. All share one skeleton, so every pose fits; they differ in build and looks. */

enum material {
    MATERIAL_SKIN,
    MATERIAL_SHIRT,
    MATERIAL_LEGS,
    MATERIAL_HAIR,
    MATERIAL_SOLE, /* skin of the foot's lower side */
    MATERIAL_MAT,
    MATERIAL_MAT_EDGE,
    MATERIAL_WOOD,
    MATERIAL_PADDING,
    MATERIAL_STRAP,
    MATERIAL_WEIGHT,
    /* From here on: what is drawn upon the others or the picture, and has no outline. */
    MATERIAL_ARROW,
    MATERIAL_ARROW_RIM, /* light: on a dark ground the arrow is seen by it */
    MATERIAL_AIR,       /* that is breathed */
    MATERIAL_INK,       /* eyes */
    MATERIAL_EYE,       /* their white */
    MATERIAL_BROW,
    MATERIAL_LIP,
    MATERIAL_MOUTH,
    MATERIAL_CREASE, /* of skin */
    MATERIAL_HOLLOW, /* of skin: where it dips beside a tendon or between knuckles */
    MATERIAL_BLUSH,  /* of cheeks */
    MATERIAL_NAIL,
    MATERIAL_STRAND,   /* of hair */
    MATERIAL_HAIRLINE, /* where hair thins out over skin */
    MATERIAL_SHIRT_FOLD,
    MATERIAL_LEGS_FOLD,
    MATERIAL_SHIRT_SOFT, /* cloth that is raised to a fold, of its own colour */
    MATERIAL_LEGS_SOFT,
    MATERIAL_SHIRT_LIP, /* the edge of a hem, which is as thick as the cloth */
    MATERIAL_LEGS_LIP,
    MATERIAL_SHIRT_HOLLOW, /* where cloth follows a hollow of the body */
    MATERIAL_LEGS_HOLLOW,
    MATERIAL_RIPPLE, /* of water */
    MATERIAL_COUNT
};

static inline bool material_is_drawn(int material)
{
    return material >= MATERIAL_ARROW;
}

enum hair { HAIR_BUN, HAIR_SHORT, HAIR_BOB, HAIR_CROP };

/* What makes a face somebody's own. */
struct looks {
    float jaw;       /* how much wider it is, as a share */
    float chin;      /* metres it stands out farther */
    float nose[2];   /* how far it stands out, and how wide it is; 1 = person 0 */
    float brow;      /* how thick brows are */
    float lips;      /* how full */
    float age_lines; /* 0 none .. 1 */
};

struct person {
    const char *name;
    color_t skin, hair, shirt, legs, lip, brow;
    enum hair style;
    float waist, front, hips, chest, limbs; /* girths, 1 = person 0; the back stays the same */
    float bust;                             /* metres added to the chest's front */
    float sleeve;                           /* share of the upper arm the sleeve covers */
    float hem;                              /* share of the shank the trousers cover */
    float shorts;                           /* of the thigh, where they are shorts; else 0 */
    struct looks looks;
};

enum { PEOPLE_COUNT = 4 };

/* `index` wraps round. */
const struct person *person_get(unsigned index);

/* The same one in what is worn in water: short sleeves, shorts, bare knees. */
struct person person_in_water(const struct person *person);

/* -1 when nobody has that name. */
int person_find(const char *name);

/* The lit colour of a material on this person; opaque. */
color_t person_color(const struct person *person, enum material material);
