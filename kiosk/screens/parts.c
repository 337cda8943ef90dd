#include "screens/parts.h"

#include <stddef.h>
#include <string.h>

#include "base/hash.h"

/* How long a hero stays in each end of its movement, and how long it is watched at least. Each of
 * several pictures stays as long: far from anything that could be called a flash. */
enum { STAY_MS = 3000, PAUSE_MS = 800, WATCH_MS = 6000 };

/* Of a figure that moves beside words: half of what the screen could show. */
enum { FRAME_MS = 33 };

/* By the number `figure` knows them by (figure/people.c). */
static const char *const people[] = {"mara", "joseph", "ingrid", "kenji"};

enum { PEOPLE = sizeof people / sizeof *people };

/* A routine that names nobody shows the same person on every machine and every day. The upper bits
 * of a print are mixed best. */
static int person_for(const char *id)
{
    return (int)((print_add(PRINT_BASIS, id, strlen(id)) >> 61) % PEOPLE);
}

int part_person(const struct routine *routine)
{
    if (!routine)
        return 0;
    for (int i = 0; i < PEOPLE; i++)
        if (strcmp(routine->person, people[i]) == 0)
            return i;
    return person_for(routine->id);
}

const char *part_person_name(size_t n)
{
    return people[n % PEOPLE];
}

bool part_has_advice(const struct content *content)
{
    for (size_t i = 0; i < content->page_count; i++)
        if (content->pages[i]->listed)
            return true;
    return false;
}

color_t part_tint(const struct ui *ui, const struct routine *routine)
{
    static const enum theme_color tints[ROUTINE_COLOR_COUNT] = {
#define X(NAME, name) [ROUTINE_##NAME] = COLOR_TINT_##NAME,
        ROUTINE_COLORS(X)
#undef X
    };
    return ui_color(ui, tints[routine->color]);
}

/* Stands in for a figure or picture that an exercise does not have. */
static const char *position_icon(enum position position)
{
    static const char *const icons[POSITION_COUNT] = {
        [POSITION_SUPINE] = "bed",
        [POSITION_PRONE] = "bed",
        [POSITION_KNEELING] = "person-standing",
        [POSITION_ALL_FOURS] = "activity",
        [POSITION_SITTING] = "activity",
        [POSITION_CHAIR] = "armchair",
        [POSITION_STANDING] = "person-standing",
        [POSITION_WATER] = "waves",
    };
    return icons[position];
}

static void draw_position_icon(struct ui *ui, struct rect rect, enum position position)
{
    int side = int_min(rect.w, rect.h);
    ui_icon(ui, rect, position_icon(position), side / 2, ui_color(ui, COLOR_PRIMARY));
}

size_t part_picture_at(const struct exercise *exercise, ms_t elapsed)
{
    size_t count = exercise->pictures.count;
    return count > 0 && elapsed > 0 ? (size_t)(elapsed / STAY_MS) % count : 0;
}

static void draw_picture(struct ui *ui, struct rect rect, const struct exercise *exercise,
                         size_t which)
{
    int radius = int_min(metrics_length(&ui->metrics, LENGTH_RADIUS), int_min(rect.w, rect.h) / 10);
    struct image_ref ref = {.kind = IMAGE_PICTURE,
                            .object = &exercise->pictures,
                            .frame = (uint16_t)which,
                            .radius = (uint16_t)radius};
    draw_image_or_icon(ui->list, ref, rect, position_icon(exercise->position),
                       ui_color(ui, COLOR_PRIMARY));
}

static void draw_figure(struct ui *ui, struct rect rect, const struct exercise *exercise,
                        const struct routine *routine, uint16_t frame, bool mirrored)
{
    struct image_ref ref = {.kind = IMAGE_FIGURE,
                            .object = exercise->clip,
                            .frame = frame,
                            .variant = (uint8_t)part_person(routine),
                            .mirrored = mirrored};
    draw_image(ui->list, ref, rect);
}

void part_thumbnail(struct ui *ui, struct rect rect, const struct exercise *exercise,
                    const struct routine *routine)
{
    if (rect_empty(rect))
        return;
    if (exercise->clip)
        draw_figure(ui, rect, exercise, routine, figure_clip_still(exercise->clip), false);
    else if (exercise->pictures.count > 0)
        draw_picture(ui, rect, exercise, 0);
    else
        draw_position_icon(ui, rect, exercise->position);
}

static ms_t way_ms(const struct figure_clip *clip)
{
    return (ms_t)(figure_clip_out_s(clip) * 1000) + 1;
}

