#include "handout/show.h"

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <string.h>

/* Invisible, of the run's font: where a letter begins and ends is said by it. */
struct blank {
    unsigned long glyph; /* 0: the font has none */
    double width;
};

/* A run from right to left, and where it begins on the page. */
struct run {
    const char *text; /* of the item */
    int length;
    const PangoGlyphString *glyphs;
    struct blank blank;
    double x, y;
};

static bool is_drawn(const PangoGlyphString *glyphs)
{
    for (int i = 0; i < glyphs->num_glyphs; i++)
        if (glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            return false;
    return true;
}

static struct blank blank_of(cairo_scaled_font_t *font)
{
    struct blank blank = {0};
    cairo_glyph_t *glyphs = NULL;
    int count = 0;
    cairo_text_extents_t size;
    if (cairo_scaled_font_text_to_glyphs(font, 0, 0, " ", 1, &glyphs, &count, NULL, NULL, NULL) ==
            CAIRO_STATUS_SUCCESS &&
        count == 1) {
        cairo_scaled_font_glyph_extents(font, glyphs, 1, &size);
        blank = (struct blank){glyphs->index, size.x_advance};
    }
    cairo_glyph_free(glyphs);
    return blank;
}

/* Where the text of the cluster that begins at `start` ends. */
static int cluster_end(const struct run *run, int start)
{
    int end = run->length;
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        int at = run->glyphs->log_clusters[i];
        end = at > start && at < end ? at : end;
    }
    return end;
}

/* The text from `start` on, without the marks above and below: they are seldom typed, and readers
 * take them out of their words. To be freed. */
static char *letter_text(const struct run *run, int start)
{
    GString *text = g_string_new("");
    const char *end = run->text + cluster_end(run, start);
    for (const char *at = run->text + start; at < end; at = g_utf8_next_char(at))
        if (g_unichar_type(g_utf8_get_char(at)) != G_UNICODE_NON_SPACING_MARK)
            g_string_append_unichar(text, g_utf8_get_char(at));
    return g_string_free(text, FALSE);
}

/* The glyphs from `first` on that are of one letter, as one; returns the next letter's. */
static int show_letter(cairo_t *cairo, struct run *run, int first, cairo_glyph_t *out)
{
    int start = run->glyphs->log_clusters[first], next = first, count = 0;
    double x = run->x;
    if (run->blank.glyph)
        out[count++] = (cairo_glyph_t){run->blank.glyph, x, run->y};
    for (; next < run->glyphs->num_glyphs && run->glyphs->log_clusters[next] == start; next++) {
        const PangoGlyphInfo *glyph = &run->glyphs->glyphs[next];
        if (glyph->glyph != PANGO_GLYPH_EMPTY)
            out[count++] =
                (cairo_glyph_t){glyph->glyph, x + pango_units_to_double(glyph->geometry.x_offset),
                                run->y + pango_units_to_double(glyph->geometry.y_offset)};
        x += pango_units_to_double(glyph->geometry.width);
    }
    if (run->blank.glyph)
        out[count++] = (cairo_glyph_t){run->blank.glyph, x - run->blank.width, run->y};
    run->x = x;
    bool alone = next == first + 1 && count == 3; /* its own width says where it ends */
    char *text = letter_text(run, start);
    cairo_text_cluster_t letter = {(int)strlen(text), alone ? 1 : count};
    if (count > 0)
        cairo_show_text_glyphs(cairo, text, letter.num_bytes, alone ? out + 1 : out,
                               letter.num_glyphs, &letter, 1, 0);
    g_free(text);
    return next;
}

static void show_letters(cairo_t *cairo, PangoFont *font, struct run *run)
{
    cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    cairo_glyph_t *room = g_new(cairo_glyph_t, run->glyphs->num_glyphs + 2);
    cairo_set_scaled_font(cairo, scaled);
    run->blank = blank_of(scaled);
    for (int at = 0; at < run->glyphs->num_glyphs;)
        at = show_letter(cairo, run, at, room);
    g_free(room);
}

static void show_line(cairo_t *cairo, PangoLayoutLine *line, const char *text, double x, double y)
{
    for (GSList *at = line->runs; at; at = at->next) {
        PangoGlyphItem *item = at->data;
        const PangoItem *of = item->item;
        struct run run = {.text = text + of->offset, of->length, item->glyphs, .x = x, .y = y};
        if (of->analysis.level % 2 && is_drawn(item->glyphs)) {
            show_letters(cairo, of->analysis.font, &run);
        } else {
            cairo_move_to(cairo, x, y);
            pango_cairo_show_glyph_item(cairo, text, item);
        }
        x += pango_units_to_double(pango_glyph_string_get_width(item->glyphs));
    }
}

void show_layout(cairo_t *cairo, PangoLayout *layout, double x, double y)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    do {
        PangoRectangle line;
        pango_layout_iter_get_line_extents(iter, NULL, &line);
        show_line(cairo, pango_layout_iter_get_line_readonly(iter), pango_layout_get_text(layout),
                  x + pango_units_to_double(line.x),
                  y + pango_units_to_double(pango_layout_iter_get_baseline(iter)));
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}
