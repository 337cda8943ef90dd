#include <stdio.h>
#include <string.h>

#include "ui/fit.h"
#include "ui/keyboard_internal.h"
#include "ui/popup.h"
#include "ui/widgets.h"

struct shape {
    const struct ui *ui;
    const struct keyboard_page *page;
    int width, height; /* px that there are */

    bool whole;
    int gap; /* px */
    struct cap_rows rows;
};

static const struct {
    bool whole;
    int columns;   /* of shared keys */
    double gap_mm; /* 0: as between all targets */
} candidates[] = {{true, 0, 0},  {true, 0, 4},  {false, 6, 0}, {false, 6, 4.5},
                  {false, 6, 4}, {false, 5, 4}, {false, 4, 4}, {false, 3, 4}};

enum { CANDIDATES = sizeof candidates / sizeof *candidates };

static int total_weight(const struct cap_row *row)
{
    int total = 0;
    for (int i = 0; i < row->count; i++)
        total += row->items[i].weight;
    return total;
}

/* Weights are of keys with the gap behind them. */
static struct rect cap_rect(struct rect rect, const struct cap_row *row, int gap, int at)
{
    int total = total_weight(row), before = 0;
    for (int i = 0; i < at; i++)
        before += row->items[i].weight;
    int from = (rect.w + gap) * before / total;
    int to = (rect.w + gap) * (before + row->items[at].weight) / total;
    return (struct rect){rect.x + from, rect.y, to - from - gap, rect.h};
}

static bool keeps_least(const struct shape *shape, const struct cap_row *row, int least)
{
    struct rect rect = {0, 0, shape->width, least};
    for (int i = 0; i < row->count; i++)
        if (cap_rect(rect, row, shape->gap, i).w < least)
            return false;
    return true;
}

static bool fits(int candidate, void *what)
{
    struct shape *shape = what;
    const struct metrics *metrics = &shape->ui->metrics;
    int least = metrics_mm(metrics, 16);
    int gap = metrics_mm(metrics, candidates[candidate].gap_mm);
    shape->whole = candidates[candidate].whole;
    shape->gap = gap > 0 ? gap : metrics->gap;
    if (shape->whole)
        caps_whole(shape->page, &shape->rows);
    else
        caps_grouped(shape->page, candidates[candidate].columns, &shape->rows);
    int rows = shape->rows.count;
    for (int i = 0; i < rows; i++)
        if (!keeps_least(shape, &shape->rows.items[i], least))
            return false;
    return rows * least + (rows - 1) * shape->gap <= shape->height;
}

static bool choose(struct shape *shape)
{
    return fits(fit_first(CANDIDATES, fits, shape), shape);
}

enum keyboard_fit keyboard_fit(const struct ui *ui, const struct keyboard_page *page, int width,
                               int height)
{
    struct shape shape = {.ui = ui, .page = page, .width = width, .height = height};
    if (!choose(&shape))
        return KEYBOARD_TOO_LARGE;
    return shape.whole ? KEYBOARD_WHOLE : KEYBOARD_SHARED;
}

int keyboard_height(const struct ui *ui, const struct keyboard_page *page, int width, int most)
{
    struct shape shape = {.ui = ui, .page = page, .width = width, .height = most};
    choose(&shape);
    int key = int_max(metrics_px(&ui->metrics, 112), metrics_mm(&ui->metrics, 26));
    int rows = shape.rows.count;
    return int_min(most, rows * key + (rows - 1) * shape.gap);
}

struct looks {
    struct ui *ui;
    const struct keyboard_page *page;
    bool capital;
};

/* A mark alone is shown on a stroke that it stands over. */
static const char *shown_letter(struct ui *ui, const char *letter)
{
    return letter_is_mark(letter) ? arena_printf(&ui->list->arena, "\u0640%s", letter) : letter;
}

static bool is_open(const struct looks *looks, const char *id)
{
    const struct keyboard *keyboard = looks->page->keyboard;
    return keyboard->popup != POPUP_NONE && strcmp(keyboard->opener, id) == 0;
}

