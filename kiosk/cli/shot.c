#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/pace.h"
#include "cli/shot_lists.h"
#include "cli/stage.h"
#include "platform/png.h"
#include "store/kept.h"

enum {
    SHOT_WIDTH = 1920,
    SHOT_HEIGHT = 1080,
    /* Where the fake clock starts; any fixed moment will do. */
    SHOT_START_MS = 1000000
};

/* Player: past the 8 s of "Get ready", so that a hold is under way. Others: settled. */
static double default_at(const char *spec)
{
    size_t name = strcspn(spec, ":");
    return name == strlen("player") && strncmp(spec, "player", name) == 0 ? 12 : 1;
}

/* Lets the screen live until the asked-for moment, then paints that one frame. */
static void play(struct stage *stage, double seconds)
{
    ms_t end = SHOT_START_MS + (ms_t)(seconds * 1000);
    for (ms_t now = SHOT_START_MS; now < end; now = pace_next(SHOT_START_MS, now))
        stage_step(stage, now, NULL, 0);
    stage_frame(stage, end, NULL, 0);
}

static bool write_all(const struct app *app, const struct stage *stage,
                      const struct options *options)
{
    return png_write(stage_canvas(stage), options->out_file) &&
           (!options->hits_file || shot_write_hits(app, options->hits_file)) &&
           (!options->texts_file || shot_write_texts(app, options->texts_file));
}

static int shoot(struct assembly *assembly, const struct options *options)
{
    const char *spec = options->arguments[0];
    char error[512] = "";
    app_read_aloud(assembly->app, options->texts_file != NULL);
    if (options->given & OPTION_BIT(OPTION_EASE))
        app_set_ease(assembly->app, options->ease);
    if (!app_show_alone(assembly->app, spec, SHOT_START_MS, error, sizeof error)) {
        fprintf(stderr, "kiosk shot: %s\n", error);
        return CLI_INPUT_WRONG;
    }
    struct stage stage;
    int width = options->width ? options->width : SHOT_WIDTH;
    int height = options->height ? options->height : SHOT_HEIGHT;
    stage_in_memory(&stage, assembly, width, height);
    play(&stage, options->at_s >= 0 ? options->at_s : default_at(spec));
    bool written = write_all(assembly->app, &stage, options);
    stage_close(&stage);
    return written ? CLI_FINE : CLI_INPUT_WRONG;
}

int command_shot(const struct options *options)
{
    struct assembly_options wanted = command_assembly(options);
    wanted.synchronous = true;
    wanted.store_file = ":memory:";
    wanted.now = SHOT_START_MS;
    kept_in(""); /* nobody's data stands on a picture */
    struct assembly assembly;
    int code = assembly_open(&assembly, &wanted);
    if (code != CLI_FINE)
        return code;
    code = shoot(&assembly, options);
    assembly_close(&assembly);
    return code;
}
