#pragma once

#include <stdbool.h>

#include "config/theme.h"
#include "ui/draw.h"

/* How large things are on this panel. Design lengths scale with the window; millimetres put a floor
 * under them, so that targets and letters stay usable on small panels. */
struct metrics {
    const struct theme *theme;
    int width, height; /* window, px */
    bool portrait;     /* height > width */
    double px_per_mm;
    double scale;      /* px per design px */
    double text_scale; /* 1; more when the visitor asked for larger text */
    double viewing_mm;
    int target;   /* least side of a touch target, px: 20 mm, or 16 mm where four rows of
                     20 mm do not fit (kiosk-facts (a): Colle & Hiszem 2004, Yeh 2025) */
    int gap;      /* between two targets, px: at least 6 mm */
    bool compact; /* fewer than four rows of 20 mm fit: drop words, keep targets */
};

/* diagonal_mm 0: guessed from the pixels (7" for 800x480, 10.1" for 1280x800, 21.5" for 1080p,
 * 55" for 4K). viewing_mm 0: 600, or 450 on panels with a diagonal under 300 mm, which are used
 * at arm-rest distance. */
void metrics_init(struct metrics *metrics, const struct theme *theme, int width, int height,
                  double diagonal_mm, double viewing_mm, bool larger_text);

/* A design length in px, at least 1. */
int metrics_length(const struct metrics *metrics, enum theme_length length);

/* Millimetres, or `n` design pixels, in px. */
int metrics_mm(const struct metrics *metrics, double mm);
int metrics_px(const struct metrics *metrics, double n);

/* The least size of letters, px: captions as they are without larger text. Words that would not fit
 * shrink to it before they are cut. */
int metrics_least_font(const struct metrics *metrics);

/* The font of a text role, its capital height no lower than the role's millimetres. The main
 * text's 7.3 mm is meant for 600 mm and follows the viewing distance (EN 301 549 5.1.4). */
struct font metrics_font(const struct metrics *metrics, enum theme_type type);

/* How high the capitals of a font are, px. */
int metrics_capitals(struct font font);
