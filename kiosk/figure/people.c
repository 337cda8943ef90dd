#include "figure/people.h"

#include <string.h>

#include "figure/tint.h"

static const struct person people[PEOPLE_COUNT] = {
    {.name = "mara",
     .skin = 0xFFDA9B72,
     .hair = 0xFF4E2A1C,
     .shirt = 0xFF2A9F9C,
     .legs = 0xFF746B9F,
     .lip = 0xFFA04C42,
     .brow = 0xFF3B2016,
     .style = HAIR_BUN,
     .waist = 1.0f,
     .front = 1.0f,
     .hips = 1.0f,
     .chest = 1.0f,
     .limbs = 1.0f,
     .bust = 0.014f,
     .sleeve = 0.52f,
     .hem = 0.80f,
     .looks = {.jaw = -0.05f, .chin = 0, .nose = {1, 1}, .brow = 0.85f, .lips = 1, .age_lines = 0}},
    {.name = "joseph",
     .skin = 0xFF8E5A3C,
     .hair = 0xFFA9A6A3,
     .shirt = 0xFF86A873,
     .legs = 0xFF667789,
     .lip = 0xFF5E2B26,
     .brow = 0xFF77716C,
     .style = HAIR_CROP,
     .waist = 1.16f,
     .front = 1.08f,
     .hips = 0.97f,
     .chest = 1.13f,
     .limbs = 1.12f,
     .bust = 0.0f,
     .sleeve = 0.66f,
     .hem = 0.86f,
     .looks = {.jaw = 0.06f,
               .chin = 0.002f,
               .nose = {0.98f, 1.28f},
               .brow = 1.15f,
               .lips = 1.18f,
               .age_lines = 0.7f}},
    {.name = "ingrid",
     .skin = 0xFFEBB796,
     .hair = 0xFFD3CCC0,
     .shirt = 0xFF9C5C8C,
     .legs = 0xFF5C7F8C,
     .lip = 0xFFAE4F4C,
     .brow = 0xFF8A8176,
     .style = HAIR_BOB,
     .waist = 1.36f,
     .front = 1.34f,
     .hips = 1.13f,
     .chest = 1.13f,
     .limbs = 1.15f,
     .bust = 0.024f,
     .sleeve = 0.74f,
     .hem = 0.84f,
     .looks = {.jaw = 0.03f,
               .chin = -0.001f,
               .nose = {1.04f, 1.04f},
               .brow = 0.80f,
               .lips = 0.82f,
               .age_lines = 1}},
    {.name = "kenji",
     .skin = 0xFFE0AC7E,
     .hair = 0xFF23201F,
     .shirt = 0xFF5B8DB8,
     .legs = 0xFF737790,
     .lip = 0xFF9A4C40,
     .brow = 0xFF201C1A,
     .style = HAIR_SHORT,
     .waist = 1.06f,
     .front = 1.0f,
     .hips = 0.95f,
     .chest = 1.08f,
     .limbs = 1.05f,
     .bust = 0.0f,
     .sleeve = 0.62f,
     .hem = 0.62f,
     .looks = {.jaw = 0.07f,
               .chin = 0.003f,
               .nose = {0.86f, 1.08f},
               .brow = 1.20f,
               .lips = 0.90f,
               .age_lines = 0}},
};

const struct person *person_get(unsigned index)
{
    return &people[index % PEOPLE_COUNT];
}

struct person person_in_water(const struct person *person)
{
    struct person wet = *person;
    wet.sleeve *= 0.6f;
    wet.shorts = 0.58f;
    return wet;
}

int person_find(const char *name)
{
    for (int i = 0; i < PEOPLE_COUNT; i++)
        if (strcmp(people[i].name, name) == 0)
            return i;
    return -1;
}

/* Of what nobody wears. */
static const color_t things[MATERIAL_COUNT] = {
    [MATERIAL_RIPPLE] = 0xFFEFFAFC,    [MATERIAL_MAT] = 0xFFC2DDD7,
    [MATERIAL_MAT_EDGE] = 0xFF9CC3BB,  [MATERIAL_WOOD] = 0xFFBCA98D,
    [MATERIAL_PADDING] = 0xFF9DB2C6,   [MATERIAL_STRAP] = 0xFFC2496B,
    [MATERIAL_WEIGHT] = 0xFF3D4C60,    [MATERIAL_ARROW] = 0xFF2A70DA,
    [MATERIAL_ARROW_RIM] = 0xFFF3F8FD,
};

color_t person_color(const struct person *person, enum material material)
{
    switch (material) {
    case MATERIAL_SKIN:
        return person->skin;
    case MATERIAL_SOLE:
        return tint_toward(person->skin, 0xFFFFDCCB, 0.20f);
    case MATERIAL_SHIRT:
    case MATERIAL_SHIRT_SOFT:
        return person->shirt;
    case MATERIAL_LEGS:
    case MATERIAL_LEGS_SOFT:
        return person->legs;
    case MATERIAL_HAIR:
        return person->hair;
    case MATERIAL_INK:
        return 0xFF2A1D1A;
    case MATERIAL_EYE:
        return tint_toward(person->skin, 0xFFFFFFFF, 0.78f);
    case MATERIAL_BROW:
        return person->brow;
    case MATERIAL_LIP:
        return tint_toward(person->skin, person->lip, 0.68f);
    case MATERIAL_MOUTH:
        return tint_toward(person->lip, 0xFF2A1D1A, 0.45f);
    case MATERIAL_CREASE:
        return tint_multiply(person->skin, 0.66f, 0.56f, 0.54f);
    case MATERIAL_HOLLOW:
        return tint_multiply(person->skin, 0.88f, 0.78f, 0.74f);
    case MATERIAL_BLUSH:
        return tint_multiply(person->skin, 1.008f, 0.966f, 0.952f);
    case MATERIAL_NAIL:
        return tint_toward(tint_multiply(person->skin, 1.04f, 0.96f, 0.95f), 0xFFFFE9DE, 0.22f);
    case MATERIAL_STRAND:
        /* Dark ones would not be seen on dark hair. */
        return tint_channel(person->hair, 16) < 90
                   ? tint_toward(person->hair, 0xFFD9B8A0,
                                 0.06f + 0.0009f * tint_channel(person->hair, 16))
                   : tint_multiply(person->hair, 0.87f, 0.86f, 0.87f);
    case MATERIAL_HAIRLINE:
        return tint_toward(tint_multiply(person->skin, 0.94f, 0.90f, 0.88f), person->hair, 0.40f);
    case MATERIAL_SHIRT_FOLD:
        return tint_multiply(person->shirt, 0.70f, 0.67f, 0.74f);
    case MATERIAL_LEGS_FOLD:
        return tint_multiply(person->legs, 0.66f, 0.64f, 0.71f);
    case MATERIAL_SHIRT_LIP:
        return tint_toward(person->shirt, 0xFFFFFBF2, 0.17f);
    case MATERIAL_LEGS_LIP:
        return tint_toward(person->legs, 0xFFFFFBF2, 0.16f);
    case MATERIAL_SHIRT_HOLLOW:
        return tint_multiply(person->shirt, 0.86f, 0.85f, 0.90f);
    case MATERIAL_LEGS_HOLLOW:
        return tint_multiply(person->legs, 0.84f, 0.83f, 0.89f);
    default:
        return things[material] ? things[material] : 0xFF808080;
    }
}
