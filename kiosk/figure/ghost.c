#include "figure/ghost.h"

#include <string.h>

#include "figure/tint.h"

/* How much of it is seen, 0..1: of what it is filled with, and of its lines. */
static const float FILL = 0.36f, LINE = 0.62f;

static uint32_t faint(color_t color, float share)
{
    uint32_t out = (uint32_t)(255 * share + 0.5f) << 24;
    for (int shift = 0; shift < 24; shift += 8)
        out |= (uint32_t)(tint_channel(color, shift) * share + 0.5f) << shift;
    return out;
}

void ghost_tint(struct ghost *ghost, const struct person *person)
{
    const color_t paper = 0xFFA9BFD6, ink = 0xFF5A7390;
    const color_t tone[GHOST_TONES] = {
        [GHOST_SKIN] = tint_toward(person->skin, paper, 0.55f),
        [GHOST_HAIR] = tint_toward(person->hair, paper, 0.55f),
        [GHOST_SHIRT] = tint_toward(person->shirt, paper, 0.55f),
        [GHOST_LEGS] = tint_toward(person->legs, paper, 0.55f),
        [GHOST_LINE] = ink,
    };
    ghost->color[0] = 0;
    for (int t = 0; t < GHOST_TONES; t++)
        for (int n = 1; n <= 4; n++)
            ghost->color[ghost_pixel((enum ghost_tone)t, n)] =
                faint(tone[t], (t == GHOST_LINE ? LINE : FILL) * (float)n / 4);
}

enum ghost_tone ghost_tone_of(int material)
{
    switch (material) {
    case MATERIAL_SHIRT:
    case MATERIAL_SHIRT_FOLD:
        return GHOST_SHIRT;
    case MATERIAL_LEGS:
    case MATERIAL_LEGS_FOLD:
        return GHOST_LEGS;
    case MATERIAL_HAIR:
    case MATERIAL_STRAND:
        return GHOST_HAIR;
    default:
        return GHOST_SKIN;
    }
}

static inline uint32_t over(uint32_t under, uint32_t color)
{
    uint32_t keep = 256 - (color >> 24);
    uint32_t rb = ((under & 0xFF00FFu) * keep >> 8) & 0xFF00FFu;
    uint32_t ag = (((under >> 8) & 0xFF00FFu) * keep) & 0xFF00FF00u;
    return color + (rb | ag);
}

/* How many of the `n` bytes there are nothing. */
static int nothing(const uint8_t *at, int n)
{
    int i = 0;
    for (uint64_t eight; i + 8 <= n; i += 8) {
        memcpy(&eight, at + i, sizeof eight);
        if (eight != 0)
            break;
    }
    while (i < n && at[i] == 0)
        i++;
    return i;
}

void ghost_lay(const struct ghost *ghost, int y, int x, int n, uint32_t *out)
{
    int from = x > ghost->x0 ? x : ghost->x0;
    int end = x + n <= ghost->x1 ? x + n : ghost->x1 + 1;
    const uint8_t *row = ghost->pixels + (ptrdiff_t)(y - ghost->y0) * ghost->width - ghost->x0;
    for (int i = from; i < end;) {
        i += nothing(row + i, end - i);
        for (; i < end && row[i]; i++)
            out[i - x] = over(out[i - x], ghost->color[row[i]]);
    }
}
