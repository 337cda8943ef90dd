// links: content figure
/* Any bytes as a file of a pack that lies over another one: pack.json, an exercise, a routine, a
 * page or a translation, by what stands in it. What is shown is whole and within its limits, in
 * every language; what is left out has a fault. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "content/content.h"
#include "figure/pose.h"
#include "fuzz.h"

/* The first with a word that stands in the file. The last two are in the pack anyway. */
static const struct entry {
    const char *word, *file;
} entries[] = {
    {"\"exercise\"", "routines/f.json"},
    {"\"sections\"", "pages/f.json"},
    {"\"position\"", "exercises/f.json"},
    {"\"exercises\"", "lang/es.json"},
    {"\"pages\"", "lang/es.json"},
    {"\"format\"", "pack.json"},
    {"\"version\"", "pack.json"},
    {"\"hide\"", "pack.json"},
    {"", "exercises/f.json"},
};

static const char *place_of(const uint8_t *data, size_t size)
{
    const struct entry *entry = entries;
    while (!memmem(data, size, entry->word, strlen(entry->word)))
        entry++;
    return entry->file;
}

static void copy_base(const char *file)
{
    static char text[4096];
    char path[512];
    snprintf(path, sizeof path, "%s/%s", FUZZ_PACK, file);
    FILE *in = fopen(path, "rb");
    assert(in);
    fuzz_write(fuzz_path(file), text, fread(text, 1, sizeof text, in));
    fclose(in);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const folders[] = {"exercises", "routines", "pages", "lang"};
    (void)argc;
    (void)argv;
    log_set_level(LOG_LEVEL_ERROR);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(fuzz_path(folders[i]), 0700);
    copy_base("pack.json");
    copy_base("lang/es.json");
    copy_base("exercises/a.json");
    return 0;
}

static void check_dose(const struct dose *dose)
{
    assert(dose->sets >= 1 && dose->sets <= DOSE_SETS_MAX);
    assert(dose->reps >= 0 && dose->reps <= DOSE_REPS_MAX);
    assert(dose->hold_s >= 0 && dose->hold_s <= DOSE_HOLD_S_MAX);
    assert(dose->rest_s >= 0 && dose->rest_s <= DOSE_REST_S_MAX);
    assert(dose->duration_s == 0 || dose->duration_s >= DOSE_DURATION_S_MIN);
    assert(dose->duration_s <= DOSE_DURATION_S_MAX);
    assert(dose->breaths >= 0 && dose->breaths <= DOSE_BREATHS_MAX);
}

static void check_clip(const struct figure_clip *clip)
{
    uint16_t count = figure_clip_frame_count(clip);
    assert(count > 0);
    for (uint16_t frame = 0; frame < count; frame = (uint16_t)(frame + 1 + count / 8)) {
        struct figure_moment moment = figure_clip_moment(clip, frame);
        float sum = 0;
        for (int i = 0; i < 4; i++)
            sum += moment.weight[i];
        assert(sum > 0.99F && sum < 1.01F && moment.pose[0]);
        assert(figure_clip_next(clip, frame) < count);
    }
}

static void check_exercise(const struct exercise *exercise)
{
    assert(*exercise->id && strlen(exercise->id) <= CONTENT_ID_MAX && *exercise->name);
    assert(exercise->position < POSITION_COUNT);
    check_dose(&exercise->dose);
    if (exercise->clip)
        check_clip(exercise->clip);
}

static void check_content(const struct content *content)
{
    for (size_t i = 0; i < content->exercise_count; i++) {
        check_exercise(content->exercises[i]);
        assert(content_exercise(content, content->exercises[i]->id) == content->exercises[i]);
    }
    for (size_t i = 0; i < content->routine_count; i++) {
        const struct routine *routine = content->routines[i];
        assert(routine->step_count > 0 && routine->step_count <= ROUTINE_STEPS_MAX);
        assert(routine_place(routine) < PLACE_COUNT && *routine->name);
        for (size_t s = 0; s < routine->step_count; s++) {
            assert(routine->steps[s].exercise);
            check_dose(&routine->steps[s].dose);
            assert(dose_estimate_s(&routine->steps[s].dose, SIDES_EACH) > 0);
        }
    }
    for (size_t i = 0; i < content->page_count; i++)
        assert(*content->pages[i]->id && *content->pages[i]->title);
}

static void check_languages(const struct content *content)
{
    for (size_t i = 0; i < content->language_count; i++) {
        const struct content *other = content->languages[i].content;
        assert(other->exercise_count == content->exercise_count);
        assert(other->routine_count == content->routine_count);
        assert(other->page_count == content->page_count);
        assert(content_speaks(content, content->languages[i].code));
        check_content(other);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fault_list faults = {0};
    const char *file = place_of(data, size);
    const char *const packs[] = {FUZZ_PACK, fuzz_folder()};
    fuzz_write(fuzz_path(file), data, size);
    struct content *content = content_load(packs, 2, &faults);
    if (content) {
        check_content(content);
        check_languages(content);
    }
    content_free(content);
    fuzz_end_faults(&faults);
    unlink(fuzz_path(file));
    if (!strstr(file, "f.json"))
        copy_base(file);
    return 0;
}
