#include "handout/handout.h"

#include <cairo-pdf.h>

#include "handout/parts.h"

/* Points. */
static const double section_gap = 18, step_gap = 24;
static const double logo_height = 42, logo_width = 190;
static const double note_line = 26;
static const double footer_gap = 14;

enum { NOTE_LINES = 5 };

struct maker {
    const struct handout *handout;
    const struct handout_use *use;
    struct letters letters;
    struct sheet sheet;
};

static struct column whole(const struct maker *m)
{
    return (struct column){&m->letters, m->sheet.left, m->sheet.right - m->sheet.left};
}

static void put_logo(struct group *group, struct column column, const struct handout_picture *logo)
{
    double scale = logo_height / logo->height;
    if (logo->width * scale > logo_width)
        scale = logo_width / logo->width;
    group_add(group, (struct item){.kind = ITEM_PICTURE,
                                   .x = column.x,
                                   .y = group->y,
                                   .w = logo->width * scale,
                                   .h = logo->height * scale,
                                   .picture = logo});
    group->y += logo->height * scale + 4;
}

static void put_head(struct maker *m)
{
    const struct handout *h = m->handout;
    struct group *group = sheet_group(&m->sheet, 0);
    struct column column = whole(m);
    if (h->logo.pixels)
        put_logo(group, column, &h->logo);
    parts_text(group, column, STYLE_CLINIC, "", h->clinic);
    group->y += group->y > 0 ? section_gap : 0;
    parts_text(group, column, STYLE_TITLE, "", h->title);
    parts_text(group, column, STYLE_LEAD, "", h->summary);
    group->y += 4;
    parts_text(group, column, STYLE_BODY, "", h->facts);
    group->y += section_gap / 2;
    for (size_t i = 0; i < h->opening.count; i++)
        parts_put(group, column, &h->opening.items[i]);
}

static void put_section(struct maker *m, const struct handout_section *section, enum style style)
{
    if (section->parts.count == 0)
        return;
    struct group *group = sheet_group(&m->sheet, section_gap);
    parts_text(group, whole(m), style, "", section->title);
    group->y += 4;
    parts_columns(group, whole(m), section->parts);
}

static void put_notes(struct maker *m)
{
    struct column column = whole(m);
    struct group *group = sheet_group(&m->sheet, section_gap);
    parts_text(group, column, STYLE_SECTION, "", m->handout->notes);
    for (int i = 0; i < NOTE_LINES; i++) {
        group->y += note_line;
        group_add(group, (struct item){.kind = ITEM_BAR,
                                       .x = column.x,
                                       .y = group->y,
                                       .w = column.width,
                                       .h = SHEET_HAIR,
                                       .grey = SHEET_HAIR_GREY});
    }
    group->y += SHEET_HAIR;
}

static void fill(struct maker *m)
{
    const struct handout *h = m->handout;
    put_head(m);
    put_section(m, &h->before, STYLE_SECTION);
    for (size_t i = 0; i < h->step_count; i++) {
        struct group *group = sheet_group(&m->sheet, step_gap);
        group->ruled = true;
        parts_step(group, whole(m), &h->steps[i], i + 1);
    }
    for (size_t i = 0; i < h->after_count; i++)
        put_section(m, &h->after[i], STYLE_SECTION);
    put_section(m, &h->sources, STYLE_LABEL);
    put_notes(m);
}

static void draw_line(const struct maker *m, cairo_t *cairo, PangoLayout *layout, bool at_end)
{
    PangoRectangle size;
    pango_layout_get_extents(layout, NULL, &size);
    double width = pango_units_to_double(size.width);
    struct item item = {.kind = ITEM_TEXT,
                        .x = at_end ? m->sheet.right - width : m->sheet.left,
                        .y = m->sheet.bottom + footer_gap,
                        .w = width,
                        .grey = 0.2,
                        .layout = layout};
    sheet_draw_item(&m->sheet, &item, cairo);
    g_object_unref(layout);
}

static void draw_footer(const struct maker *m, cairo_t *cairo, guint page)
{
    const struct handout *h = m->handout;
    /* Marks of direction keep the page before the number of pages. */
    char *number = g_strdup_printf("\u200E%u / %u\u200E", page + 1, m->sheet.pages->len);
    char *clinic = *h->clinic ? g_strdup_printf(" · %s", h->clinic) : g_strdup("");
    draw_line(m, cairo, letters_set(&m->letters, STYLE_SMALL, 0, h->title, clinic), false);
    draw_line(m, cairo, letters_set(&m->letters, STYLE_SMALL, 0, "", number), true);
    g_free(clinic);
    g_free(number);
}

static cairo_status_t write_bytes(void *data, const unsigned char *bytes, unsigned length)
{
    const struct handout_use *use = data;
    return use->write(use->context, bytes, length) ? CAIRO_STATUS_SUCCESS
                                                   : CAIRO_STATUS_WRITE_ERROR;
}

/* Readers' windows and searches know nothing of the joiners that keep lines from breaking. */
static void describe_as(cairo_surface_t *surface, cairo_pdf_metadata_t what, const char *text)
{
    char **pieces = g_strsplit(text, "\u2060", -1);
    char *plain = g_strjoinv("", pieces);
    cairo_pdf_surface_set_metadata(surface, what, plain);
    g_free(plain);
    g_strfreev(pieces);
}

static void describe(cairo_surface_t *surface, const struct handout *h)
{
    describe_as(surface, CAIRO_PDF_METADATA_TITLE, h->title);
    describe_as(surface, CAIRO_PDF_METADATA_AUTHOR, h->clinic);
    describe_as(surface, CAIRO_PDF_METADATA_SUBJECT, h->summary);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Physio Kiosk");
}

static const char *draw(struct maker *m)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        write_bytes, (void *)(uintptr_t)m->use, m->sheet.width, m->sheet.height);
    describe(surface, m->handout);
    cairo_t *cairo = cairo_create(surface);
    for (guint page = 0; page < m->sheet.pages->len; page++) {
        sheet_draw(&m->sheet, page, cairo);
        draw_footer(m, cairo, page);
        cairo_show_page(cairo);
    }
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_NO_MEMORY)
        m->use->memory_gone("cairo");
    return status == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(status);
}

/* GLib ends the process when there is no memory, after having said so here. */
static void told(const char *domain, GLogLevelFlags level, const char *text, void *data)
{
    const struct handout_use *use = data;
    (void)domain;
    if (level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL))
        use->memory_gone(text);
    use->warn(text);
}

const char *handout_make(const struct handout *handout, const struct handout_use *use)
{
    struct maker m = {.handout = handout, .use = use};
    g_log_set_default_handler(told, (void *)(uintptr_t)use);
    const char *wrong = "none of the theme's fonts can be read";
    sheet_init(&m.sheet, handout->paper, handout->right_to_left);
    if (letters_open(&m.letters, handout)) {
        fill(&m);
        sheet_break(&m.sheet);
        wrong = draw(&m);
    }
    sheet_free(&m.sheet);
    letters_close(&m.letters);
    g_log_set_default_handler(g_log_default_handler, NULL);
    return wrong;
}
