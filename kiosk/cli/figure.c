#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/figure_sheet.h"
#include "content/content.h"
#include "figure/figure_cache.h"
#include "figure/people.h"
#include "figure/pose.h"
#include "platform/png.h"
#include "platform/shape.h"
#include "ui/stage.h"

enum { FIGURE_WIDTH = 900, FIGURE_HEIGHT = 650, CACHE_BYTES = 64 << 20 };

/* `at_s` seconds into a phase, or at its beginning: arrows point as they do in the player. What
 * goes round and round goes out in its first half, and back in its second. */
static uint16_t frame_of_phase(const struct figure_clip *clip, const char *phase, double at_s)
{
    double in_s = at_s >= 0 ? at_s : 0, share = in_s / figure_clip_out_s(clip);
    ms_t in_ms = (ms_t)(in_s * 1000);
    if (strcmp(phase, "out") == 0)
        return figure_clip_frame(clip, FIGURE_OUT, share, 0);
    if (strcmp(phase, "back") == 0)
        return figure_clip_frame(clip, FIGURE_BACK, share, 0);
    bool hold = strcmp(phase, "hold") == 0;
    return figure_clip_frame(clip, hold ? FIGURE_STAY : FIGURE_REST, 0, in_ms);
}

/* Without a phase: the way out, then the hold; or round and round. Without a moment, too: the pose
 * that is held, or a quarter of the round. */
static uint16_t frame_at(const struct figure_clip *clip, double at_s)
{
    if (figure_clip_cyclic(clip)) {
        double rounds = at_s >= 0 ? at_s / figure_clip_cycle_s(clip) : 0.25;
        return figure_clip_frame(clip, FIGURE_CYCLE, rounds - floor(rounds), 0);
    }
    double out_s = figure_clip_out_s(clip);
    if (at_s >= 0 && at_s < out_s)
        return frame_of_phase(clip, "out", at_s);
    return frame_of_phase(clip, "hold", at_s >= 0 ? at_s - out_s : 0);
}

/* On the stage's light, as on the screen. */
static void lay_on(struct canvas *canvas, const color_t *color, const struct figure_bitmap *figure)
{
    struct rect all = {0, 0, canvas->width, canvas->height};
    struct draw_gradient light = stage_light(color, all, 0);
    const struct shape_cover cover = {
        figure->pixels, figure->stride, {figure->x, figure->y, figure->width, figure->height}};
    shape_gradient(canvas, all, all, &light, &cover);
}

static void draw_key(struct canvas *canvas, const color_t *color, const struct figure_key *key)
{
    struct figure_cache *cache = figure_cache_create(CACHE_BYTES, true, NULL);
    struct figure_bitmap bitmap;
    if (figure_cache_version(cache, key) == 0 || !figure_cache_acquire(cache, key, &bitmap))
        memory_gone("figure"); /* nothing else keeps a valid clip from being drawn */
    lay_on(canvas, color, &bitmap);
    figure_cache_release(cache, &bitmap);
    figure_cache_destroy(cache);
}

static int draw_clip(const struct figure_clip *clip, const color_t *color,
                     const struct options *options, unsigned person)
{
    struct figure_clip seen = *clip;
    if (options->given & OPTION_BIT(OPTION_CAMERA)) {
        seen.camera_yaw = (float)options->yaw_deg;
        seen.camera_pitch = (float)options->pitch_deg;
    }
    bool right = options->right || (!options->left && seen.side == FIGURE_RIGHT);
    struct figure_key key = {.clip = &seen,
                             .frame = options->phase
                                          ? frame_of_phase(&seen, options->phase, options->at_s)
                                          : frame_at(&seen, options->at_s),
                             .person = (uint8_t)person,
                             .mirrored = right,
                             .width = options->width ? options->width : FIGURE_WIDTH,
                             .height = options->height ? options->height : FIGURE_HEIGHT};
    struct canvas canvas = {.width = key.width, .height = key.height, .stride = key.width};
    canvas.pixels = memory_new((size_t)key.width * (size_t)key.height, sizeof *canvas.pixels);
    draw_key(&canvas, color, &key);
    bool written = png_write(&canvas, options->out_file);
    free(canvas.pixels);
    return written ? CLI_FINE : CLI_INPUT_WRONG;
}

static int draw_exercise(const struct content *content, const color_t *color,
                         const struct options *options, unsigned person)
{
    const char *id = options->arguments[0];
    const struct exercise *exercise = content_exercise(content, id);
    if (exercise && exercise->clip)
        return draw_clip(exercise->clip, color, options, person);
    if (exercise)
        fprintf(stderr, "kiosk figure: \"%s\" has no figure\n", id);
    else
        fprintf(stderr, "kiosk figure: no exercise \"%s\"; see: kiosk list exercises\n", id);
    return CLI_INPUT_WRONG;
}

/* One exercise or --sheet, and somebody who exists. */
static bool suits(const struct options *options, unsigned *person)
{
    const char *wrong = NULL;
    if (options->sheet && options->argument_count > 0)
        wrong = "--sheet shows all exercises; name none";
    else if (options->sheet &&
             (options->given & (OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_PHASE) |
                                OPTION_BIT(OPTION_SIDE) | OPTION_BIT(OPTION_CAMERA))))
        wrong = "--sheet goes with --size and --person only";
    else if (!options->sheet && options->argument_count == 0)
        wrong = "EXERCISE or --sheet is missing";
    if (wrong) {
        fprintf(stderr, "kiosk figure: %s\n", wrong);
        return false;
    }
    int found = options->person ? person_find(options->person) : 0;
    *person = found < 0 ? 0 : (unsigned)found;
    if (found >= 0)
        return true;
    fprintf(stderr, "kiosk figure: --person cannot be '%s'; it must be", options->person);
    for (unsigned i = 0; i < PEOPLE_COUNT; i++)
        fprintf(stderr, "%s %s",
                i == 0                 ? ""
                : i + 1 < PEOPLE_COUNT ? ","
                                       : " or",
                person_get(i)->name);
    fputc('\n', stderr);
    return false;
}

int command_figure(const struct options *options)
{
    unsigned person;
    if (!suits(options, &person))
        return CLI_CALL_WRONG;
    struct assembly_options wanted = command_assembly(options);
    struct assembly assembly;
    int code = assembly_find(&assembly, &wanted);
    if (code != CLI_FINE)
        return code;
    struct content *content = command_content(&assembly, NULL);
    code = CLI_INPUT_WRONG;
    if (content && options->sheet)
        code = figure_sheet(content, &assembly, &wanted, options, person);
    else if (content)
        code = draw_exercise(content, assembly.theme.color, options, person);
    content_free(content);
    return code;
}
