#include "config/colours.h"

#include <string.h>

/* What is teal in the built-in theme. */
static const struct palette {
    color_t primary, pressed, tint, text_tint, hero_from, hero_to, hero_soft, center, rim;
} palettes[COLOUR_COUNT] = {
    [COLOUR_BLUE] = {0xFF1E4E96, 0xFF122F5C, 0xFFDBE6F5, 0xFF14386E, 0xFF18407A, 0xFF2E5997,
                     0xFFF2F6FC, 0xFFEFF4FA, 0xFFD3E0F0},
    [COLOUR_PLUM] = {0xFF6B2D7B, 0xFF431B4E, 0xFFEEE2F2, 0xFF4F1E5C, 0xFF612870, 0xFF7C438C,
                     0xFFF9F4FA, 0xFFF6F1F8, 0xFFE6D9EB},
    [COLOUR_CLAY] = {0xFF7A3D10, 0xFF4E2609, 0xFFF6E6D9, 0xFF5C2D0A, 0xFF69340D, 0xFF844C21,
                     0xFFFCF6F1, 0xFFFAF4EE, 0xFFF0DFD0},
};

void colours_of(const struct theme *theme, enum config_colour colour, color_t *colors)
{
    memcpy(colors, theme->color, sizeof theme->color);
    if (colour == COLOUR_TEAL)
        return;
    const struct palette *palette = &palettes[colour];
    colors[COLOR_PRIMARY] = palette->primary;
    colors[COLOR_PRIMARY_PRESSED] = palette->pressed;
    colors[COLOR_SURFACE_TINT] = palette->tint;
    colors[COLOR_TEXT_TINT] = palette->text_tint;
    colors[COLOR_HERO_FROM] = palette->hero_from;
    colors[COLOR_HERO_TO] = palette->hero_to;
    colors[COLOR_ON_HERO_SOFT] = palette->hero_soft;
    colors[COLOR_STAGE_CENTER] = palette->center;
    colors[COLOR_STAGE_RIM] = palette->rim;
}

color_t colours_primary(const struct theme *theme, enum config_colour colour)
{
    return colour == COLOUR_TEAL ? theme->color[COLOR_PRIMARY] : palettes[colour].primary;
}
