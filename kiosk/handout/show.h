#pragma once

#include <cairo.h>
#include <pango/pango.h>

/* Draws a layout, its upper left corner at x, y, so that its words can be searched for.
 *
 * Pango hands on text from right to left letter by letter in the order of writing, and an Arabic
 * letter often is two glyphs, a shape and its dots, of which the last ends anywhere: readers of a
 * PDF then see gaps inside words. Here letters go from left to right, each as wide as it is. */
void show_layout(cairo_t *cairo, PangoLayout *layout, double x, double y);
