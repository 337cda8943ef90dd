#include "handout/parts.h"

/* Points. */
static const double part_gap = 6, line_gap = 2.5;
static const double bullet_width = 13, number_width = 17;
static const double bar_width = 2.5, bar_gap = 8;
static const double picture_height = 130, arrow_height = 8, arrow_width = 15, arrow_gap = 6;
static const double disc = 21, disc_gap = 9;
static const double column_gap = 24;

static const double care_grey = 0.62, arrow_grey = 0.25;

static double bottom_of(const struct group *group)
{
    const GArray *items = group->items;
    const struct item *last = &g_array_index(items, struct item, items->len - 1);
    return last->y + last->h;
}

static struct column inset(struct column column, double by)
{
    column.x += by;
    column.width -= by;
    return column;
}

static void put_text(struct group *group, struct column column, enum style style,
                     const char *strong, const char *text)
{
    PangoLayout *layout = letters_set(column.letters, style, column.width, strong, text);
    group_text(group, column.x, group->y, column.width, layout);
}

void parts_text(struct group *group, struct column column, enum style style, const char *strong,
                const char *text)
{
    if (!*strong && !*text)
        return;
    put_text(group, column, style, strong, text);
    group->y = bottom_of(group);
}

static void put_item(struct group *group, struct column column, const char *mark, double indent,
                     const char *text)
{
    const struct letters *letters = column.letters;
    PangoLayout *marked = letters_set(letters, STYLE_BODY, indent, "", mark);
    PangoLayout *told = letters_set(letters, STYLE_BODY, column.width - indent, "", text);
    /* They stand on one line, also when they are of different fonts. */
    double down =
        pango_units_to_double(pango_layout_get_baseline(told) - pango_layout_get_baseline(marked));
    group_text(group, column.x, group->y + down, indent, marked);
    group_text(group, column.x + indent, group->y, column.width - indent, told);
    group->y = bottom_of(group) + line_gap;
}

static void put_list(struct group *group, struct column column, const struct handout_part *part)
{
    for (size_t i = 0; i < part->list.count; i++) {
        char number[16];
        g_snprintf(number, sizeof number, "%zu", i + 1);
        put_item(group, column, part->numbered ? number : "•",
                 part->numbered ? number_width : bullet_width, part->list.items[i]);
    }
}

static void put_row(struct group *group, struct column column, const struct handout_part *part,
                    size_t row)
{
    double cell = column.width / (double)part->columns, end = group->y;
    for (size_t i = 0; i < part->columns; i++) {
        const char *text = part->cells[row * part->columns + i];
        struct column place = {column.letters, column.x + (double)i * cell, cell - bullet_width};
        put_text(group, place, row == 0 ? STYLE_LABEL : STYLE_BODY, "", text);
        end = bottom_of(group) > end ? bottom_of(group) : end;
    }
    group_add(group, (struct item){.kind = ITEM_BAR,
                                   .x = column.x,
                                   .y = end + line_gap,
                                   .w = column.width,
                                   .h = SHEET_HAIR,
                                   .grey = SHEET_HAIR_GREY});
    group->y = end + 2 * line_gap + SHEET_HAIR;
}

/* From `top` to where the group has come, in pieces that go with their lines. */
static void put_bar(struct group *group, double x, double top, double grey)
{
    double y = top;
    guint count = group->items->len;
    for (guint i = 0; i < count; i++) {
        struct item item = g_array_index(group->items, struct item, i);
        bool last = i + 1 == count;
        double end = last ? group->y : g_array_index(group->items, struct item, i + 1).y;
        if (item.y < top || end <= y)
            continue;
        group_add(
            group,
            (struct item){
                .kind = ITEM_BAR, .x = x, .y = y, .w = bar_width, .h = end - y, .grey = grey});
        y = end;
    }
}

void parts_put(struct group *group, struct column column, const struct handout_part *part)
{
    double top = group->y, edge = column.x;
    if (part->tone != HANDOUT_PLAIN)
        column = inset(column, bar_width + bar_gap);
    if (*part->heading && *part->told)
        parts_text(group, column, STYLE_BODY, part->heading, part->told);
    else
        parts_text(group, column, STYLE_LABEL, part->heading, "");
    if (group->y > top)
        group->y += line_gap;
    if (*part->text) {
        parts_text(group, column, part->small ? STYLE_SMALL : STYLE_BODY, "", part->text);
        group->y += line_gap;
    }
    put_list(group, column, part);
    for (size_t row = 0; row < part->rows; row++)
        put_row(group, column, part, row);
    if (part->tone != HANDOUT_PLAIN)
        put_bar(group, edge, top, part->tone == HANDOUT_CARE ? care_grey : 0);
    group->y += part->small ? 0 : part_gap;
}

static void put_parts(struct group *group, struct column column, struct handout_parts parts)
{
    for (size_t i = 0; i < parts.count; i++)
        parts_put(group, column, &parts.items[i]);
}

static struct group *set_apart(struct column column, struct handout_parts parts)
{
    struct group *group = group_create();
    put_parts(group, column, parts);
    return group;
}

static double height_of(struct column column, struct handout_parts parts)
{
    struct group *group = set_apart(column, parts);
    double height = group->y;
    group_free(group);
    return height;
}