static uint16_t moving_frame(const struct figure_clip *clip, ms_t elapsed)
{
    if (figure_clip_cyclic(clip)) {
        double seconds = figure_clip_cycle_s(clip);
        double loops = seconds > 0 ? (double)elapsed / 1000 / seconds : 0;
        return figure_clip_frame(clip, FIGURE_CYCLE, loops - (double)(ms_t)loops, elapsed);
    }
    ms_t way = way_ms(clip);
    ms_t at = elapsed % (2 * way + STAY_MS + PAUSE_MS);
    if (at < way)
        return figure_clip_frame(clip, FIGURE_OUT, (double)at / (double)way, elapsed);
    at -= way;
    if (at < STAY_MS)
        return figure_clip_frame(clip, FIGURE_STAY, 1, elapsed);
    at -= STAY_MS;
    if (at < way)
        return figure_clip_frame(clip, FIGURE_BACK, (double)at / (double)way, elapsed);
    return figure_clip_frame(clip, FIGURE_REST, 0, elapsed);
}

ms_t part_moving_length(const struct exercise *exercise)
{
    const struct figure_clip *clip = exercise->clip;
    if (!clip)
        return int_max(WATCH_MS, (int)exercise->pictures.count * STAY_MS);
    ms_t loop = figure_clip_cyclic(clip) ? (ms_t)(figure_clip_cycle_s(clip) * 1000)
                                         : 2 * way_ms(clip) + STAY_MS + PAUSE_MS;
    if (loop <= 0)
        return WATCH_MS;
    return (WATCH_MS + loop - 1) / loop * loop;
}

ms_t part_moving_for(const struct screen_context *context, const struct ui *ui)
{
    return ui->less_motion || ui->now < context->entered_at ? 0 : ui->now - context->entered_at;
}

ms_t part_moving_wake_since(const struct screen_context *context, ms_t since)
{
    if (context->visit->ease.less_motion)
        return MS_NEVER;
    return since + ((context->now - since) / FRAME_MS + 1) * FRAME_MS;
}

ms_t part_moving_wake(const struct screen_context *context)
{
    return part_moving_wake_since(context, context->entered_at);
}

/* Less motion with pictures: the first and the last of them, side by side when there is room. */
static void draw_first_and_last(struct ui *ui, struct rect rect, const struct exercise *exercise)
{
    bool both = exercise->pictures.count > 1 && rect.w >= rect.h;
    int gap = metrics_length(&ui->metrics, LENGTH_GAP_SMALL);
    if (both)
        draw_picture(ui, rect_cut_left(&rect, (rect.w - gap) / 2, gap), exercise, 0);
    draw_picture(ui, rect, exercise, both ? exercise->pictures.count - 1 : 0);
}

/* Less motion: where it starts and where it ends, side by side when there is room for two. */
static void draw_start_and_end(struct ui *ui, struct rect rect, const struct exercise *exercise,
                               const struct routine *routine, bool mirrored)
{
    if (figure_clip_cyclic(exercise->clip) || rect.w < rect.h) {
        part_thumbnail(ui, rect, exercise, routine);
        return;
    }
    struct rect start = rect_cut_left(&rect, rect.w / 2, 0);
    /* Both at one scale. */
    draw_figure(ui, start, exercise, routine, figure_clip_frame(exercise->clip, FIGURE_REST, 0, 0),
                mirrored);
    draw_figure(ui, rect, exercise, routine, figure_clip_frame(exercise->clip, FIGURE_STAY, 0, 0),
                mirrored);
}

void part_moving_figure(struct ui *ui, struct rect rect, const struct exercise *exercise,
                        const struct routine *routine, ms_t elapsed_ms)
{
    part_moving_side(ui, rect, exercise, routine, elapsed_ms, false);
}

void part_moving_side(struct ui *ui, struct rect rect, const struct exercise *exercise,
                      const struct routine *routine, ms_t elapsed_ms, bool right)
{
    if (rect_empty(rect))
        return;
    if (!exercise_illustrated(exercise))
        draw_position_icon(ui, rect, exercise->position);
    else if (!exercise->clip && ui->less_motion)
        draw_first_and_last(ui, rect, exercise);
    else if (!exercise->clip)
        draw_picture(ui, rect, exercise, part_picture_at(exercise, elapsed_ms));
    else if (ui->less_motion)
        draw_start_and_end(ui, rect, exercise, routine, right);
    else
        draw_figure(ui, rect, exercise, routine,
                    moving_frame(exercise->clip, elapsed_ms > 0 ? elapsed_ms : 0), right);
}

const char *part_equipment(const struct strings *strings, struct arena *arena,
                           struct string_list items, enum part_join join)
{
    const char *all = "";
    for (size_t i = 0; i < items.count; i++) {
        const char *name = part_known_or_plain(strings, arena, "equipment", items.items[i]);
        if (join == JOIN_DOTS)
            all = ui_join(arena, all, ui_together(arena, name));
        else
            all = *all ? part_listed(strings, arena, all, name) : name;
    }
    return all;
}
