#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/color.h"
#include "base/fault.h"

/* Design tokens from config/theme.json. The built-in values below are the same as the shipped
 * file's, so the kiosk looks right even without it. Lengths are design pixels: pixels on a
 * 1920 x 1080 screen (or 1080 x 1920); `ui` scales them and holds the millimetre minimums. */

#define THEME_COLORS(X)                                                                            \
    X(BACKGROUND, background, 0xFFF5F3EE)                                                          \
    X(SURFACE, surface, 0xFFFFFFFF)                                                                \
    X(SURFACE_TINT, surface_tint, 0xFFD8EAE5)                                                      \
    X(SURFACE_PRESSED, surface_pressed, 0xFFE6E1D6)                                                \
    X(LINE, line, 0xFFDAD6CC)                                                                      \
    X(LINE_STRONG, line_strong, 0xFF7F7A72)                                                        \
    X(TEXT, text, 0xFF13242B)                                                                      \
    X(TEXT_SOFT, text_soft, 0xFF35454B)                                                            \
    X(TEXT_TINT, text_tint, 0xFF0A4845)                                                            \
    X(PRIMARY, primary, 0xFF0A615E)                                                                \
    X(PRIMARY_PRESSED, primary_pressed, 0xFF063C3A)                                                \
    X(ON_PRIMARY, on_primary, 0xFFFFFFFF)                                                          \
    X(ACCENT, accent, 0xFFD24F1C)                                                                  \
    X(FEEL, feel, 0xFFD96A1C)                                                                      \
    X(FEEL_NERVE, feel_nerve, 0xFFB0730A)                                                          \
    X(ACCENT_TEXT, accent_text, 0xFF80290A)                                                        \
    X(DANGER, danger, 0xFFC23A22)                                                                  \
    X(DANGER_TEXT, danger_text, 0xFF882010)                                                        \
    X(DANGER_SURFACE, danger_surface, 0xFFFDEEE6)                                                  \
    X(RING_TRACK, ring_track, 0xFFE0DCD1)                                                          \
    X(STAGE_CENTER, stage_center, 0xFFEDF5F3)                                                      \
    X(STAGE_RIM, stage_rim, 0xFFCFE4DC)                                                            \
    X(TINT_MINT, tint_mint, 0xFFDDECE6)                                                            \
    X(TINT_SAND, tint_sand, 0xFFF5E5D5)                                                            \
    X(TINT_LILAC, tint_lilac, 0xFFE9E4F1)                                                          \
    X(TINT_SKY, tint_sky, 0xFFE1E4F3)                                                              \
    X(HERO_FROM, hero_from, 0xFF094843)                                                            \
    X(HERO_TO, hero_to, 0xFF1F645E)                                                                \
    X(ON_HERO, on_hero, 0xFFFFFFFF)                                                                \
    X(ON_HERO_SOFT, on_hero_soft, 0xFFF2F8F8)                                                      \
    X(HERO_TRACK, hero_track, 0x5AFFFFFF)                                                          \
    X(SHADOW, shadow, 0x2213242B)                                                                  \
    X(SCRIM, scrim, 0xC013242B)                                                                    \
    X(FOCUS, focus, 0xFF0B57D0)                                                                    \
    X(QR_DARK, qr_dark, 0xFF000000)                                                                \
    X(INK, ink, 0xFF13242B)                                                                        \
    X(INK_BUTTON, ink_button, 0xFF263A43)                                                          \
    X(ON_INK, on_ink, 0xFFFFFFFF)                                                                  \
    X(ON_INK_SOFT, on_ink_soft, 0xFFC6D2D5)                                                        \
    X(INK_ACCENT, ink_accent, 0xFFF0803C)                                                          \
    X(WARNING, warning, 0xFFF9E7CF)                                                                \
    X(WARNING_LINE, warning_line, 0xFFB5651D)                                                      \
    X(WARNING_TEXT, warning_text, 0xFF6E2E06)                                                      \
    X(BADGE_TEXT, badge_text, 0xFF27306B)                                                          \
    X(CHART_SECOND, chart_second, 0xFFCBE1DA)                                                      \
    X(CHART_OPEN, chart_open, 0xFF37827B)