static void draw_box_of(struct ui *ui, struct rect rect, bool pressed, bool open)
{
    enum theme_color fill = open      ? COLOR_SURFACE_TINT
                            : pressed ? COLOR_SURFACE_PRESSED
                                      : COLOR_SURFACE;
    int stroke = metrics_length(&ui->metrics, open ? LENGTH_FOCUS_STROKE : LENGTH_STROKE);
    draw_box(ui->list, rect, metrics_length(&ui->metrics, LENGTH_RADIUS), ui_color(ui, fill),
             stroke, ui_color(ui, open ? COLOR_PRIMARY : COLOR_LINE));
}

/* In the upper corner: itself, or a dot where keys are too narrow for letters there. */
static void draw_mark(struct ui *ui, struct rect rect, const char *mark)
{
    struct font font = metrics_font(&ui->metrics, TYPE_CAPTION);
    font.size = metrics_least_font(&ui->metrics);
    int inset = metrics_length(&ui->metrics, LENGTH_GAP_SMALL) * 3 / 2;
    if (rect.w < 3 * font.size) {
        int dot = inset / 2;
        struct rect place = {rect.x + rect.w - inset - dot, rect.y + inset, dot, dot};
        draw_fill(ui->list, place, dot / 2, ui_color(ui, COLOR_ACCENT));
        return;
    }
    int width = ui_text_width_font(ui, font, mark);
    struct rect corner = {rect.x + rect.w - inset - width, rect.y + inset / 3, width,
                          font.size * 4 / 3};
    ui_text_font(ui, corner, font, ui_color(ui, COLOR_TEXT_SOFT), ALIGN_LEFT, mark);
}

/* One that is open is itself when it is pressed again: whoever presses slowly needs no luck. */
static bool opens_forms(const struct looks *looks, const struct cap *cap, const char *id)
{
    struct letters forms;
    layout_forms(looks->page->keyboard->layout, cap->text, &forms, NULL);
    return forms.count > 0 && !is_open(looks, id);
}

static void draw_letter(const struct looks *looks, struct rect rect, const struct cap *cap,
                        const char *id)
{
    struct ui *ui = looks->ui;
    char letter[LETTER_SIZE], mark[LETTER_SIZE];
    letter_upper(cap->text, letter);
    const char *label = arena_strdup(&ui->list->arena, looks->capital ? letter : cap->text);
    bool pressed = ui_target(ui, id, label, rect, 0);
    if (opens_forms(looks, cap, id))
        ui_opens(ui, id);
    draw_box_of(ui, rect, pressed, is_open(looks, id));
    ui_say_mute(ui);
    struct font font = ui_fit_font(ui, TYPE_BUTTON_LARGE, label, rect.w * 4 / 5, rect.h, 1);
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_CENTER, label);
    layout_mark(looks->page->keyboard->layout, cap->text, mark);
    letter_upper(mark, letter);
    if (*mark)
        draw_mark(ui, rect, shown_letter(ui, looks->capital ? letter : mark));
    ui_say_button(ui, label, rect, ui_say_unmute(ui));
}

/* "q w e", as they are written now. */
static const char *group_label(const struct looks *looks, const struct letters *letters)
{
    struct arena *arena = &looks->ui->list->arena;
    const char *label = "";
    for (int i = 0; i < letters->count; i++)
        label = arena_printf(arena, "%s%s%s", label, i > 0 ? " " : "", letters->items[i]);
    return label;
}

/* Of letters from `from` on, as wide as they are. */
static int letters_width(const struct ui *ui, struct font font, const struct letters *letters,
                         int from, int count)
{
    int width = 0;
    for (int i = from; i < from + count; i++)
        width += ui_text_width_font(ui, font, letters->items[i]);
    return width;
}

/* Each by itself, so that they neither join nor change places, and all equally far apart. */
static void draw_letters(struct ui *ui, struct rect line, struct font font,
                         const struct letters *letters, int from, int count)
{
    int spare = line.w - letters_width(ui, font, letters, from, count);
    int x = line.x;
    for (int i = 0; i < count; i++) {
        const char *letter = letters->items[from + i];
        int width = ui_text_width_font(ui, font, letter);
        int at = x + spare * (i + 1) / (count + 1);
        ui_text_font(ui, (struct rect){at, line.y, width, line.h}, font, ui_color(ui, COLOR_TEXT),
                     ALIGN_LEFT, letter);
        x += width;
    }
}

