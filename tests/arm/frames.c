// links: cli
/* Fixed work to count the instructions of: frames of a screen, in memory, on one thread, with a
 * clock of its own. usage: frames SCREEN WARM_SECONDS FRAMES [WIDTH HEIGHT]. Steps unseen for
 * WARM_SECONDS, paints one frame, then FRAMES of them at 60 a second, whose parts tests/arm/run
 * tells apart by the functions count_part_*. Prints the pixels painted. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/stage.h"

enum { FPS = 60 };

/* Where a part begins; not to be merged, inlined or left out. */
static volatile int part;
#define PART(name, number)                                                                         \
    __attribute__((noinline)) static void count_part_##name(void)                                  \
    {                                                                                              \
        part = number;                                                                             \
    }
PART(other, 0)
PART(step, 1)
PART(figure, 2)
PART(paint, 3)

/* Has the frame's pictures made, which painting would do else. */
static void make_pictures(const struct image_source *images, const struct draw_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_command *c = &list->commands[i];
        if (c->kind == DRAW_IMAGE)
            images->version(images->context, c->image.ref, c->rect.w, c->rect.h);
    }
}

static void show(struct stage *stage, ms_t now)
{
    count_part_step();
    const struct app_frame *frame = stage_step(stage, now, NULL, 0);
    count_part_figure();
    make_pictures(&stage->assembly->image_source, frame->list);
    count_part_paint();
    stage_show(stage, frame);
    count_part_other();
}

static void play(struct stage *stage, ms_t now, int warm, int frames)
{
    long pixels = 0;
    for (int i = 0; i < warm * FPS; i++)
        stage_step(stage, now + (ms_t)i * 1000 / FPS, NULL, 0);
    now += (ms_t)warm * 1000;
    stage_frame(stage, now, NULL, 0);
    for (int i = 1; i <= frames; i++) {
        show(stage, now + (ms_t)i * 1000 / FPS);
        pixels += stage->damage.pixels;
    }
    printf("%ld pixels\n", pixels);
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 6) {
        fputs("usage: frames SCREEN WARM_SECONDS FRAMES [WIDTH HEIGHT]\n", stderr);
        return CLI_CALL_WRONG;
    }
    struct assembly_options how = {.share = SHARE_DIR,
                                   .packs_dir = "",
                                   .store_file = ":memory:",
                                   .synchronous = true,
                                   .now = 1000};
    struct assembly assembly;
    struct stage stage;
    char error[512] = "";
    int code = assembly_open(&assembly, &how);
    if (code != CLI_FINE)
        return code;
    stage_in_memory(&stage, &assembly, argc == 6 ? atoi(argv[4]) : 1920,
                    argc == 6 ? atoi(argv[5]) : 1080);
    if (app_show_alone(assembly.app, argv[1], how.now, error, sizeof error)) {
        play(&stage, how.now, atoi(argv[2]), atoi(argv[3]));
    } else {
        fprintf(stderr, "frames: %s\n", error);
        code = CLI_INPUT_WRONG;
    }
    stage_close(&stage);
    assembly_close(&assembly);
    return code;
}