/* What high contrast changes; every other token keeps its value. Text and marks reach 7:1. */
#define THEME_HIGH_CONTRAST(X)                                                                     \
    X(BACKGROUND, 0xFFFFFFFF)                                                                      \
    X(SURFACE_TINT, 0xFFE6F2EF)                                                                    \
    X(SURFACE_PRESSED, 0xFFE6E6E6)                                                                 \
    X(LINE, 0xFF454545)                                                                            \
    X(LINE_STRONG, 0xFF000000)                                                                     \
    X(TEXT, 0xFF000000)                                                                            \
    X(TEXT_SOFT, 0xFF1A1A1A)                                                                       \
    X(TEXT_TINT, 0xFF003B38)                                                                       \
    X(PRIMARY, 0xFF00403E)                                                                         \
    X(PRIMARY_PRESSED, 0xFF002826)                                                                 \
    X(ACCENT, 0xFF7A2404)                                                                          \
    X(FEEL, 0xFF7A2404)                                                                            \
    X(FEEL_NERVE, 0xFF6B4A00)                                                                      \
    X(ACCENT_TEXT, 0xFF7A2404)                                                                     \
    X(DANGER, 0xFF8F1505)                                                                          \
    X(DANGER_TEXT, 0xFF7A1000)                                                                     \
    X(DANGER_SURFACE, 0xFFFFF3EE)                                                                  \
    X(RING_TRACK, 0xFFDDDDDD)                                                                      \
    X(STAGE_CENTER, 0xFFFFFFFF)                                                                    \
    X(STAGE_RIM, 0xFFF2F2F2)                                                                       \
    X(TINT_MINT, 0xFFF2F2F2)                                                                       \
    X(TINT_SAND, 0xFFF2F2F2)                                                                       \
    X(TINT_LILAC, 0xFFF2F2F2)                                                                      \
    X(TINT_SKY, 0xFFF2F2F2)                                                                        \
    X(HERO_FROM, 0xFF002B28)                                                                       \
    X(HERO_TO, 0xFF004A45)                                                                         \
    X(ON_HERO_SOFT, 0xFFFFFFFF)                                                                    \
    X(SHADOW, 0x00000000)                                                                          \
    X(SCRIM, 0xCC000000)                                                                           \
    X(FOCUS, 0xFF0B3FA8)                                                                           \
    X(INK, 0xFF000000)                                                                             \
    X(INK_BUTTON, 0xFF2A2A2A)                                                                      \
    X(ON_INK_SOFT, 0xFFFFFFFF)                                                                     \
    X(INK_ACCENT, 0xFFFFA061)                                                                      \
    X(WARNING, 0xFFFFF3EE)                                                                         \
    X(WARNING_LINE, 0xFF7A3A00)                                                                    \
    X(WARNING_TEXT, 0xFF5A2400)                                                                    \
    X(BADGE_TEXT, 0xFF101A5A)                                                                      \
    X(CHART_SECOND, 0xFFDDDDDD)                                                                    \
    X(CHART_OPEN, 0xFF004A45)

enum theme_color {
#define X(upper, lower, value) COLOR_##upper,
    THEME_COLORS(X)
#undef X
        COLOR_COUNT
};

/* name, weight, size (design px of the em), cap_mm: the least height of a capital letter.
 * 4.8 mm: 508 402.4 for anything to be read. 7.3 mm: EN 301 549 5.1.4 at 600 mm, for main text;
 * it follows the viewing distance (see ui/metrics.h). */
#define THEME_TYPES(X)                                                                             \
    X(CAPTION, caption, "regular", 29, 4.8)                                                        \
    X(LABEL, label, "semibold", 29, 4.8)                                                           \
    X(BUTTON, button, "bold", 35, 4.8)                                                             \
    X(BUTTON_LARGE, button_large, "bold", 46, 7.3)                                                 \
    X(BODY, body, "regular", 38, 7.3)                                                              \
    X(BODY_STRONG, body_strong, "bold", 38, 7.3)                                                   \
    X(HEADING, heading, "bold", 42, 7.3)                                                           \
    X(TITLE, title, "extrabold", 68, 7.3)                                                          \
    X(HERO, hero, "extrabold", 112, 7.3)                                                           \
    X(NUMBER, number, "extrabold", 136, 7.3)                                                       \
    X(STAFF_HEADING, staff_heading, "bold", 44, 4.8)                                               \
    X(STAFF_TITLE, staff_title, "extrabold", 56, 4.8)

