// links: content figure json base folder
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/below.h"
#include "content/content_internal.h"
#include "content/pack_files.h"
#include "folder.h"

#define BAD SOURCE_DIR "/tests/bad_content"

static bool record; /* --record: writes what is instead of comparing with what should be */

/* ---- packs on disk ---- */

static const char *path_in(const char *pack, const char *file)
{
    char name[400];
    snprintf(name, sizeof name, "%s/%s", pack, file);
    return folder_path(name);
}

static void write_file(const char *pack, const char *file, const char *text, size_t length)
{
    FILE *out = fopen(path_in(pack, file), "w");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, length, out), length);
    fclose(out);
}

static void write_text(const char *pack, const char *file, const char *text)
{
    write_file(pack, file, text, strlen(text));
}

static char *read_whole(const char *path, size_t *length)
{
    static char text[1 << 20];
    FILE *in = fopen(path, "r");
    *length = in ? fread(text, 1, sizeof text - 1, in) : 0;
    text[*length] = '\0';
    if (in)
        fclose(in);
    return text;
}

static void copy_file(const char *from, const char *pack, const char *file)
{
    size_t length;
    const char *text = read_whole(from, &length);
    assert_true(length > 0);
    write_file(pack, file, text, length);
}

static void make_folders(const char *pack)
{
    folder_shell("mkdir -p %s/exercises %s/routines %s/pages", pack, pack, pack);
}

static const char *const good_files[] = {"pack.json", "exercises/stretch.json",
                                         "exercises/walk.json", "routines/fine.json",
                                         "pages/flags.json"};

/* Packs "a" (the good one) and "b" (empty but for its pack.json), fresh for every test. */
static int make_packs(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    make_folders("a");
    for (size_t i = 0; i < sizeof good_files / sizeof *good_files; i++) {
        char from[300];
        snprintf(from, sizeof from, BAD "/good/%s", good_files[i]);
        copy_file(from, "a", good_files[i]);
    }
    make_folders("b");
    write_text("b", "pack.json",
               "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1}");
    return 0;
}

static int remove_packs(void **state)
{
    (void)state;
    return folder_remove();
}

/* Loads "a", or "a" and "b". */
static struct content *load(size_t count, struct fault_list *faults)
{
    return content_load((const char *const[]){folder_path("a"), folder_path("b")}, count, faults);
}

static void expect_faults(struct fault_list *faults, const char *expected)
{
    assert_string_equal(folder_faults(faults), expected);
    fault_list_free(faults);
}

/* ---- bad files: each leaves itself out, is named exactly, and harms nothing else ---- */

static int json_files(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && strcmp(dot, ".json") == 0;
}

static bool has_item(const struct content *content, const char *folder, const char *id)
{
    if (strcmp(folder, "exercises") == 0)
        return content_exercise(content, id);
    return strcmp(folder, "routines") == 0 ? content_routine(content, id) != NULL
                                           : content_page(content, id) != NULL;
}

/* What the cases name, and things that cannot be kept in a repository. */
static void put_images(const char *text)
{
    struct dirent **entries;
    assert_int_equal(mkdir(path_in("a", "images"), 0755), 0);
    int count = scandir(BAD "/images", &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char file[300], from[600];
        snprintf(file, sizeof file, "images/%s", entries[i]->d_name);
        snprintf(from, sizeof from, BAD "/%s", file);
        size_t length;
        if (entries[i]->d_name[0] != '.' && strcasestr(text, file)) {
            const char *bytes = read_whole(from, &length);
            write_file("a", file, bytes, length);
        }
        free(entries[i]);
    }
    free(entries);
    if (strstr(text, "link.jpg"))
        assert_int_equal(symlink("good.jpg", path_in("a", "images/link.jpg")), 0);
    if (strstr(text, "folder.jpg"))
        assert_int_equal(mkdir(path_in("a", "images/folder.jpg"), 0755), 0);
    if (strstr(text, "twice.jpg"))
        write_text("a", "images/twice.jpg.jpg", "");
    if (strstr(text, "heavy.jpg")) {
        write_text("a", "images/heavy.jpg", "");
        assert_int_equal(truncate(path_in("a", "images/heavy.jpg"), 64 * 1024 * 1024 + 1), 0);
    }
}

