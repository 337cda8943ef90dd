#include "ui/keyboard_internal.h"

#include <stdio.h>
#include <string.h>

/* A key, and the gap behind it, in the bottom row; design px at 1920. */
enum {
    FORMS_WEIGHT = 214,
    LANGUAGE_WEIGHT = 294,
    SPACE_WEIGHT = 639,
    MARK_WEIGHT = 170,
    DONE_WEIGHT = 344
};

enum { GROUP_MOST = 4 };

static void add(struct cap_row *row, enum cap_kind kind, const char *text, int weight)
{
    if (row->count == CAP_ROW)
        return;
    struct cap *cap = &row->items[row->count++];
    *cap = (struct cap){.kind = kind, .weight = weight};
    snprintf(cap->text, sizeof cap->text, "%s", text);
}

static void add_letters(struct cap_row *row, const struct keyboard_layout *layout, int at)
{
    struct letters keys;
    layout_row(layout, at, &keys);
    for (int i = 0; i < keys.count; i++)
        add(row, CAP_LETTER, keys.items[i], 1);
}

static void bottom_row(const struct keyboard_page *page, struct cap_row *row)
{
    const struct keyboard_layout *layout = page->keyboard->layout;
    add(row, CAP_FORMS, "", FORMS_WEIGHT);
    if (page->language)
        add(row, CAP_LANGUAGE, "", LANGUAGE_WEIGHT);
    if (page->quick_count > 0)
        add(row, CAP_QUICK, "", FORMS_WEIGHT);
    add(row, CAP_SPACE, "", SPACE_WEIGHT);
    add(row, CAP_LETTER, layout->comma, MARK_WEIGHT);
    add(row, CAP_LETTER, layout->stop, MARK_WEIGHT);
    if (page->has_done)
        add(row, CAP_DONE, "", DONE_WEIGHT);
}

void caps_whole(const struct keyboard_page *page, struct cap_rows *rows)
{
    const struct keyboard_layout *layout = page->keyboard->layout;
    *rows = (struct cap_rows){.count = LAYOUT_ROWS + 2};
    for (int i = 0; i <= LAYOUT_ROWS; i++) {
        if (i == LAYOUT_ROWS && layout->capitals)
            add(&rows->items[i], CAP_SHIFT, "", 1);
        add_letters(&rows->items[i], layout, i - 1);
    }
    add(&rows->items[LAYOUT_ROWS], CAP_BACKSPACE, "", 1);
    bottom_row(page, &rows->items[LAYOUT_ROWS + 1]);
}

static void join(const struct letters *letters, int from, int to, char text[CAP_TEXT])
{
    size_t length = 0;
    text[0] = '\0';
    for (int i = from; i < to && length < CAP_TEXT; i++)
        length += (size_t)snprintf(text + length, CAP_TEXT - length, "%s%s", i > from ? " " : "",
                                   letters->items[i]);
}

/* In as few keys as can be, all of about as many letters. */
static void add_groups(struct cap_row *row, const struct keyboard_layout *layout, int at, int most)
{
    struct letters keys;
    char text[CAP_TEXT];
    layout_row(layout, at, &keys);
    int groups = (keys.count + most - 1) / most;
    for (int g = 0; g < groups; g++) {
        int from = (keys.count * g + groups - 1) / groups;
        join(&keys, from, (keys.count * (g + 1) + groups - 1) / groups, text);
        add(row, CAP_GROUP, text, 1);
    }
}

static void add_marks(struct cap_row *row, const struct keyboard_layout *layout)
{
    char text[CAP_TEXT];
    snprintf(text, sizeof text, "%s %s - ’", layout->stop, layout->comma);
    add(row, CAP_GROUP, text, 1);
}

static int weight_of(const struct cap_row *row)
{
    int weight = 0;
    for (int i = 0; i < row->count; i++)
        weight += row->items[i].weight;
    return weight;
}

