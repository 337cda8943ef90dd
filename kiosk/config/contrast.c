#include "config/contrast.h"

#include <math.h>

#include "json/json.h"

#define TEXT(ink, ground)                                                                          \
    {                                                                                              \
        COLOR_##ink, COLOR_##ground, CONTRAST_TEXT                                                 \
    }
#define PART(ink, ground)                                                                          \
    {                                                                                              \
        COLOR_##ink, COLOR_##ground, CONTRAST_PART                                                 \
    }

const struct contrast_pair contrast_pairs[] = {
    TEXT(TEXT, BACKGROUND),
    TEXT(TEXT, SURFACE),
    TEXT(TEXT, SURFACE_TINT),
    TEXT(TEXT, SURFACE_PRESSED),
    TEXT(TEXT, RING_TRACK),
    TEXT(TEXT, WARNING),
    TEXT(TEXT, DANGER_SURFACE),
    TEXT(TEXT_SOFT, BACKGROUND),
    TEXT(TEXT_SOFT, SURFACE),
    TEXT(TEXT_SOFT, SURFACE_TINT),
    TEXT(TEXT_SOFT, SURFACE_PRESSED),
    TEXT(TEXT_SOFT, DANGER_SURFACE),
    TEXT(TEXT_TINT, BACKGROUND),
    TEXT(TEXT_TINT, SURFACE),
    TEXT(TEXT_TINT, SURFACE_TINT),
    TEXT(TEXT_TINT, SURFACE_PRESSED),
    TEXT(TEXT_TINT, CHART_SECOND),
    TEXT(ON_PRIMARY, PRIMARY),
    TEXT(ON_PRIMARY, PRIMARY_PRESSED),
    TEXT(ON_PRIMARY, ACCENT_TEXT),
    TEXT(ACCENT_TEXT, BACKGROUND),
    TEXT(ACCENT_TEXT, SURFACE),
    TEXT(ACCENT_TEXT, SURFACE_PRESSED),
    TEXT(DANGER_TEXT, BACKGROUND),
    TEXT(DANGER_TEXT, SURFACE),
    TEXT(DANGER_TEXT, SURFACE_PRESSED),
    TEXT(DANGER_TEXT, DANGER_SURFACE),
    TEXT(ON_HERO, HERO_FROM),
    TEXT(ON_HERO, PRIMARY_PRESSED),
    TEXT(ON_HERO_SOFT, HERO_FROM),
    TEXT(ON_INK, INK),
    TEXT(ON_INK, INK_BUTTON),
    TEXT(ON_INK, TEXT_SOFT),
    TEXT(ON_INK, ACCENT_TEXT),
    TEXT(ON_INK_SOFT, INK),
    TEXT(ON_INK_SOFT, INK_BUTTON),
    TEXT(WARNING_TEXT, WARNING),
    TEXT(WARNING_TEXT, BACKGROUND),
    TEXT(WARNING_TEXT, SURFACE),
    TEXT(WARNING_TEXT, SURFACE_PRESSED),
    TEXT(BADGE_TEXT, TINT_LILAC),
    TEXT(BADGE_TEXT, TINT_SKY),
    PART(PRIMARY, BACKGROUND),
    PART(PRIMARY, SURFACE),
    PART(PRIMARY, SURFACE_TINT),
    PART(PRIMARY, SURFACE_PRESSED),
    PART(PRIMARY, RING_TRACK),
    PART(PRIMARY, TINT_MINT),
    PART(PRIMARY, TINT_SAND),
    PART(PRIMARY, TINT_LILAC),
    PART(PRIMARY, TINT_SKY),
    PART(ACCENT, BACKGROUND),
    PART(ACCENT, SURFACE),
    PART(ACCENT, RING_TRACK),
    PART(FEEL, DANGER_SURFACE),
    PART(FEEL_NERVE, DANGER_SURFACE),
    PART(DANGER, BACKGROUND),
    PART(DANGER, SURFACE),
    PART(DANGER, SURFACE_PRESSED),
    PART(DANGER, DANGER_SURFACE),
    PART(SURFACE, DANGER),
    PART(LINE_STRONG, BACKGROUND),
    PART(LINE_STRONG, SURFACE),
    PART(FOCUS, SURFACE),
    PART(FOCUS, BACKGROUND),
    PART(INK_ACCENT, INK),
    PART(INK_ACCENT, INK_BUTTON),
    PART(WARNING_LINE, WARNING),
    PART(WARNING_LINE, SURFACE),
};

const size_t contrast_pair_count = sizeof contrast_pairs / sizeof *contrast_pairs;

static const char *const names[COLOR_COUNT] = {
#define X(upper, lower, value) #lower,
    THEME_COLORS(X)
#undef X
};

static double linear(color_t color, int shift)
{
    double c = (double)((color >> shift) & 0xFF) / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(color_t color)
{
    return 0.2126 * linear(color, 16) + 0.7152 * linear(color, 8) + 0.0722 * linear(color, 0);
}

double contrast_of(color_t a, color_t b)
{
    double one = luminance(a), other = luminance(b);
    return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

static color_t seen_on(color_t ground, color_t ink)
{
    color_t out = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        double below = (double)((ground >> shift) & 0xFF), over = (double)((ink >> shift) & 0xFF);
        double part = (double)color_alpha(ink) / 255;
        out |= (color_t)lround(below + (over - below) * part) << shift;
    }
    return out;
}

double contrast_in(const color_t *colors, const struct contrast_pair *pair)
{
    color_t ground = colors[pair->ground];
    return contrast_of(ground, seen_on(ground, colors[pair->ink]));
}

/* Where the file names one of the two. */
static struct json place_of(struct json colors, const struct contrast_pair *pair)
{
    struct json ink = json_peek(colors, names[pair->ink]);
    return json_present(ink) ? ink : json_peek(colors, names[pair->ground]);
}

static void check_colors(const color_t *colors, struct json json)
{
    for (size_t i = 0; i < contrast_pair_count; i++) {
        const struct contrast_pair *pair = &contrast_pairs[i];
        struct json place = place_of(json, pair);
        double contrast = contrast_in(colors, pair);
        if (json_present(place) && contrast < pair->least)
            json_warn(place, "%s stands out from %s by %.1f:1 only; at least %.0f:1 is needed",
                      names[pair->ink], names[pair->ground], floor(contrast * 10) / 10,
                      pair->least);
    }
}

void contrast_check(const struct theme *theme, struct json_file *json)
{
    check_colors(theme->color, json_peek(json_root(json), "color"));
    check_colors(theme->high_contrast, json_peek(json_root(json), "high_contrast"));
}