static void load_bad(const char *folder, const char *name, FILE *out)
{
    char from[300], file[300], id[100];
    bool whole_pack = strcmp(folder, "pack") == 0;
    snprintf(from, sizeof from, BAD "/%s/%s", folder, name);
    snprintf(file, sizeof file, "%s/%s", folder, name);
    size_t length;
    const char *text = read_whole(from, &length);
    write_file("a", whole_pack ? "pack.json" : file, text, length);
    if (strstr(name, "images-") || strstr(name, "logo-")) {
        char *kept = strdup(text); /* read_whole has one place for all */
        put_images(kept);
        free(kept);
    }

    struct fault_list faults = {0};
    struct content *content = load(1, &faults);
    fprintf(out, "== %s/%s\n%s", folder, name, folder_faults(&faults));
    snprintf(id, sizeof id, "%.*s", (int)strlen(name) - 5, name);
    bool kept = strncmp(id, "kept-", 5) == 0;
    if (strcmp(id, "kept-other-name") == 0)
        snprintf(id, sizeof id, "kept-other-id");
    if (whole_pack) {
        assert_int_equal(content != NULL, strncmp(id, "format-new", 10) != 0);
    } else {
        assert_non_null(content);
        assert_int_equal(has_item(content, folder, id), kept);
        assert_int_equal(content->exercise_count, 2 + (kept && folder[0] == 'e'));
        assert_int_equal(content->routine_count, 1 + (kept && folder[0] == 'r'));
        assert_int_equal(content->page_count, 1 + (kept && folder[0] == 'p'));
        unlink(path_in("a", file));
    }
    if (content) {
        assert_string_equal(content_exercise(content, "stretch")->name, "Calf stretch");
        assert_non_null(content_routine(content, "fine"));
        assert_non_null(content_page(content, "flags"));
    }
    content_free(content);
    fault_list_free(&faults);
    folder_shell("rm -rf a/images");
}

static void load_bad_folder(const char *folder, FILE *out)
{
    char path[300];
    struct dirent **entries;
    snprintf(path, sizeof path, BAD "/%s", folder);
    int count = scandir(path, &entries, json_files, alphasort);
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        load_bad(folder, entries[i]->d_name, out);
        free(entries[i]);
    }
    free(entries);
}

static void expect_same_lines(char *expected, char *found)
{
    char *expected_rest, *found_rest;
    char *want = strtok_r(expected, "\n", &expected_rest);
    char *got = strtok_r(found, "\n", &found_rest);
    for (; want && got;
         want = strtok_r(NULL, "\n", &expected_rest), got = strtok_r(NULL, "\n", &found_rest))
        assert_string_equal(got, want);
    assert_null(got);
    assert_null(want);
}

static void test_bad_content(void **state)
{
    (void)state;
    char *found = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&found, &size);
    load_bad_folder("exercises", out);
    load_bad_folder("routines", out);
    load_bad_folder("pages", out);
    load_bad_folder("pack", out);
    fclose(out);
    if (record) {
        out = fopen(BAD "/expected.txt", "w");
        assert_non_null(out);
        fputs(found, out);
        fclose(out);
    }
    size_t length;
    char *expected = read_whole(BAD "/expected.txt", &length);
    assert_true(length > 0);
    expect_same_lines(expected, found);
    free(found);
}

/* ---- good content ---- */

