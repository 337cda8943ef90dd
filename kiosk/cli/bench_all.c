#include "cli/bench_all.h"

#include <stdio.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/stage.h"

enum { WIDTH = 1920, HEIGHT = 1080, FPS = 60 };

/* Microseconds of CPU time, summed over the frames. */
struct costs {
    int64_t step, figure, paint, pixels;
    int frames;
};

static int64_t cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Has the frame's pictures made, which painting would do else. */
static void make_pictures(const struct image_source *images, const struct draw_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (c->kind == DRAW_IMAGE)
            images->version(images->context, c->image.ref, c->rect.w, c->rect.h);
    }
}

static void play(struct stage *stage, ms_t start, double seconds, struct costs *costs)
{
    for (int i = 0; i < (int)(seconds * FPS); i++) {
        int64_t t0 = cpu_us();
        const struct app_frame *frame = stage_step(stage, start + (ms_t)i * 1000 / FPS, NULL, 0);
        int64_t t1 = cpu_us();
        make_pictures(&stage->assembly->image_source, frame->list);
        int64_t t2 = cpu_us();
        stage_show(stage, frame);
        int64_t t3 = cpu_us();
        if (i == 0) /* fonts and icons are opened */
            continue;
        costs->step += t1 - t0;
        costs->figure += t2 - t1;
        costs->paint += t3 - t2;
        costs->pixels += stage->damage.pixels;
        costs->frames++;
    }
}

static void print_row(const char *exercise, const struct costs *c)
{
    double n = (c->frames > 0 ? c->frames : 1) * 1000.0;
    printf("%-28s %8.4f %8.4f %8.4f %8.0f\n", exercise, (double)c->step / n, (double)c->figure / n,
           (double)c->paint / n, (double)c->pixels * 1000 / n);
    fflush(stdout);
}

/* Begun anew, so that nothing is in a cache. */
static int bench_step(const struct assembly_options *wanted, const struct routine *routine,
                      size_t step, const struct options *options)
{
    struct assembly assembly;
    struct stage stage;
    struct costs costs = {0};
    char spec[256], error[512] = "";
    int code = assembly_open(&assembly, wanted);
    if (code != CLI_FINE)
        return code;
    snprintf(spec, sizeof spec, "player:%s:%zu", routine->id, step + 1);
    stage_in_memory(&stage, &assembly, options->width ? options->width : WIDTH,
                    options->height ? options->height : HEIGHT);
    if (app_show_alone(assembly.app, spec, wanted->now, error, sizeof error)) {
        play(&stage, wanted->now, options->seconds, &costs);
        print_row(routine->steps[step].exercise->id, &costs);
    } else {
        fprintf(stderr, "kiosk bench: %s\n", error);
        code = CLI_INPUT_WRONG;
    }
    stage_close(&stage);
    assembly_close(&assembly);
    return code;
}

/* The first routine with the exercise; NULL when none has it. */
static const struct routine *find_routine(const struct content *content, const struct exercise *e,
                                          size_t *step)
{
    for (size_t i = 0; i < content->routine_count; i++)
        for (*step = 0; *step < content->routines[i]->step_count; ++*step)
            if (content->routines[i]->steps[*step].exercise == e)
                return content->routines[i];
    return NULL;
}

int bench_all(const struct content *content, const struct assembly_options *wanted,
              const struct options *options)
{
    struct assembly_options anew = *wanted;
    int code = CLI_FINE;
    anew.synchronous = true;
    anew.now = 1000;
    printf("%-28s %8s %8s %8s %8s\n", "exercise", "step", "figure", "paint", "pixels");
    for (size_t i = 0; i < content->exercise_count && code == CLI_FINE; i++) {
        size_t step;
        const struct routine *routine = find_routine(content, content->exercises[i], &step);
        if (routine)
            code = bench_step(&anew, routine, step, options);
    }
    return code;
}