static bool fits_line(const struct ui *ui, struct font font, const struct letters *letters,
                      int width)
{
    int air = font.size / 6 * (letters->count + 1);
    return letters_width(ui, font, letters, 0, letters->count) + air <= width;
}

/* In one row where they fit, else in two. */
static void draw_group_letters(struct ui *ui, struct rect rect, const struct letters *letters)
{
    struct font font = metrics_font(&ui->metrics, TYPE_BUTTON_LARGE);
    int least = metrics_least_font(&ui->metrics), count = letters->count;
    while (font.size > least && !fits_line(ui, font, letters, rect.w))
        font.size--;
    if (fits_line(ui, font, letters, rect.w)) {
        draw_letters(ui, rect, font, letters, 0, count);
        return;
    }
    int first = (count + 1) / 2; /* its two may be wider than the key: Arabic has such letters */
    while (font.size > least * 4 / 5 &&
           letters_width(ui, font, letters, 0, first) + font.size / 6 > rect.w)
        font.size--;
    int line = int_min(rect.h / 2, font.size * 5 / 4);
    struct rect lines = rect_centered(rect, rect.w, 2 * line);
    draw_letters(ui, rect_cut_top(&lines, line, 0), font, letters, 0, first);
    draw_letters(ui, lines, font, letters, first, count - first);
}

/* Ten of them: "1–5". */
static void draw_group_digits(struct ui *ui, struct rect rect, const struct letters *digits)
{
    const char *label =
        arena_printf(&ui->list->arena, "%s–%s", digits->items[0], digits->items[digits->count - 1]);
    struct font font = ui_fit_font(ui, TYPE_BUTTON_LARGE, label, rect.w, rect.h, 1);
    ui_text_font(ui, rect, font, ui_color(ui, COLOR_TEXT), ALIGN_CENTER, label);
}

static void draw_group(const struct looks *looks, struct rect rect, const struct cap *cap,
                       const char *id)
{
    struct ui *ui = looks->ui;
    struct letters letters;
    keyboard_split(cap->text, looks->capital, &letters);
    const char *label = group_label(looks, &letters);
    bool pressed = ui_target(ui, id, label, rect, 0);
    if (!is_open(looks, id))
        ui_opens(ui, id);
    draw_box_of(ui, rect, pressed, is_open(looks, id));
    int inset = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    struct rect inner = rect_centered(rect, rect.w - inset, rect.h - inset / 2);
    ui_say_mute(ui);
    if (*cap->text >= '0' && *cap->text <= '9')
        draw_group_digits(ui, inner, &letters);
    else
        draw_group_letters(ui, inner, &letters);
    ui_say_button(ui, label, rect, ui_say_unmute(ui));
}

static bool can_change_before(const struct looks *looks)
{
    char letter[LETTER_SIZE], key[LETTER_SIZE];
    return keyboard_forms_before(looks->page, letter, key);
}

static const char *const cap_icons[] = {
    [CAP_SHIFT] = "arrow-big-up", [CAP_BACKSPACE] = "delete", [CAP_LANGUAGE] = "globe",
    [CAP_QUICK] = "text-quote",   [CAP_SPACE] = "space",      [CAP_DONE] = "check",
    [CAP_LETTER] = NULL,          [CAP_GROUP] = NULL,         [CAP_FORMS] = NULL,
};

/* "á ñ ü", and where that is too wide "áñ". */
static const char *forms_label(const struct looks *looks, int width)
{
    const char *sample = looks->page->keyboard->layout->sample;
    struct button button = {.label = sample};
    struct letters letters;
    if (ui_button_width(looks->ui, &button) <= width)
        return sample;
    keyboard_split(sample, false, &letters);
    return arena_printf(&looks->ui->list->arena, "%s%s", letters.items[0], letters.items[1]);
}