static void test_good(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct content *content = load(1, &faults);
    expect_faults(&faults, "");
    const struct exercise *stretch = content_exercise(content, "stretch");
    assert_string_equal(stretch->name, "Calf stretch");
    assert_string_equal(stretch->summary, "");
    assert_string_equal(stretch->level, "beginner");
    assert_string_equal(stretch->feel, "");
    assert_int_equal(stretch->position, POSITION_STANDING);
    assert_string_equal(position_name(stretch->position), "standing");
    assert_int_equal(stretch->sides, SIDES_EACH);
    assert_int_equal(stretch->dose.hold_s, 20);
    assert_int_equal(stretch->dose.reps, 2);
    assert_int_equal(stretch->dose.sets, 1);
    assert_int_equal(stretch->dose.relax_s, 3);
    assert_int_equal(stretch->dose.rest_s, 10);
    assert_int_equal(stretch->dose.side_change_s, 6);
    assert_string_equal(exercise_instruction(stretch, ROLE_MOVE), "Press the heel down.");
    assert_null(exercise_instruction(stretch, ROLE_SAFETY));
    assert_int_equal(stretch->steps[1].when, WHEN_ANY);
    assert_int_equal(stretch->steps[2].when, WHEN_LET_GO);
    assert_string_equal(stretch->review->by, "Anna Berg, PT");
    assert_string_equal(stretch->review->date, "2025-01-31");
    assert_true(stretch->has_dose);
    assert_null(stretch->easier);
    assert_int_equal(stretch->sources.count, 1);

    const struct routine *fine = content_routine(content, "fine");
    assert_int_equal(fine->step_count, 2);
    assert_ptr_equal(fine->steps[0].exercise, stretch);
    assert_int_equal(fine->steps[0].dose.hold_s, 30);
    assert_int_equal(fine->steps[0].dose.reps, 2);
    assert_string_equal(fine->steps[0].note, "Heel on the floor");
    assert_int_equal(fine->steps[1].dose.duration_s, 60);
    assert_string_equal(fine->steps[1].note, "");
    assert_ptr_equal(fine->red_flags, content_page(content, "flags"));
    assert_int_equal(fine->color, ROUTINE_SAND);
    assert_int_equal(fine->change_s, 40);
    assert_string_equal(fine->person, "");
    assert_false(fine->demo);

    const struct page *flags = content_page(content, "flags");
    assert_true(flags->listed);
    assert_string_equal(flags->icon, "info");
    assert_ptr_equal(flags->figure, stretch);
    assert_int_equal(flags->section_count, 2);
    assert_string_equal(flags->sections[0].list.items[1], "Numbness");
    assert_int_equal(flags->sections[1].rows, 2);
    assert_int_equal(flags->sections[1].columns, 2);
    assert_string_equal(flags->sections[1].cells[3], "$10");
    assert_null(content_exercise(content, "nope"));
    assert_null(content_routine(content, "nope"));
    assert_null(content_page(content, "nope"));
    content_free(content);
    content_free(NULL);
}

static void read_doses(const char *own, const char *override, bool complete, struct dose *dose,
                       struct fault_list *faults)
{
    struct dose_range ranges[DOSE_FIELD_COUNT] = {0};
    struct json_file *file = json_parse("own", own, strlen(own), faults);
    dose_read(json_root(file), ranges, dose);
    json_free(file);
    file = json_parse("override", override, strlen(override), faults);
    assert_int_equal(dose_read_override(json_root(file), ranges, complete, dose), true);
    json_free(file);
}

/* What a routine names replaces the exercise's value; another way of counting replaces the way. */
static void test_dose_override(void **state)
{
    (void)state;
    static const struct {
        const char *own, *override;
        struct dose dose;
    } table[] = {
        {"{\"hold_s\": 20, \"reps\": 3}", "{}", {.reps = 3, .hold_s = 20}},
        {"{\"hold_s\": 20, \"reps\": 3}", "{\"hold_s\": 30}", {.reps = 3, .hold_s = 30}},
        {"{\"hold_s\": 20, \"reps\": 3}", "{\"reps\": 2}", {.reps = 2, .hold_s = 20}},
        {"{\"hold_s\": 20, \"reps\": 3}", "{\"breaths\": 5}", {.reps = 1, .breaths = 5}},
        {"{\"hold_s\": 20, \"reps\": 3}", "{\"duration_s\": 60}", {.reps = 1, .duration_s = 60}},
        {"{\"hold_s\": 20, \"reps\": 3}",
         "{\"tempo_s\": [2, 1, 2]}",
         {.reps = 3, .tempo_s = {2, 1, 2}}},
        {"{\"reps\": 8, \"tempo_s\": [2, 1, 2]}", "{\"hold_s\": 10}", {.reps = 8, .hold_s = 10}},
        {"{\"reps\": 8, \"tempo_s\": [2, 1, 2]}",
         "{\"reps\": 12}",
         {.reps = 12, .tempo_s = {2, 1, 2}}},
        {"{\"duration_s\": 60}", "{\"hold_s\": 10, \"reps\": 4}", {.reps = 4, .hold_s = 10}},
        {"{\"breaths\": 8}", "{\"duration_s\": 30}", {.reps = 1, .duration_s = 30}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        struct dose dose;
        read_doses(table[i].own, table[i].override, true, &dose, &faults);
        expect_faults(&faults, "");
        assert_int_equal(dose.reps, table[i].dose.reps);
        assert_int_equal(dose.hold_s, table[i].dose.hold_s);
        assert_int_equal(dose.duration_s, table[i].dose.duration_s);
        assert_int_equal(dose.breaths, table[i].dose.breaths);
        assert_memory_equal(dose.tempo_s, table[i].dose.tempo_s, sizeof dose.tempo_s);
    }
}

static void test_dose_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *own;
        enum dose_kind kind;
    } table[] = {
        {"{\"hold_s\": 20}", DOSE_HOLD},
        {"{\"reps\": 5, \"tempo_s\": [0, 1, 0]}", DOSE_PACED},
        {"{\"reps\": 5}", DOSE_OWN_PACE},
        {"{\"duration_s\": 20}", DOSE_TIME},
        {"{\"breaths\": 3, \"breath_s\": [3.5, 5]}", DOSE_BREATHS},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault_list faults = {0};
        struct dose dose;
        read_doses(table[i].own, "{\"sets\": 2}", true, &dose, &faults);
        expect_faults(&faults, "");
        assert_int_equal(dose_kind(&dose), table[i].kind);
        assert_int_equal(dose.sets, 2);
    }
}

