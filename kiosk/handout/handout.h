#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A routine on paper: what stands on its pages, and who makes a PDF of it.
 *
 * Made by a library of its own, kiosk-handout.so, which `kiosk handout` opens when it is asked for
 * one: Pango and what it needs would cost every start of the kiosk 4 ms. Plain data goes in, bytes
 * come out; nothing else of the kiosk is in there.
 *
 * Texts are UTF-8, "" where there is none, and borrowed until handout_make returns. A word joiner
 * (U+2060) says that no line ends there; it is not printed. */

struct handout_list {
    const char *const *items;
    size_t count;
};

/* Premultiplied 0xAARRGGBB, to be laid on white paper; no pixels: no picture. */
struct handout_picture {
    const uint32_t *pixels;
    int width, height, stride; /* px */
    const char *caption;
};

/* What stands in the margin beside a part: nothing, a grey bar, a black one. */
enum handout_tone { HANDOUT_PLAIN, HANDOUT_CARE, HANDOUT_STOP };

/* A heading, and what stands below it. */
struct handout_part {
    enum handout_tone tone;
    const char *heading;
    const char *told; /* goes on in the line of the heading */
    const char *text;
    struct handout_list list;
    bool numbered;            /* the list; else it has bullets */
    bool small;               /* the text, for who looks it up */
    const char *const *cells; /* a table: rows * columns, the first row is its head */
    size_t rows, columns;     /* 0: there is none */
};

struct handout_parts {
    const struct handout_part *items;
    size_t count;
};

enum { HANDOUT_PICTURES = 2 };

/* Never broken across pages, unless it is higher than one. */
struct handout_step {
    const char *name, *dose, *note;
    struct handout_picture pictures[HANDOUT_PICTURES]; /* the second follows from the first */
    size_t picture_count;
    struct handout_parts below;  /* the pictures, in the first column */
    struct handout_parts beside; /* in the second one */
};

struct handout_section {
    const char *title;
    struct handout_parts parts;
};

/* The files of one family of fonts: regular, semibold, bold, extrabold; "" where there is none. */
enum { HANDOUT_WEIGHTS = 4, HANDOUT_FAMILIES = 8 };

struct handout_family {
    char file[HANDOUT_WEIGHTS][1200];
};

enum handout_paper { HANDOUT_A4, HANDOUT_LETTER };

struct handout {
    enum handout_paper paper;
    const char *language;                             /* "zh" */
    bool right_to_left;                               /* pages are mirrored; pictures are not */
    struct handout_family families[HANDOUT_FAMILIES]; /* best first; no other font is used */
    size_t family_count;
    struct handout_picture logo;
    const char *clinic;
    const char *title, *summary, *facts;
    struct handout_parts opening;
    struct handout_section before; /* the steps; in two columns, like those after them */
    const struct handout_step *steps;
    size_t step_count;
    const struct handout_section *after;
    size_t after_count;
    struct handout_section sources; /* in small letters */
    const char *notes;              /* above lines to write on */
};

/* What a handout is made with. */
struct handout_use {
    void *context;
    bool (*write)(void *context, const void *bytes,
                  size_t length); /* what comes next; false ends */
    void (*warn)(const char *text);
    void (*memory_gone)(const char *what); /* does not return */
};

/* NULL, or what went wrong. */
__attribute__((visibility("default"))) const char *handout_make(const struct handout *handout,
                                                                const struct handout_use *use);

#define HANDOUT_LIBRARY "kiosk-handout.so"
#define HANDOUT_MAKE "handout_make"
typedef const char *handout_make_fn(const struct handout *, const struct handout_use *);