enum theme_type {
#define X(upper, lower, weight, size, cap) TYPE_##upper,
    THEME_TYPES(X)
#undef X
        TYPE_COUNT
};

/* design px */
#define THEME_LENGTHS(X)                                                                           \
    X(MARGIN, margin, 56)                                                                          \
    X(GAP, gap, 24)                                                                                \
    X(GAP_SMALL, gap_small, 12)                                                                    \
    X(PADDING, padding, 34)                                                                        \
    X(SECTION, section, 32)                                                                        \
    X(SECTION_WIDE, section_wide, 36)                                                              \
    X(RADIUS_SMALL, radius_small, 18)                                                              \
    X(RADIUS, radius, 28)                                                                          \
    X(RADIUS_LARGE, radius_large, 48)                                                              \
    X(STROKE, stroke, 3)                                                                           \
    X(FOCUS_STROKE, focus_stroke, 6)                                                               \
    X(SHADOW_BLUR, shadow_blur, 28)                                                                \
    X(SHADOW_OFFSET, shadow_offset, 8)                                                             \
    X(BUTTON_HEIGHT, button_height, 134)                                                           \
    X(BUTTON_HEIGHT_SMALL, button_height_small, 96)                                                \
    X(CHIP_HEIGHT, chip_height, 80)                                                                \
    X(ICON, icon, 44)                                                                              \
    X(RING_THICKNESS, ring_thickness, 34)                                                          \
    X(SEGMENT_HEIGHT, segment_height, 14)                                                          \
    X(HEADER, header, 112)                                                                         \
    X(STEPPER, stepper, 88)                                                                        \
    X(STEPPER_VALUE, stepper_value, 132)

enum theme_length {
#define X(upper, lower, value) LENGTH_##upper,
    THEME_LENGTHS(X)
#undef X
        LENGTH_COUNT
};

/* regular, semibold, bold, extrabold */
#define THEME_WEIGHTS 4

enum { THEME_FAMILIES = 8, THEME_FAMILY_SCRIPTS = 8, THEME_FAMILY_LANGUAGES = 8 };

struct theme_type_style {
    int weight; /* 0 regular, 1 semibold, 2 bold, 3 extrabold: enum font_weight of ui */
    double size;
    double cap_mm;
};

/* A family of fonts: one file for each weight. */
struct theme_family {
    char file[THEME_WEIGHTS][128]; /* file names under assets/fonts, by weight */
    double scale;                  /* of its letters, to look as large as the main family's */
    uint32_t scripts[THEME_FAMILY_SCRIPTS]; /* ISO 15924 as four letters, 'Arab'; 0 ends the list.
                                               None: every script */
    char languages[THEME_FAMILY_LANGUAGES][16]; /* codes of which it is the first; "" ends */
};

/* The main family, whose lines and sizes are everybody's, then those for letters it lacks, best
 * first. Without padding: memcmp compares. */
struct theme_fonts {
    struct theme_family family[THEME_FAMILIES];
    size_t count;
};

struct theme {
    color_t color[COLOR_COUNT];
    color_t high_contrast[COLOR_COUNT]; /* the same tokens for high contrast */
    struct theme_type_style type[TYPE_COUNT];
    double length[LENGTH_COUNT];
    struct theme_fonts fonts;
};

void theme_default(struct theme *theme);

struct json_file;

/* Lays what was read over *theme. Faults are added to the file's list and skipped. False when it
 * holds no object at all, or is NULL; *theme is then unchanged. */
bool theme_read(struct theme *theme, struct json_file *json);

/* Lays the file over *theme, which keeps what the file does not name. Every fault is added to
 * `faults` and skipped. False when the file cannot be read or parsed at all. */
bool theme_load(struct theme *theme, const char *file, struct fault_list *faults);
