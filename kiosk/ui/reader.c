#include "ui/reader.h"

#include <string.h>

#include "base/hash.h"
#include "ui/ui_internal.h"

static uint64_t text_of(const struct said_list *said, const struct said_stop *stop)
{
    return *stop->id ? hash_string(stop->id) : hash_string(said->items[stop->first].text);
}

/* The arrows of a list are for who sees: here the list follows by itself. What has no words is no
 * stop. */
static bool counts(const struct said_stop *stop)
{
    if (!*stop->id)
        return stop->count > 0;
    return strncmp(stop->id, "scroll:", 7) != 0 && (*stop->label || stop->count > 0);
}

/* Where it is now: by its name, or for a text by its place or its words. */
static bool locate(const struct ui *ui, size_t *at)
{
    const struct reader *reader = &ui->reader;
    const struct said_list *said = ui->said;
    if (!reader->on || !reader->at_stop || !said || said->stop_count == 0)
        return false;
    *at = reader->at;
    if (*reader->id && *at < said->stop_count && strcmp(said->stops[*at].id, reader->id) == 0)
        return true;
    for (size_t i = 0; *reader->id && i < said->stop_count; i++) {
        *at = i;
        if (strcmp(said->stops[i].id, reader->id) == 0)
            return true;
    }
    for (size_t i = 0; !*reader->id && i < said->stop_count; i++) {
        *at = i;
        if (counts(&said->stops[i]) && text_of(said, &said->stops[i]) == reader->text)
            return true;
    }
    *at = reader->at < said->stop_count ? reader->at : said->stop_count - 1;
    return counts(&said->stops[*at]) && !*reader->id && !*said->stops[*at].id;
}

const struct said_stop *reader_stop(const struct ui *ui, size_t *number, size_t *count)
{
    size_t at;
    if (!locate(ui, &at))
        return NULL;
    *number = *count = 0;
    for (size_t i = 0; i < ui->said->stop_count; i++) {
        *number += i < at && counts(&ui->said->stops[i]);
        *count += counts(&ui->said->stops[i]);
    }
    return &ui->said->stops[at];
}

void reader_switch(struct ui *ui, bool on)
{
    if (on != ui->reader.on)
        ui->reader = (struct reader){.on = on, .moves = ui->reader.moves};
}

void reader_leave(struct ui *ui)
{
    ui->reader.at_stop = false;
}

/* All of it is to be seen, or as much as there is room for. */
static void reveal(struct ui *ui, const struct said_stop *stop)
{
    for (int i = 0; i < ui->scroll_count; i++) {
        if (ui->scrolls[i].scroll != stop->scroll)
            continue;
        int by = scroll_way_to(ui->scrolls[i].rect, stop->rect), air = ui->metrics.gap;
        if (by == 0)
            return;
        stop->scroll->aiming = false;
        stop->scroll->velocity = 0;
        stop->scroll->offset += by < 0 ? by - air : by + air;
    }
}

static void go_to(struct ui *ui, size_t at)
{
    struct reader *reader = &ui->reader;
    const struct said_stop *stop = &ui->said->stops[at];
    reader->at_stop = true;
    reader->at = at;
    reader->text = text_of(ui->said, stop);
    memset(reader->id, 0, sizeof reader->id);
    memcpy(reader->id, stop->id, strlen(stop->id));
    memcpy(ui->focus, reader->id, sizeof ui->focus);
    ui->focus_visible = true;
    reader->moves++;
    reveal(ui, stop);
}

static void step(struct ui *ui, bool on)
{
    size_t count = ui->said->stop_count, at;
    bool found = locate(ui, &at);
    if (!found)
        at = on ? count - 1 : 0;
    for (size_t i = 0; i < count; i++) {
        at = (at + (on ? 1 : count - 1)) % count;
        if (counts(&ui->said->stops[at])) {
            go_to(ui, at);
            return;
        }
    }
}

bool reader_takes(struct ui *ui, enum key key)
{
    size_t at;
    if (!ui->reader.on || !ui->said || ui->said->stop_count == 0 || ui->writing)
        return false;
    switch (key) {
    case KEY_TAB:
    case KEY_DOWN:
    case KEY_RIGHT:
        step(ui, true);
        return true;
    case KEY_SHIFT_TAB:
    case KEY_UP:
    case KEY_LEFT:
        step(ui, false);
        return true;
    case KEY_ENTER:
    case KEY_SPACE:
        if (locate(ui, &at) && *ui->said->stops[at].id)
            return false;
        if (locate(ui, &at))
            ui->reader.moves++;
        else
            step(ui, true);
        return true;
    default:
        return false;
    }
}

/* Somebody else gave the focus to a target: that is where it is now. */
void reader_follow(struct ui *ui)
{
    struct reader *reader = &ui->reader;
    if (!reader->on || !ui->said || !*ui->focus || !ui->focus_visible ||
        (reader->at_stop && strcmp(reader->id, ui->focus) == 0))
        return;
    for (size_t i = 0; i < ui->said->stop_count; i++) {
        if (strcmp(ui->said->stops[i].id, ui->focus) == 0) {
            go_to(ui, i);
            return;
        }
    }
}

struct rect reader_place(const struct ui *ui)
{
    size_t number, count;
    const struct said_stop *stop = reader_stop(ui, &number, &count);
    if (!stop || *stop->id || !ui->said->items[stop->first].visible)
        return (struct rect){0, 0, 0, 0};
    return stop->rect;
}