static void test_place(void **state)
{
    (void)state;
    static const struct {
        enum position positions[3];
        enum place place;
    } table[] = {
        {{POSITION_CHAIR, POSITION_CHAIR, POSITION_CHAIR}, PLACE_CHAIR},
        {{POSITION_CHAIR, POSITION_STANDING, POSITION_CHAIR}, PLACE_STANDING},
        {{POSITION_STANDING, POSITION_SUPINE, POSITION_CHAIR}, PLACE_MAT},
        {{POSITION_SITTING, POSITION_STANDING, POSITION_STANDING}, PLACE_MAT},
        {{POSITION_PRONE, POSITION_WATER, POSITION_CHAIR}, PLACE_WATER},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct exercise exercises[3] = {0};
        struct routine_step steps[3] = {0};
        for (int k = 0; k < 3; k++) {
            exercises[k].position = table[i].positions[k];
            steps[k].exercise = &exercises[k];
        }
        struct routine routine = {.steps = steps, .step_count = 3};
        assert_int_equal(routine_place(&routine), table[i].place);
    }
    assert_string_equal(place_name(PLACE_WATER), "water");
}

static void test_equipment(void **state)
{
    (void)state;
    static const char *const first[] = {"mat", "strap"};
    static const char *const second[] = {"wall", "mat", "chair"};
    struct exercise exercises[2] = {{.equipment = {first, 2}}, {.equipment = {second, 3}}};
    struct routine_step steps[2] = {{.exercise = &exercises[0]}, {.exercise = &exercises[1]}};
    struct routine routine = {.steps = steps, .step_count = 2};
    struct arena arena = {0};
    struct string_list items = routine_equipment(&routine, &arena);
    assert_int_equal(items.count, 4);
    assert_string_equal(items.items[0], "mat");
    assert_string_equal(items.items[1], "strap");
    assert_string_equal(items.items[2], "wall");
    assert_string_equal(items.items[3], "chair");
    arena_free(&arena);
}

/* ---- several packs ---- */

static const char own_stretch[] = "{\"id\": \"stretch\", \"name\": \"Ours\", \"position\": "
                                  "\"chair\", \"dose\": {\"hold_s\": 10}, "
                                  "\"steps\": [{\"role\": \"move\", \"text\": \"Stretch.\"}]}";

static void test_replace(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_text("b", "exercises/stretch.json", own_stretch);
    struct content *content = load(2, &faults);
    expect_faults(&faults, "");
    assert_int_equal(content->exercise_count, 2);
    const struct exercise *stretch = content_exercise(content, "stretch");
    assert_string_equal(stretch->name, "Ours");
    assert_ptr_equal(content_routine(content, "fine")->steps[0].exercise, stretch);
    assert_int_equal(content_routine(content, "fine")->steps[0].dose.hold_s, 30);
    assert_int_equal(content_routine(content, "fine")->steps[0].dose.reps, 1);
    assert_ptr_equal(content_page(content, "flags")->figure, stretch);
    content_free(content);
}

