#include "screens/player_ask.h"

#include <string.h>

#include "screens/player_frame.h"
#include "ui/widgets.h"

static const struct exercise *exercise_of(const struct player_frame *f)
{
    return f->view.current->exercise;
}

size_t player_ask_count(const struct player_frame *f)
{
    return exercise_asked_count(exercise_of(f));
}

size_t player_ask_now(const struct player_frame *f)
{
    return (size_t)f->view.asks;
}

const char *player_ask_text(const struct player_frame *f, size_t which)
{
    const struct exercise *exercise = exercise_of(f);
    const struct strings *strings = f->context->strings;
    struct arena *arena = player_arena(f);
    size_t not_you = exercise->contraindications.count;
    if (which >= not_you)
        return part_sentence(strings, arena, exercise->ask_first.items[which - not_you]);
    return arena_printf(arena, "%s%s\n%s", player_word(f, "exercise.not_if"),
                        player_word(f, "common.colon"),
                        part_sentence(strings, arena, exercise->contraindications.items[which]));
}

const char *player_ask_answers(const struct player_frame *f, size_t which, bool brief)
{
    static const char *const keys[2][2][2] = {
        {{"player.ask.you_skip", "player.ask.not_you_ready"},
         {"player.ask.you_skip_short", "player.ask.not_you_ready_short"}},
        {{"player.ask.unasked_skip", "player.ask.asked_ready"},
         {"player.ask.unasked_skip_short", "player.ask.not_you_ready_short"}}};
    bool asks = which >= exercise_of(f)->contraindications.count;
    const char *const *lines = keys[asks][brief];
    struct arena *arena = player_arena(f);
    const struct strings *strings = f->context->strings;
    const char *skip = ui_together(arena, player_word(f, "player.ask.skip"));
    const char *ready = ui_together(arena, player_word(f, "player.ready_now"));
    return arena_printf(arena, "%s\n%s", tr_format(strings, arena, lines[0], {"skip", skip, 0}),
                        tr_format(strings, arena, lines[1], {"ready", ready, 0}));
}

/* Of an icon in the line, and what it and its gap take from the width, px. */
static int icon_size(struct font font)
{
    return font.size;
}

static int indent(struct font font)
{
    return font.size * 3 / 2;
}

static size_t line_length(const char *lines)
{
    return strcspn(lines, "\n");
}

static const char *line_at(const struct ui *ui, const char *lines)
{
    return arena_printf(&ui->list->arena, "%.*s", (int)line_length(lines), lines);
}

static const char *after_line(const char *lines)
{
    lines += line_length(lines);
    return *lines ? lines + 1 : lines;
}

int player_answers_height(const struct ui *ui, int width, struct font font, const char *lines)
{
    int height = 0;
    for (; *lines; lines = after_line(lines))
        height += ui_paragraph_height_font(ui, width - indent(font), font, line_at(ui, lines), 0);
    return height;
}

void player_answers_draw(struct ui *ui, struct rect rect, struct font font, color_t ink,
                         const char *lines)
{
    static const char *const icons[] = {"skip-forward", "check"};
    int line_h = ui->measure->line_height(ui->measure->context, font);
    for (size_t i = 0; *lines; lines = after_line(lines), i++) {
        const char *line = line_at(ui, lines);
        int height = ui_paragraph_height_font(ui, rect.w - indent(font), font, line, 0);
        struct rect row = rect_cut_top(&rect, height, 0);
        struct rect icon = rect_cut_left(&row, icon_size(font), indent(font) - icon_size(font));
        icon.h = line_h;
        ui_icon(ui, icon, icons[i % 2], icon_size(font), ink);
        ui_paragraph_font(ui, row, font, ink, ALIGN_LEFT, line);
    }
}
