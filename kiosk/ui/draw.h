#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/color.h"
#include "base/geometry.h"

/* The draw list: what one frame looks like, back to front. Screens fill it; `platform` compares it
 * with the last frame's and draws what changed. All coordinates are window pixels. Strings and
 * other pointers live in the list's arena (or longer) and are valid until the list is reset.
 *
 * Screens describe themselves from left to right. For a language that runs the other way the list
 * mirrors what it is given about the frame's middle: commands hold the mirrored place. Places are
 * mirrored, pictures are not: what a figure or a photo shows on its left stays there (patients copy
 * it), rings go on running clockwise, a QR code stays readable. Of the icons, those that mean a way
 * through something read change sides: arrows, and the step before and after, since their row and
 * the bar of steps run from the right too. Play, pause and once more mean time, and stay (Material
 * Design, "Bidirectionality"; Apple Human Interface Guidelines, "Right to left"). */

enum font_weight { FONT_REGULAR, FONT_SEMIBOLD, FONT_BOLD, FONT_EXTRABOLD, FONT_WEIGHT_COUNT };

struct font {
    enum font_weight weight;
    int size; /* em size in pixels */
};

enum image_kind {
    IMAGE_FIGURE, /* of a struct figure_clip: frame is the moment, variant the person */
    IMAGE_PICTURE /* of a struct picture_set: frame is the one to show, counted on and on */
};

/* A picture that somebody else makes: `platform` asks its image source for the pixels. */
struct image_ref {
    enum image_kind kind;
    const void *object;
    uint16_t frame;
    uint8_t variant;
    bool mirrored;
    bool soon;       /* a figure that is about to move; looks the same */
    uint16_t radius; /* of a picture's corners, px */
};

enum draw_kind {
    DRAW_FILL,     /* a rounded rectangle, filled and/or stroked */
    DRAW_GRADIENT, /* a rounded rectangle; two colours, linear or radial */
    DRAW_SHADOW,   /* a soft shadow of a rounded rectangle */
    DRAW_RING,     /* a circular arc with round caps */
    DRAW_TEXT,     /* one line */
    DRAW_ICON,     /* an icon tinted with one colour */
    DRAW_IMAGE,    /* a picture, fitted and centred */
    DRAW_BITMAP,   /* a square of black modules (QR) */
    DRAW_PREVIOUS  /* the pixels shown before a screen change, faded: transitions */
};

enum gradient_kind { GRADIENT_VERTICAL, GRADIENT_HORIZONTAL, GRADIENT_RADIAL };

struct draw_fill {
    int radius;    /* px; clamped to half the shorter side */
    color_t color; /* fill; alpha 0 for none */
    int stroke;    /* border width in px, inside the rectangle; 0 for none */
    color_t stroke_color;
};

struct draw_gradient {
    int radius;
    enum gradient_kind kind;
    color_t from, to;    /* top/left/centre, bottom/right/rim. May be translucent (fade-outs). */
    float cx, cy, reach; /* radial: centre and distance of `to`, in px of the window */
};

struct draw_shadow {
    int radius; /* of the rectangle that casts it */
    int blur;   /* px over which it fades; the command's rect is the casting rectangle */
    color_t color;
};

struct draw_ring {
    float cx, cy; /* centre, sub-pixel */
    float radius; /* to the middle of the stroke */
    float thickness;
    float start; /* turns, 0 at 12 o'clock, clockwise */
    float sweep; /* turns, 0..1; 1 is a full circle without caps */
    color_t color;
};

struct draw_text {
    const char *text; /* one line, no control characters */
    struct font font;
    color_t color;
    int x, baseline; /* left end of the line, baseline */
    bool rtl;        /* the paragraph it belongs to runs from right to left */
};

struct draw_icon {
    const char *name; /* file name without extension under assets/icons */
    color_t color;
};

struct draw_image {
    struct image_ref ref;
    const char *instead; /* the icon where there is no such picture; NULL: none */
    color_t ink;         /* of that icon */
};

struct draw_bitmap {
    const uint8_t *modules; /* size*size bytes, non-zero is dark */
    int size;
    color_t color;
};

struct draw_previous {
    uint8_t alpha; /* 255 shows only the former frame */
};