static struct button button_of(const struct looks *looks, const struct cap *cap, const char *id,
                               struct rect rect)
{
    const struct keyboard_page *page = looks->page;
    const struct keyboard_words *words = page->words;
    int air = metrics_length(&looks->ui->metrics, LENGTH_GAP);
    struct button button = {.id = id, .icon = cap_icons[cap->kind], .style = BUTTON_QUIET};
    switch (cap->kind) {
    case CAP_SHIFT:
        button.spoken = words->shift;
        button.style = looks->capital ? BUTTON_CHOSEN : BUTTON_QUIET;
        break;
    case CAP_BACKSPACE:
        button.spoken = words->backspace;
        if (ui_right_to_left(looks->ui, page->keyboard->layout->sample))
            button.icon = "delete-right"; /* it points to where the letters go away */
        button.repeats = true;
        break;
    case CAP_FORMS:
        button.label = forms_label(looks, rect.w);
        button.spoken = words->forms;
        button.off = !can_change_before(looks);
        break;
    case CAP_LANGUAGE:
        button.label = page->language;
        if (ui_button_width(looks->ui, &button) > rect.w + 2 * air)
            button.label = NULL;
        button.spoken = words->language;
        break;
    case CAP_QUICK:
        button.spoken = words->quick;
        button.style = is_open(looks, id) ? BUTTON_CHOSEN : BUTTON_QUIET;
        break;
    case CAP_SPACE:
        button.spoken = words->space;
        button.style = BUTTON_PLAIN;
        break;
    default:
        button.label = words->done;
        button.style = BUTTON_PRIMARY;
        break;
    }
    return button;
}

static void draw_cap(const struct looks *looks, struct rect rect, const struct cap *cap)
{
    char name[UI_ID_SIZE];
    cap_id(cap, name);
    const char *id = arena_strdup(&looks->ui->list->arena, name);
    if (cap->kind == CAP_LETTER) {
        draw_letter(looks, rect, cap, id);
    } else if (cap->kind == CAP_GROUP) {
        draw_group(looks, rect, cap, id);
    } else {
        struct button button = button_of(looks, cap, id, rect);
        ui_button(looks->ui, rect, &button);
    }
}

void keyboard_draw(struct ui *ui, struct rect rect, const struct keyboard_page *page)
{
    struct shape shape = {.ui = ui, .page = page, .width = rect.w, .height = rect.h};
    struct looks looks = {ui, page, keyboard_capital(page->keyboard, page->edit)};
    bool mirrored = ui->list->mirrored;
    choose(&shape);
    rect = draw_place(ui->list, rect);
    draw_mirror(ui->list, false);
    int rows = shape.rows.count;
    for (int r = 0; r < rows; r++) {
        int from = (rect.h + shape.gap) * r / rows, to = (rect.h + shape.gap) * (r + 1) / rows;
        struct rect line = {rect.x, rect.y + from, rect.w, to - from - shape.gap};
        const struct cap_row *row = &shape.rows.items[r];
        for (int i = 0; i < row->count; i++)
            draw_cap(&looks, cap_rect(line, row, shape.gap, i), &row->items[i]);
    }
    draw_mirror(ui->list, mirrored);
}

static struct rect opener_rect(const struct ui *ui, const struct keyboard *keyboard)
{
    struct rect rect = ui_target_rect(ui, keyboard->opener);
    return rect_empty(rect) ? ui_target_rect(ui, "key:forms") : rect;
}

void keyboard_draw_popup(struct ui *ui, struct rect area, const struct keyboard_page *page)
{
    struct letters letters;
    const char *items[LAYOUT_FORMS];
    int count = keyboard_items(page, &letters, items);
    if (count == 0)
        return;
    for (int i = 0; i < count; i++)
        items[i] = shown_letter(ui, items[i]);
    enum keyboard_popup kind = page->keyboard->popup;
    int least = metrics_mm(&ui->metrics, 16), wish = metrics_px(&ui->metrics, 104);
    struct rect opener = opener_rect(ui, page->keyboard);
    ui_popup(ui, &(struct popup){.id = "form",
                                 .items = items,
                                 .count = count,
                                 .leftwards = kind == POPUP_WORDS && ui_right_to_left(ui, items[0]),
                                 .likeliest = kind == POPUP_FORMS || kind == POPUP_BEFORE,
                                 .anchor = opener,
                                 .area = draw_place(ui->list, area),
                                 .width = int_max(least, int_min(wish * 5 / 4, opener.w)),
                                 .height = int_max(least, int_min(wish, opener.h)),
                                 .gap = metrics_mm(&ui->metrics, ui->metrics.compact ? 4.5 : 6),
                                 .type = kind == POPUP_WORDS ? TYPE_LABEL : TYPE_BUTTON_LARGE});
}