/* How many go into the first column, so that the higher one is as low as can be. */
static size_t balanced(struct column column, struct handout_parts parts)
{
    double left = 0, right = height_of(column, parts), least = G_MAXDOUBLE;
    size_t best = 0;
    for (size_t i = 0; i < parts.count; i++) {
        double height = height_of(column, (struct handout_parts){parts.items + i, 1});
        left += height;
        right -= height;
        double higher = left > right ? left : right;
        best = higher < least ? i + 1 : best;
        least = higher < least ? higher : least;
    }
    return best;
}

static void put_beside(struct group *group, struct column column, struct handout_parts parts)
{
    struct column half = {column.letters, column.x, (column.width - column_gap) / 2};
    size_t first = balanced(half, parts);
    struct group *left = set_apart(half, (struct handout_parts){parts.items, first});
    half.x += half.width + column_gap;
    struct group *right =
        set_apart(half, (struct handout_parts){parts.items + first, parts.count - first});
    group_join(group, left, group->y);
    group_join(group, right, group->y);
    group->y += left->y > right->y ? left->y : right->y;
    group_free(left);
    group_free(right);
}

void parts_columns(struct group *group, struct column column, struct handout_parts parts)
{
    for (size_t i = 0, run; i < parts.count; i += run) {
        run = 0;
        while (i + run < parts.count && parts.items[i + run].rows == 0)
            run++;
        if (run > 0) {
            put_beside(group, column, (struct handout_parts){parts.items + i, run});
        } else {
            parts_put(group, column, &parts.items[i]);
            run = 1;
        }
    }
}

/* Beside a step's name. */
static void put_disc(struct group *group, struct column column, size_t number)
{
    char digits[16];
    g_snprintf(digits, sizeof digits, "%zu", number);
    PangoLayout *layout = letters_set(column.letters, STYLE_DOSE, 0, digits, "");
    PangoRectangle ink;
    pango_layout_get_extents(layout, &ink, NULL);
    double w = pango_units_to_double(ink.width), h = pango_units_to_double(ink.height);
    double x = column.x + (disc - w) / 2 - pango_units_to_double(ink.x);
    double y = group->y + (letters_line(column.letters, STYLE_STEP) - disc) / 2;
    group_add(group, (struct item){.kind = ITEM_DISC, .x = column.x, .y = y, .w = disc, .h = disc});
    group_add(group, (struct item){.kind = ITEM_TEXT,
                                   .x = x,
                                   .y = y + (disc - h) / 2 - pango_units_to_double(ink.y),
                                   .w = w + 2 * pango_units_to_double(ink.x),
                                   .h = h,
                                   .grey = 1,
                                   .layout = layout});
}

/* In the middle of the column, below its caption. */
static void put_picture(struct group *group, struct column column,
                        const struct handout_picture *picture)
{
    double shape = (double)picture->height / picture->width;
    double width = column.width, height = width * shape;
    if (height > picture_height) {
        height = picture_height;
        width = height / shape;
    }
    parts_text(group, column, STYLE_SMALL, "", picture->caption);
    group_add(group, (struct item){.kind = ITEM_PICTURE,
                                   .x = column.x + (column.width - width) / 2,
                                   .y = group->y + line_gap,
                                   .w = width,
                                   .h = height,
                                   .picture = picture});
    group->y = bottom_of(group) + part_gap;
}

/* Beside each other, with an arrow from the first to the second. */
static void put_pictures(struct group *group, struct column column, const struct handout_step *step)
{
    double top = group->y, end = top, edge = column.x, room = column.width;
    if (step->picture_count > 1)
        room = (room - arrow_width - 2 * arrow_gap) / 2;
    for (size_t i = 0; i < step->picture_count; i++) {
        group->y = top;
        put_picture(group, (struct column){column.letters, column.x, room}, &step->pictures[i]);
        end = group->y > end ? group->y : end;
        column = inset(column, room + arrow_width + 2 * arrow_gap);
    }
    group->y = end;
    if (step->picture_count < 2)
        return;
    const struct item picture = g_array_index(group->items, struct item, group->items->len - 1);
    group_add(group, (struct item){.kind = ITEM_ARROW,
                                   .x = edge + room + arrow_gap,
                                   .y = picture.y + (picture.h - arrow_height) / 2,
                                   .w = arrow_width,
                                   .h = arrow_height,
                                   .grey = arrow_grey});
}

void parts_step(struct group *group, struct column column, const struct handout_step *step,
                size_t number)
{
    put_disc(group, column, number);
    struct column head = inset(column, disc + disc_gap);
    parts_text(group, head, STYLE_STEP, "", step->name);
    parts_text(group, head, STYLE_DOSE, "", step->dose);
    parts_text(group, head, STYLE_BODY, "", step->note);
    group->y += part_gap;
    double top = group->y;
    struct column half = {column.letters, column.x, (column.width - column_gap) / 2};
    put_pictures(group, half, step);
    put_parts(group, half, step->below);
    double end = group->y;
    half.x += half.width + column_gap;
    group->y = top;
    put_parts(group, half, step->beside);
    group->y = (group->y > end ? group->y : end) - part_gap;
}
