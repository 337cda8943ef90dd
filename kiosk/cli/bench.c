#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "cli/await.h"
#include "cli/bench_all.h"
#include "cli/bench_figure.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/hear.h"
#include "cli/memory_shares.h"
#include "cli/meter.h"
#include "cli/pace.h"
#include "cli/speak.h"
#include "cli/stage.h"
#include "json/json.h"

enum { BENCH_WIDTH = 1920, BENCH_HEIGHT = 1080, MAX_EVENTS = 64 };

/* Everything is as in `run`: the same step, paint, present, sound, voice and frame clock. */
struct bench {
    struct stage stage;
    struct hear hear;   /* silent without a window, */
    struct speak speak; /* and does not speak then */
    struct meter meter;
    ms_t start, end;
    bool flat_out;
};

static void print_memory(const struct assembly *assembly)
{
    const struct memory_shares used = memory_in_use(&assembly->images, assembly->painter);
    printf(", \"kept_bytes\": {\"frames\": %zu, \"unpacked\": %zu, \"pictures\": %zu, "
           "\"masks\": %zu}",
           used.frames, used.unpacked, used.pictures, used.masks);
}

static ms_t bench_now(const struct bench *bench)
{
    return bench->stage.window ? window_now() : meter_now_us() / 1000;
}

static void sleep_until(ms_t deadline)
{
    struct timespec at = {.tv_sec = deadline / 1000, .tv_nsec = deadline % 1000 * 1000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR)
        continue;
}

/* Until the frame clock ticks; in a window, as in `run`, also until the screen wants to move or a
 * picture is ready. Returns the number of events that came meanwhile. */
static size_t wait_for_frame(struct bench *bench, ms_t frame_at, ms_t wake, struct event *events)
{
    struct window *window = bench->stage.window;
    ms_t next = bench->flat_out ? frame_at : pace_next(bench->start, frame_at);
    bool waits = window && !bench->flat_out && wake > next;
    ms_t until = waits ? ms_min(wake, bench->end) : next;
    meter_next_due(&bench->meter, (until - bench_now(bench)) * 1000);
    if (!window) {
        if (!bench->flat_out)
            sleep_until(until);
        return 0;
    }
    size_t count = window_events(window, until, events, MAX_EVENTS);
    while (count < MAX_EVENTS && window_now() < next)
        count += window_events(window, next, events + count, MAX_EVENTS - count);
    return count;
}

static void run_bench(struct bench *bench)
{
    struct event events[MAX_EVENTS];
    size_t count = 0;
    bool quit = false;
    while (!quit) {
        ms_t now = bench_now(bench);
        if (now >= bench->end)
            break;
        meter_frame_begins(&bench->meter);
        const struct app_frame *frame = stage_frame(&bench->stage, now, events, count);
        hear_frame(&bench->hear, &frame->hearing, now);
        if (bench->stage.window)
            speak_frame(&bench->speak, bench->hear.sound, &frame->speech, now);
        quit = frame->quit;
        meter_frame_ends(&bench->meter, bench->stage.damage.pixels);
        count = wait_for_frame(bench, now, frame->wake, events);
    }
}

static int bench_screen(struct bench *bench, const struct options *options)
{
    struct app *app = bench->stage.assembly->app;
    char error[512] = "";
    bench->start = bench_now(bench);
    bench->end = bench->start + (ms_t)(options->seconds * 1000);
    bench->flat_out = options->flat_out;
    if (!app_show_alone(app, options->arguments[0], bench->start, error, sizeof error)) {
        fprintf(stderr, "kiosk bench: %s\n", error);
        return CLI_INPUT_WRONG;
    }
    meter_init(&bench->meter, options->seconds);
    run_bench(bench);

    const char *renderer = bench->stage.window ? window_renderer(bench->stage.window) : "memory";
    printf("{\"screen\": ");
    json_print_string(stdout, options->arguments[0]);
    printf(", \"renderer\": \"%s\", \"width\": %d, \"height\": %d, ", renderer, bench->stage.width,
           bench->stage.height);
    meter_print(&bench->meter);
    print_memory(bench->stage.assembly);
    puts("}");
    meter_free(&bench->meter);
    return CLI_FINE;
}