struct draw_command {
    enum draw_kind kind;
    struct rect rect; /* the shape's own rectangle */
    struct rect clip; /* pixels outside stay untouched */
    uint64_t hash;    /* of everything that decides its pixels; set by the draw_ functions */
    union {
        struct draw_fill fill;
        struct draw_gradient gradient;
        struct draw_shadow shadow;
        struct draw_ring ring;
        struct draw_text text;
        struct draw_icon icon;
        struct draw_image image;
        struct draw_bitmap bitmap;
        struct draw_previous previous;
    };
};

/* Owns its commands and their strings. Zeroed is empty; draw_list_reset makes it ready. */
struct draw_list {
    struct arena arena;
    struct draw_command *commands;
    size_t count, capacity;
    int width, height; /* of the frame, px */
    bool mirrored;     /* x of what is added now counts from the right edge */
    int top;           /* y of what is added now counts from here, px */
    struct rect clip;  /* in force for the next command; as given, not mirrored */
    struct rect clip_stack[8];
    int clip_depth;
    bool capture; /* before drawing, keep what is on the screen for DRAW_PREVIOUS */
    size_t whole; /* while a piece is drawn again: how many commands there are */
};

/* A part of a list that can be drawn again without the rest. */
struct draw_piece {
    size_t first, count; /* commands; 0: there is nothing of it */
    bool mirrored;
    int top;          /* of draw_lower */
    struct rect clip; /* that was in force */
};

void draw_list_free(struct draw_list *list);

/* Empties the list for a frame of this size, from left to right; memory is kept. */
void draw_list_reset(struct draw_list *list, int width, int height);

/* Whether what follows is mirrored. Not while a clip is pushed. */
void draw_mirror(struct draw_list *list, bool mirrored);

/* What follows lies below a strip of this height, which it cannot reach; 0: there is none. Not
 * while a clip is pushed. */
void draw_lower(struct draw_list *list, int top);

/* Where in the window a rectangle lies that is drawn now. */
struct rect draw_place(const struct draw_list *list, struct rect rect);

/* Narrow the clip to its intersection with `clip`; undo with draw_pop_clip. At most 8 deep. */
void draw_push_clip(struct draw_list *list, struct rect clip);
void draw_pop_clip(struct draw_list *list);

void draw_fill(struct draw_list *list, struct rect rect, int radius, color_t color);
void draw_box(struct draw_list *list, struct rect rect, int radius, color_t color, int stroke,
              color_t stroke_color);
void draw_linear(struct draw_list *list, struct rect rect, int radius, enum gradient_kind kind,
                 color_t from, color_t to);
void draw_radial(struct draw_list *list, struct rect rect, int radius, color_t center, color_t rim,
                 float cx, float cy, float reach);
void draw_shadow(struct draw_list *list, struct rect rect, int radius, int blur, color_t color);
void draw_ring(struct draw_list *list, const struct draw_ring *ring);

/* `text` is copied. `width` is the advance width that the caller measured; it bounds the damage.
 * A line of a longer text is told which way that runs; draw_text is for texts that run as the
 * screen does. */
void draw_text(struct draw_list *list, const char *text, struct font font, color_t color, int x,
               int baseline, int width);
void draw_text_line(struct draw_list *list, const char *text, struct font font, color_t color,
                    int x, int baseline, int width, bool rtl);
void draw_icon(struct draw_list *list, const char *name, struct rect rect, color_t color);
void draw_image(struct draw_list *list, struct image_ref ref, struct rect rect);

/* The same; should it turn out that there is no such picture, this icon is drawn. */
void draw_image_or_icon(struct draw_list *list, struct image_ref ref, struct rect rect,
                        const char *icon, color_t ink);

/* `modules` is copied. */
void draw_bitmap(struct draw_list *list, const uint8_t *modules, int size, struct rect rect,
                 color_t color);
void draw_previous(struct draw_list *list, uint8_t alpha);

/* What is added between the two is a piece. */
struct draw_piece draw_piece_begin(const struct draw_list *list);
void draw_piece_end(const struct draw_list *list, struct draw_piece *piece);

/* What is added between the two stands where the piece stood, in a list that was not reset since.
 * False when that are not as many commands as before: the list is then to be made anew. */
void draw_again_begin(struct draw_list *list, const struct draw_piece *piece);
bool draw_again_end(struct draw_list *list, const struct draw_piece *piece);

/* Every pixel the command may touch: its rectangle grown by blur, stroke or glyph overhang, cut by
 * its clip. */
struct rect draw_command_bounds(const struct draw_command *command);
