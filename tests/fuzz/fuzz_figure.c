// links: content figure
/* Any bytes as an exercise's file. A figure that is let pass can be drawn, and fits its picture. */
#include "content/content_internal.h"
#include "figure/figure.h"
#include "figure/pose.h"
#include "fuzz.h"

enum { SIDE = 24 };

static void check_drawn(const struct figure_clip *clip, uint16_t frame)
{
    static struct figure_renderer *renderer;
    struct figure_picture picture;
    if (!renderer)
        renderer = figure_renderer_create();
    assert(figure_render(renderer, clip, frame, 0, SIDE, SIDE, &picture));
    assert(picture.width >= 0 && picture.x >= 0 && picture.x + picture.width <= SIDE);
    assert(picture.height >= 0 && picture.y >= 0 && picture.y + picture.height <= SIDE);
    figure_renderer_forget(renderer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct json_file *file = json_parse("a.json", (const char *)data, size, &faults);
    struct exercise_source source = {0};
    if (file && exercise_read(json_root(file), &arena, &source) && source.value.clip) {
        const struct figure_clip *clip = source.value.clip;
        check_drawn(clip, figure_clip_still(clip));
        check_drawn(clip, (uint16_t)(figure_clip_frame_count(clip) / 2));
    }
    json_free(file);
    arena_free(&arena);
    fuzz_end_faults(&faults);
    return 0;
}