static int bench_on(struct assembly *assembly, struct assembly_options *wanted,
                    struct window *window, const struct options *options)
{
    struct bench bench = {0};
    wanted->now = window ? window_now() : meter_now_us() / 1000;
    wanted->on_image_ready = window ? window_wake : NULL;
    int code = assembly_build(assembly, wanted);
    if (code != CLI_FINE)
        return code;
    int width = options->width ? options->width : BENCH_WIDTH;
    int height = options->height ? options->height : BENCH_HEIGHT;
    if (window)
        stage_on_window(&bench.stage, assembly, window);
    else
        stage_in_memory(&bench.stage, assembly, width, height);
    if (window)
        hear_open(&bench.hear, assembly, window_wake);
    speak_open(&bench.speak, &assembly->config, window_wake);
    code = bench_screen(&bench, options);
    speak_close(&bench.speak);
    hear_close(&bench.hear);
    stage_close(&bench.stage);
    assembly_close(assembly);
    return code;
}

static int bench_steps(const struct assembly *assembly, const struct assembly_options *wanted,
                       const struct options *options)
{
    struct content *content = command_content(assembly, NULL);
    int code = content ? bench_all(content, wanted, options) : CLI_INPUT_WRONG;
    content_free(content);
    return code;
}

/* One screen, figures or --all; only figures take another word. */
static bool suits(const struct options *options)
{
    size_t count = options->argument_count;
    if (options->all && count > 0)
        fputs("kiosk bench: --all plays all exercises; name none\n", stderr);
    else if (!options->all && count == 0)
        fputs("kiosk bench: SCREEN, figure or --all is missing\n", stderr);
    else if (options->all && (options->display || options->flat_out))
        fputs("kiosk bench: --all goes with --seconds and --size only\n", stderr);
    else if (count > 1 && strcmp(options->arguments[0], "figure") != 0)
        fprintf(stderr,
                "kiosk bench: '%s' is one word too many; only `bench figure` takes another\n",
                options->arguments[1]);
    else
        return true;
    return false;
}

static int bench_figures(const struct assembly *assembly, const struct options *options)
{
    struct content *content = command_content(assembly, NULL);
    const char *id = options->argument_count > 1 ? options->arguments[1] : NULL;
    int code = content ? bench_figure(content, id, options) : CLI_INPUT_WRONG;
    content_free(content);
    return code;
}

int command_bench(const struct options *options)
{
    if (!suits(options))
        return CLI_CALL_WRONG;
    struct assembly_options wanted = command_assembly(options);
    struct assembly assembly;
    wanted.store_file = ":memory:";
    int code = assembly_find(&assembly, &wanted);
    if (code != CLI_FINE)
        return code;
    if (options->all)
        return bench_steps(&assembly, &wanted, options);
    if (strcmp(options->arguments[0], "figure") == 0)
        return bench_figures(&assembly, options);
    if (!options->display)
        return bench_on(&assembly, &wanted, NULL, options);

    bool not_yet;
    struct display display = display_find();
    struct window_options how = {.width = options->width,
                                 .height = options->height,
                                 .lock = assembly.config.lock,
                                 .presenter = options->presenter,
                                 .driver = display.driver,
                                 .gone = await_lost_display};
    struct window *window = display.state == DISPLAY_READY ? window_open(&how, &not_yet) : NULL;
    if (!window) {
        fputs("kiosk bench: there is no display here; leave --display away to run in memory\n",
              stderr);
        return CLI_MACHINE_WRONG;
    }
    code = bench_on(&assembly, &wanted, window, options);
    window_close(window);
    return code;
}