/* A routine that a later pack replaces is not looked at, whatever is wrong with it by now. */
static void test_replace_routine(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_text("b", "pack.json",
               "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1, \"hide\": "
               "[\"stretch\", \"flags\"]}");
    write_text("b", "routines/fine.json",
               "{\"id\": \"fine\", \"name\": \"Ours\", \"body_regions\": [\"arms\"], \"steps\": "
               "[{\"exercise\": \"walk\", "
               "\"dose\": {\"duration_s\": 30}}]}");
    struct content *content = load(2, &faults);
    expect_faults(&faults, "");
    assert_int_equal(content->routine_count, 1);
    assert_string_equal(content_routine(content, "fine")->name, "Ours");
    assert_null(content_exercise(content, "stretch"));
    assert_null(content_page(content, "flags"));
    content_free(content);
}

static void test_faulty_replacement(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_text("b", "exercises/stretch.json", "{\"id\": \"stretch\"}");
    write_text("b", "routines/fine.json", "{\"id\": \"fine\", \"name\": \"x\", \"steps\": []}");
    write_text("b", "pages/flags.json", "{");
    struct content *content = load(2, &faults);
    assert_true(faults.errors >= 3);
    assert_string_equal(content_exercise(content, "stretch")->name, "Calf stretch");
    assert_string_equal(content_routine(content, "fine")->name, "Loose legs");
    assert_string_equal(content_page(content, "flags")->title, "When to stop");
    content_free(content);
    fault_list_free(&faults);
}

static void test_hide(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_text("b", "pack.json",
               "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1,\n\"hide\": "
               "[\"walk\"]}");
    write_text("b", "routines/own.json",
               "{\"id\": \"own\", \"name\": \"Own\", \"red_flags\": \"flags\", \"steps\": "
               "[{\"exercise\": \"stretch\"}]}");
    struct content *content = load(2, &faults);
    expect_faults(
        &faults, "a/routines/fine.json:7:18: $.steps[1].exercise: exercise \"walk\" is hidden by a "
                 "pack; name another one, or hide this one too\n");
    assert_null(content_exercise(content, "walk"));
    assert_null(content_routine(content, "fine"));
    assert_non_null(content_routine(content, "own"));
    content_free(content);
}

/* A pack that hides an id may hold its own item of that id, and links to hidden ones just go. */
static void test_hide_own(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_text("b", "pack.json",
               "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1, \"hide\": "
               "[\"stretch\", \"fine\"]}");
    write_text("b", "exercises/twist.json",
               "{\"id\": \"twist\", \"name\": \"Twist\", \"position\": \"chair\", \"dose\": "
               "{\"reps\": 5}, \"easier\": \"stretch\", \"harder\": \"walk\", \"steps\": "
               "[{\"role\": \"move\", \"text\": \"Twist.\"}]}");
    write_text("b", "routines/fine.json",
               "{\"id\": \"fine\", \"name\": \"Ours\", \"red_flags\": \"flags\", \"steps\": "
               "[{\"exercise\": \"twist\"}]}");
    struct content *content = load(2, &faults);
    expect_faults(&faults, "");
    assert_string_equal(content_routine(content, "fine")->name, "Ours");
    const struct exercise *twist = content_exercise(content, "twist");
    assert_null(twist->easier);
    assert_ptr_equal(twist->harder, content_exercise(content, "walk"));
    assert_null(content_page(content, "flags")->figure);
    content_free(content);
}