/* As the letters lie on a whole keyboard, digits and the rest at their right. */
static void grouped_wide(const struct keyboard_page *page, int columns, struct cap_row *row)
{
    const struct keyboard_layout *layout = page->keyboard->layout;
    add_groups(&row[0], layout, 0, GROUP_MOST);
    add_groups(&row[0], layout, -1, 5);
    add(&row[0], CAP_BACKSPACE, "", 1);
    add_groups(&row[1], layout, 1, GROUP_MOST);
    add_marks(&row[1], layout);
    add(&row[1], CAP_FORMS, "", 1);
    if (page->quick_count > 0)
        add(&row[1], CAP_QUICK, "", 1);
    if (layout->capitals)
        add(&row[2], CAP_SHIFT, "", 1);
    add_groups(&row[2], layout, 2, GROUP_MOST);
    if (page->language)
        add(&row[2], CAP_LANGUAGE, "", 1);
    add(&row[2], CAP_SPACE, "", int_max(1, columns - weight_of(&row[2])));
}

/* One after the other. */
static void grouped_narrow(const struct keyboard_page *page, int columns, struct cap_rows *rows)
{
    const struct keyboard_layout *layout = page->keyboard->layout;
    struct cap_row all[2] = {{.count = 0}, {.count = 0}};
    for (int i = 0; i < LAYOUT_ROWS; i++)
        add_groups(&all[0], layout, i, GROUP_MOST);
    add_groups(&all[0], layout, -1, 5);
    add_marks(&all[0], layout);
    if (layout->capitals)
        add(&all[1], CAP_SHIFT, "", 1);
    add(&all[1], CAP_FORMS, "", 1);
    if (page->quick_count > 0)
        add(&all[1], CAP_QUICK, "", 1);
    if (page->language)
        add(&all[1], CAP_LANGUAGE, "", 1);
    add(&all[1], CAP_SPACE, "", 1);
    add(&all[1], CAP_BACKSPACE, "", 1);
    int count = all[0].count + all[1].count;
    rows->count = int_min((count + columns - 1) / columns, CAP_ROWS);
    for (int i = 0; i < count; i++) {
        const struct cap *cap =
            i < all[0].count ? &all[0].items[i] : &all[1].items[i - all[0].count];
        add(&rows->items[i * rows->count / count], cap->kind, cap->text, 1);
    }
}

void caps_grouped(const struct keyboard_page *page, int columns, struct cap_rows *rows)
{
    *rows = (struct cap_rows){.count = LAYOUT_ROWS};
    if (columns >= GROUPED_COLUMNS)
        grouped_wide(page, columns, rows->items);
    else
        grouped_narrow(page, columns, rows);
}

void cap_id(const struct cap *cap, char id[UI_ID_SIZE])
{
    static const char *const names[] = {
        [CAP_SHIFT] = "shift", [CAP_BACKSPACE] = "backspace", [CAP_FORMS] = "forms",
        [CAP_QUICK] = "quick", [CAP_LANGUAGE] = "language",   [CAP_SPACE] = "space",
        [CAP_DONE] = "done",   [CAP_LETTER] = NULL,           [CAP_GROUP] = NULL,
    };
    size_t length =
        (size_t)snprintf(id, UI_ID_SIZE, "%s", cap->kind == CAP_GROUP ? "keys:" : "key:");
    if (names[cap->kind]) {
        snprintf(id + length, UI_ID_SIZE - length, "%s", names[cap->kind]);
        return;
    }
    for (const char *c = cap->text; *c; c++)
        if (*c != ' ')
            id[length++] = *c;
    id[length] = '\0';
}

void keyboard_group(const struct keyboard_page *page, const char *id, char text[CAP_TEXT])
{
    struct cap_rows rows;
    text[0] = '\0';
    caps_grouped(page, GROUPED_COLUMNS, &rows);
    for (int r = 0; r < rows.count; r++) {
        for (int i = 0; i < rows.items[r].count; i++) {
            const struct cap *cap = &rows.items[r].items[i];
            char its_id[UI_ID_SIZE];
            cap_id(cap, its_id);
            if (strcmp(its_id, id) == 0)
                memcpy(text, cap->text, CAP_TEXT);
        }
    }
}
