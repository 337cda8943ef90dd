#include "handout/sheet.h"

#include "handout/show.h"

/* ISO 216; ANSI/ASME Y14.1 */
static const double papers[][2] = {[HANDOUT_A4] = {595.28, 841.89}, [HANDOUT_LETTER] = {612, 792}};

static const double margin_side = 43, margin_top = 36, margin_bottom = 48;

/* A group that has to be broken begins below others only where this much is left. */
static const double least_left = 200;

static void item_clear(void *data)
{
    struct item *item = data;
    g_clear_object(&item->layout);
}

struct group *group_create(void)
{
    struct group *group = g_new0(struct group, 1);
    group->items = g_array_new(FALSE, FALSE, sizeof(struct item));
    g_array_set_clear_func(group->items, item_clear);
    return group;
}

void group_free(struct group *group)
{
    g_array_unref(group->items);
    g_free(group);
}

void group_add(struct group *group, struct item item)
{
    g_array_append_val(group->items, item);
}

void group_text(struct group *group, double x, double y, double width, PangoLayout *layout)
{
    PangoRectangle size;
    pango_layout_get_extents(layout, NULL, &size);
    group_add(group, (struct item){.kind = ITEM_TEXT,
                                   .x = x,
                                   .y = y,
                                   .w = width,
                                   .h = pango_units_to_double(size.height),
                                   .layout = layout});
}

void group_join(struct group *into, const struct group *from, double y)
{
    for (guint i = 0; i < from->items->len; i++) {
        struct item item = g_array_index(from->items, struct item, i);
        item.y += y;
        if (item.layout)
            g_object_ref(item.layout);
        group_add(into, item);
    }
}

static void forget_group(void *group)
{
    group_free(group);
}

static void forget_page(void *page)
{
    g_array_unref(page);
}

void sheet_init(struct sheet *sheet, enum handout_paper paper, bool right_to_left)
{
    double width = papers[paper][0], height = papers[paper][1];
    *sheet = (struct sheet){.width = width,
                            .height = height,
                            .left = margin_side,
                            .right = width - margin_side,
                            .top = margin_top,
                            .bottom = height - margin_bottom,
                            .right_to_left = right_to_left};
    sheet->groups = g_ptr_array_new_with_free_func(forget_group);
    sheet->pages = g_ptr_array_new_with_free_func(forget_page);
}

void sheet_free(struct sheet *sheet)
{
    g_ptr_array_unref(sheet->pages);
    g_ptr_array_unref(sheet->groups);
}

struct group *sheet_group(struct sheet *sheet, double before)
{
    struct group *group = group_create();
    group->before = before;
    g_ptr_array_add(sheet->groups, group);
    return group;
}

static GArray *add_page(struct sheet *sheet)
{
    GArray *page = g_array_new(FALSE, FALSE, sizeof(struct item));
    g_ptr_array_add(sheet->pages, page);
    return page;
}

/* Where the page ends for what begins at `from`: before the first thing that would reach over
 * `limit`, in the group's own y. */
static double cut_of(const struct group *group, double from, double limit)
{
    double cut = G_MAXDOUBLE;
    for (guint i = 0; i < group->items->len; i++) {
        const struct item *item = &g_array_index(group->items, struct item, i);
        if (item->y >= from && item->y + item->h > limit && item->y > from && item->y < cut)
            cut = item->y;
    }
    return cut;
}

static void place(GArray *page, const struct group *group, double from, double to, double down)
{
    for (guint i = 0; i < group->items->len; i++) {
        struct item item = g_array_index(group->items, struct item, i);
        if (item.y < from || item.y >= to)
            continue;
        item.y += down;
        g_array_append_val(page, item);
    }
}

/* Returns where the next group goes. */
static double place_broken(struct sheet *sheet, const struct group *group, double y)
{
    double from = 0, low = -G_MAXDOUBLE, cut; /* marks may stand out at the top */
    GArray *page = g_ptr_array_index(sheet->pages, sheet->pages->len - 1);
    while ((cut = cut_of(group, from, from + sheet->bottom - y)) < group->y) {
        place(page, group, low, cut, y - from);
        page = add_page(sheet);
        low = from = cut;
        y = sheet->top;
    }
    place(page, group, low, G_MAXDOUBLE, y - from);
    return y + group->y - from;
}