static void test_order(void **state)
{
    (void)state;
    static const char *const ids[] = {"beta", "delta", "alpha", "gamma"};
    struct fault_list faults = {0};
    for (int i = 0; i < 4; i++) {
        char file[100], text[200];
        snprintf(file, sizeof file, "routines/%s.json", ids[i]);
        snprintf(text, sizeof text,
                 "{\"id\": \"%s\", \"name\": \"x\", \"red_flags\": \"flags\", \"steps\": "
                 "[{\"exercise\": \"stretch\"}]}",
                 ids[i]);
        write_text(i < 2 ? "a" : "b", file, text);
    }
    write_text("a", "pack.json",
               "{\"id\": \"a\", \"name\": \"A\", \"version\": \"1\", \"format\": 1, \"order\": "
               "{\"routines\": [\"fine\", \"delta\", \"gamma\"]}}");
    write_text("b", "pack.json",
               "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1, \"order\": "
               "{\"routines\": [\"gamma\", \"fine\"]}}");
    struct content *content = load(2, &faults);
    expect_faults(&faults, "");
    static const char *const order[] = {"gamma", "fine", "delta", "alpha", "beta"};
    assert_int_equal(content->routine_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(content->routines[i]->id, order[i]);
    content_free(content);
}

static void test_nothing_left(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    unlink(path_in("a", "exercises/walk.json"));
    assert_null(load(1, &faults));
    expect_faults(&faults, "a/routines/fine.json:7:18: $.steps[1].exercise: there is no exercise "
                           "\"walk\"; name one of the files in exercises/\n");
    assert_null(content_load(NULL, 0, &faults));
    assert_null(content_load((const char *const[]){"/nonexistent"}, 1, &faults));
    expect_faults(&faults,
                  "/nonexistent:1:1: $: cannot be opened: No such file or directory; the folder "
                  "of a pack, or a .zip of one, is needed\n");
    unlink(path_in("a", "pack.json"));
    assert_null(load(1, &faults));
    expect_faults(&faults, "a:1:1: $: is not a pack; a pack is a folder with a file pack.json\n");
    write_text("a", "Pack.json.txt", "{}");
    assert_null(load(1, &faults));
    expect_faults(&faults, "a/Pack.json.txt:1:1: $: is not read; rename it pack.json\n");
}

static void test_left_out_is_named(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_text("a", "exercises/walk.json", "{\"id\": \"walk\",}");
    write_text("a", "routines/own.json",
               "{\"id\": \"own\", \"name\": \"Own\", \"red_flags\": \"flags\", \"steps\": "
               "[{\"exercise\": \"stretch\"}]}");
    write_text("a", "pages/walking.json",
               "{\"id\": \"walking\", \"title\": \"Walk\", \"figure\": \"walk\","
               " \"sections\": [{\"text\": \"Walk.\"}]}");
    struct content *content = load(1, &faults);
    assert_non_null(content_page(content, "walking"));
    expect_faults(&faults,
                  "a/exercises/walk.json:1:14: $: a comma before \"}\"; take the comma out\n"
                  "a/routines/fine.json:7:18: $.steps[1].exercise: exercise \"walk\" was left out "
                  "for its own faults; mend those first\n"
                  "a/pages/walking.json:1:46: $.figure: warning: exercise \"walk\" was left out "
                  "for its own faults; mend those\n");
    content_free(content);
}

/* ---- what staff see: hidden routines, and those with faults ---- */

static const struct routine_entry *entry_of(const struct content *content, const char *id)
{
    for (size_t i = 0; i < content->entry_count; i++)
        if (strcmp(content->entries[i].id, id) == 0)
            return &content->entries[i];
    fail_msg("there is no entry %s", id);
    return NULL;
}

static void write_staff_pack(const char *more)
{
    char text[512];
    snprintf(text, sizeof text,
             "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1, %s}", more);
    write_text("b", "pack.json", text);
    write_text("b", "routines/own.json",
               "{\"id\": \"own\", \"name\": \"Own\", \"red_flags\": \"flags\", \"steps\": "
               "[{\"exercise\": \"stretch\"}]}");
    write_text("b", "routines/bad.json",
               "{\"id\": \"bad\", \"name\": \"Bad\", \"red_flags\": \"flags\", \"steps\": "
               "[{\"exercise\": \"nobody\"}]}");
}

static void test_a_pack_hides_what_only_it_holds(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_staff_pack("\"hide\": [\"own\"], \"order\": {\"routines\": [\"bad\", \"own\"]}");
    struct content *content = load(2, &faults);
    assert_int_equal(faults.errors, 1);
    assert_int_equal(faults.warnings, 0);
    assert_null(content_routine(content, "own"));
    assert_int_equal(content->routine_count, 1);
    assert_int_equal(content->hidden_count, 1);
    assert_string_equal(content->routines[1]->id, "own");
    assert_int_equal(content->entry_count, 3);
    assert_string_equal(content->entries[0].id, "bad");
    assert_string_equal(content->entries[1].id, "own");
    const struct routine_entry *own = entry_of(content, "own"), *bad = entry_of(content, "bad");
    assert_true(own->hidden && own->routine);
    assert_string_equal(own->pack_id, "b");
    assert_string_equal(bad->name, "Bad");
    assert_null(bad->routine);
    assert_string_equal(bad->file, faults.first->file);
    const struct routine_entry *fine = entry_of(content, "fine");
    assert_true(fine->routine && !fine->hidden);
    content_free(content);
    fault_list_free(&faults);
}

/* Its exercise is hidden as well: no fault, but nobody can look at it either. */
static void test_a_hidden_routine_is_nobodys_fault(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_staff_pack("\"hide\": [\"fine\", \"walk\", \"bad\"]");
    struct content *content = load(2, &faults);
    expect_faults(&faults, "");
    assert_null(entry_of(content, "fine")->routine);
    assert_true(entry_of(content, "fine")->hidden);
    content_free(content);
}

static void test_a_later_pack_says_what_is_in_the_demo(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    write_staff_pack("\"hide\": [\"bad\"], \"demo\": {\"fine\": true, \"own\": true}");
    struct content *content = load(1, &faults);
    assert_false(content_routine(content, "fine")->demo);
    content_free(content);
    content = load(2, &faults);
    assert_true(content_routine(content, "fine")->demo);
    assert_true(content_routine(content, "own")->demo);
    expect_faults(&faults, "");
    content_free(content);
    write_staff_pack("\"hide\": [\"bad\"], \"demo\": {\"finee\": false, \"own\": 3, \"A\": true}");
    content = load(2, &faults);
    expect_faults(&faults,
                  "b/pack.json:1:104: $.demo.own: is a number; true or false is needed\n"
                  "b/pack.json:1:112: $.demo.A: \"A\" is no id of a routine; small letters "
                  "a-z, digits and hyphens are allowed\n"
                  "b/pack.json:1:90: $.demo.finee: warning: there is no \"finee\" in "
                  "routines/; did you mean \"fine\"?\n");
    content_free(content);
}

/* ---- files that are not what they seem ---- */

static void test_strange_files(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    assert_int_equal(symlink(path_in("a", "exercises/walk.json"), path_in("a", "exercises/x.json")),
                     0);
    assert_int_equal(symlink("/etc", path_in("b", "pages/etc.json")), 0);
    assert_int_equal(mkfifo(path_in("a", "exercises/y.json"), 0644), 0);
    assert_int_equal(mkdir(path_in("a", "exercises/z.json"), 0755), 0);
    assert_int_equal(mknod(path_in("b", "pages/socket.json"), S_IFSOCK | 0644, 0), 0);
    write_text("a", "exercises/notes.txt", "x");
    write_text("a", "exercises/NOTES.md", "x");
    write_text("a", "exercises/walk.json.txt", "x");
    write_text("a", "exercises/~$walk.json", "x");
    write_text("a", "exercises/Thumbs.db", "x");
    write_text("a", "exercises/.hidden.json", "x");
    write_text("a", "exercises/walk.json~", "x");
    assert_int_equal(rmdir(path_in("b", "exercises")), 0);
    assert_int_equal(symlink(path_in("a", "exercises"), path_in("b", "exercises")), 0);
    assert_int_equal(rmdir(path_in("b", "routines")), 0); /* a pack need not have all folders */
    struct content *content = load(2, &faults);
    expect_faults(
        &faults,
        "a/exercises/notes.txt:1:1: $: warning: is not read; only .json files are\n"
        "a/exercises/walk.json.txt:1:1: $: warning: is not read; rename it walk.json (Windows "
        "hides "
        "endings: View, File name extensions)\n"
        "a/exercises/x.json:1:1: $: is a symbolic link; put the file itself into the pack\n"
        "a/exercises/y.json:1:1: $: cannot be read: it is not a regular file\n"
        "a/exercises/z.json:1:1: $: cannot be read: it is a folder; a file is needed\n"
        "b/exercises:1:1: $: is a symbolic link; put the file itself into the pack\n"
        "b/pages/etc.json:1:1: $: is a symbolic link; put the file itself into the pack\n"
        "b/pages/socket.json:1:1: $: is not a regular file; put a file into the pack\n");
    assert_int_equal(content->exercise_count, 2);
    content_free(content);
}

/* Both ways alike: with the openat2 call and without it. */
static void expect_open(int dir, const char *path, int flags, int error)
{
    int (*const ways[])(int, const char *, int) = {below_open, below_open_plain};
    for (size_t i = 0; i < 2; i++) {
        errno = 0;
        int fd = ways[i](dir, path, flags | O_RDONLY | O_CLOEXEC);
        if ((fd < 0 ? errno : 0) != error)
            print_message("way %zu of opening \"%s\"\n", i, path);
        assert_int_equal(fd < 0 ? errno : 0, error);
        if (fd >= 0)
            close(fd);
    }
}

static void test_open_below(void **state)
{
    (void)state;
    assert_int_equal(symlink("walk.json", path_in("a", "exercises/x.json")), 0);
    assert_int_equal(symlink("exercises", path_in("a", "link")), 0);
    int dir = open(path_in("a", ""), O_PATH | O_DIRECTORY | O_CLOEXEC);
    static const struct {
        const char *path;
        int flags, error;
    } table[] = {
        {"exercises/walk.json", 0, 0},
        {"pack.json", 0, 0},
        {"./exercises//walk.json", 0, 0},
        {"exercises/x.json", 0, ELOOP},
        {"link/walk.json", 0, ELOOP},
        {"link", O_DIRECTORY, ELOOP},
        {"../a/pack.json", 0, EXDEV},
        {"..", O_DIRECTORY, EXDEV},
        {"/etc/passwd", 0, EXDEV},
        {"exercises/nope.json", 0, ENOENT},
        {"", 0, ENOENT},
        {"pack.json/walk.json", 0, ENOTDIR},
        {"pack.json", O_DIRECTORY, ENOTDIR},
        {"exercises", O_DIRECTORY, 0},
        {"exercises/", O_DIRECTORY, 0},
        {".", O_DIRECTORY, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        expect_open(dir, table[i].path, table[i].flags, table[i].error);
    char long_name[NAME_MAX + 2] = "";
    memset(long_name, 'x', NAME_MAX + 1);
    expect_open(dir, long_name, 0, ENAMETOOLONG);
    close(dir);
}

/* ---- damage: never a crash, and the rest always works ---- */

static void test_damage(void **state)
{
    (void)state;
    uint32_t random = 7;
    for (size_t f = 0; f < sizeof good_files / sizeof *good_files; f++) {
        static char good[4096], bad[4096];
        char from[300];
        size_t length;
        snprintf(from, sizeof from, BAD "/good/%s", good_files[f]);
        memcpy(good, read_whole(from, &length), sizeof good);
        assert_in_range(length, 1, sizeof good - 1);
        for (size_t round = 0; round < 600; round++) {
            size_t kept = round < length ? round : length;
            memcpy(bad, good, sizeof bad);
            for (size_t flips = round < length ? 0 : 1 + round % 3; flips > 0; flips--) {
                random = random * 1664525u + 1013904223u;
                bad[(size_t)(((uint64_t)(random >> 8) * length) >> 24)] = (char)random;
            }
            write_file("a", good_files[f], bad, kept);
            struct fault_list faults = {0};
            struct content *content = load(1, &faults);
            assert_true(content || faults.errors > 0);
            content_free(content);
            fault_list_free(&faults);
        }
        write_file("a", good_files[f], good, length);
    }
}

/* ---- the pack the kiosk comes with ---- */

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void test_shipped(void **state)
{
    (void)state;
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        struct fault_list faults = {0};
        double start = now_ms();
        struct content *content =
            content_load((const char *const[]){SOURCE_DIR "/content"}, 1, &faults);
        double taken = now_ms() - start;
        best = taken < best ? taken : best;
        expect_faults(&faults, "");
        assert_true(content->exercise_count >= 24);
        assert_true(content->routine_count >= 7);
        assert_true(content->page_count >= 8);
        for (size_t k = 0; k < content->routine_count; k++)
            assert_true(content->routines[k]->step_count >= 1);
        content_free(content);
    }
    print_message("shipped content in %.2f ms\n", best);
}

int main(int argc, char **argv)
{
    record = argc > 1 && strcmp(argv[1], "--record") == 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bad_content, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_good, make_packs, remove_packs),
        cmocka_unit_test(test_dose_override),
        cmocka_unit_test(test_dose_kinds),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_equipment),
        cmocka_unit_test_setup_teardown(test_replace, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_replace_routine, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_faulty_replacement, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_hide, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_hide_own, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_a_later_pack_says_what_is_in_the_demo, make_packs,
                                        remove_packs),
        cmocka_unit_test_setup_teardown(test_a_hidden_routine_is_nobodys_fault, make_packs,
                                        remove_packs),
        cmocka_unit_test_setup_teardown(test_a_pack_hides_what_only_it_holds, make_packs,
                                        remove_packs),
        cmocka_unit_test_setup_teardown(test_order, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_nothing_left, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_left_out_is_named, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_strange_files, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_open_below, make_packs, remove_packs),
        cmocka_unit_test_setup_teardown(test_damage, make_packs, remove_packs),
        cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