static void add_rule(const struct sheet *sheet, GArray *page, double y)
{
    struct item rule = {.kind = ITEM_BAR,
                        .x = sheet->left,
                        .y = y,
                        .w = sheet->right - sheet->left,
                        .h = SHEET_HAIR,
                        .grey = SHEET_HAIR_GREY};
    g_array_append_val(page, rule);
}

void sheet_break(struct sheet *sheet)
{
    GArray *page = add_page(sheet);
    double y = sheet->top;
    for (guint i = 0; i < sheet->groups->len; i++) {
        const struct group *group = g_ptr_array_index(sheet->groups, i);
        bool whole = group->y <= sheet->bottom - sheet->top;
        double least = whole ? group->y : least_left;
        y += page->len > 0 ? group->before : 0;
        if (page->len > 0 && y + least > sheet->bottom) {
            page = add_page(sheet);
            y = sheet->top;
        } else if (page->len > 0 && group->ruled) {
            add_rule(sheet, page, y - group->before / 2);
        }
        y = place_broken(sheet, group, y);
        page = g_ptr_array_index(sheet->pages, sheet->pages->len - 1);
    }
}

static void draw_picture(const struct item *item, double x, cairo_t *cairo)
{
    const struct handout_picture *p = item->picture;
    /* Only read from. */
    unsigned char *pixels = (unsigned char *)(uintptr_t)p->pixels;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        pixels, CAIRO_FORMAT_ARGB32, p->width, p->height, p->stride * 4);
    cairo_save(cairo);
    cairo_translate(cairo, x, item->y);
    cairo_scale(cairo, item->w / p->width, item->h / p->height);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_rectangle(cairo, 0, 0, p->width, p->height);
    cairo_fill(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
}

/* The way one reads. */
static void draw_arrow(const struct item *item, double x, bool right_to_left, cairo_t *cairo)
{
    double from = right_to_left ? x + item->w : x, to = right_to_left ? x : x + item->w;
    double middle = item->y + item->h / 2, wing = right_to_left ? -item->h / 2 : item->h / 2;
    cairo_set_line_width(cairo, 1.6);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_move_to(cairo, from, middle);
    cairo_line_to(cairo, to, middle);
    cairo_move_to(cairo, to - wing, item->y);
    cairo_line_to(cairo, to, middle);
    cairo_line_to(cairo, to - wing, item->y + item->h);
    cairo_stroke(cairo);
}

void sheet_draw_item(const struct sheet *sheet, const struct item *item, cairo_t *cairo)
{
    double x = sheet->right_to_left ? sheet->width - item->x - item->w : item->x;
    cairo_set_source_rgb(cairo, item->grey, item->grey, item->grey);
    cairo_new_path(cairo);
    switch (item->kind) {
    case ITEM_TEXT:
        show_layout(cairo, item->layout, x, item->y);
        break;
    case ITEM_PICTURE:
        draw_picture(item, x, cairo);
        break;
    case ITEM_BAR:
        cairo_rectangle(cairo, x, item->y, item->w, item->h);
        cairo_fill(cairo);
        break;
    case ITEM_ARROW:
        draw_arrow(item, x, sheet->right_to_left, cairo);
        break;
    case ITEM_DISC:
        cairo_arc(cairo, x + item->w / 2, item->y + item->h / 2, item->w / 2, 0, 2 * G_PI);
        cairo_fill(cairo);
        break;
    }
}

void sheet_draw(const struct sheet *sheet, size_t page, cairo_t *cairo)
{
    const GArray *items = g_ptr_array_index(sheet->pages, page);
    for (guint i = 0; i < items->len; i++)
        sheet_draw_item(sheet, &g_array_index(items, struct item, i), cairo);
}
