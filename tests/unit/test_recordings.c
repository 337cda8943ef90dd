// links: content packs figure json base folder
/* Recordings that a pack brings: which are taken, and what is said of those that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/ogg_header.h"
#include "content/content.h"
#include "folder.h"

/* The first page of an Ogg Vorbis file, some bytes, and the last page: no sound, but all that is
 * looked at. `filler` bytes make it larger. */
static void write_ogg(const char *file, const char *codec, int channels, uint32_t rate,
                      uint64_t samples, size_t filler)
{
    uint8_t head[58] = "OggS", tail[27] = "OggS";
    memcpy(head + 28, codec, strlen(codec));
    head[39] = (uint8_t)channels;
    for (int i = 0; i < 4; i++)
        head[40 + i] = (uint8_t)(rate >> (8 * i));
    for (int i = 0; i < 8; i++)
        tail[6 + i] = (uint8_t)(samples >> (8 * i));
    FILE *out = fopen(folder_path(file), "wb");
    assert_non_null(out);
    fwrite(head, sizeof head, 1, out);
    for (size_t i = 0; i < filler; i++)
        fputc(0, out);
    fwrite(tail, sizeof tail, 1, out);
    fclose(out);
}

static void write_good(const char *file)
{
    write_ogg(file, "\1vorbis", 1, 22050, 22050 * 3, 2000);
}

static int make_pack(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir -p a/exercises a/routines a/audio/en a/audio/es b/audio/en");
    folder_write("a/exercises/heel.json",
                 "{\"id\": \"heel\", \"name\": \"Heel raise\", \"position\": \"standing\","
                 " \"body_regions\": [\"arms\"], \"precautions\": [\"Hold on\"],"
                 " \"dose\": {\"hold_s\": 5}, \"steps\": [{\"role\": \"move\", \"text\":"
                 " \"Rise.\"}, {\"role\": \"breathe\", \"text\": \"Breathe.\"}]}");
    folder_write("a/routines/feet.json", "{\"id\": \"feet\", \"name\": \"Feet\", \"steps\":"
                                         " [{\"exercise\": \"heel\"}]}");
    folder_write("a/pack.json",
                 "{\"id\": \"a\", \"name\": \"A\", \"version\": \"1\", \"format\": 1}");
    folder_write("b/pack.json",
                 "{\"id\": \"b\", \"name\": \"B\", \"version\": \"1\", \"format\": 1}");
    return 0;
}

static int remove_pack(void **state)
{
    (void)state;
    return folder_remove();
}

static struct content *load(struct fault_list *faults)
{
    *faults = (struct fault_list){0};
    return content_load((const char *const[]){folder_path("a"), folder_path("b")}, 2, faults);
}

/* The first one of a file whose path holds `file`; NULL: there is none. */
static const struct fault *fault_about(const struct fault_list *faults, const char *file)
{
    for (const struct fault *f = faults->first; f; f = f->next)
        if (strstr(f->file, file))
            return f;
    return NULL;
}

static void test_taken(void **state)
{
    (void)state;
    static const char *const files[] = {
        "a/audio/en/heel.name.ogg",         "a/audio/en/heel.step-2.ogg",
        "a/audio/en/heel.precaution-1.ogg", "a/audio/en/phase.hold.ogg",
        "a/audio/es/number.12.ogg",         "b/audio/en/heel.name.ogg"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        write_good(files[i]);
    struct fault_list faults;
    struct content *content = load(&faults);
    assert_null(fault_about(&faults, "audio"));
    assert_int_equal(content->recording_count, 6);
    const struct recording *first = &content->recordings[0];
    assert_string_equal(first->language, "en");
    assert_string_equal(first->id, "heel");
    assert_int_equal(first->kind, RECORDING_NAME);
    assert_string_equal(first->file, folder_path("a/audio/en/heel.name.ogg"));
    assert_int_equal(content->recordings[1].kind, RECORDING_PRECAUTION);
    assert_int_equal(content->recordings[2].kind, RECORDING_STEP);
    assert_int_equal(content->recordings[2].number, 2);
    assert_int_equal(content->recordings[3].kind, RECORDING_PHASE);
    assert_int_equal(content->recordings[4].number, 12);
    assert_string_equal(content->recordings[5].file, folder_path("b/audio/en/heel.name.ogg"));
    content_free(content);
    fault_list_free(&faults);
}

/* The recording is refused with these words; what the pack holds else stands. */
static void expect(const char *file, const char *words)
{
    struct fault_list faults;
    struct content *content = load(&faults);
    assert_non_null(content);
    const struct fault *fault = fault_about(&faults, file);
    if (!fault || !strstr(fault->message, words))
        fail_msg("%s: \"%s\" instead of \"%s\"", file, fault ? fault->message : "", words);
    assert_int_equal(content->recording_count, 0);
    assert_int_equal(fault->spares_item, fault->severity == FAULT_ERROR);
    unlink(folder_path(file));
    content_free(content);
    fault_list_free(&faults);
}

static void test_names(void **state)
{
    (void)state;
    static const struct {
        const char *file, *words;
    } cases[] = {
        {"a/audio/en/heel.ogg", "is not the recording of anything; name it ID.name.ogg"},
        {"a/audio/en/toe.name.ogg", "names \"toe\", which is no exercise of the packs so far"},
        {"a/audio/en/heel.step-3.ogg", "names \"step-3\", which the exercise does not have"},
        {"a/audio/en/heel.step-0.ogg", "it has name, step-1 to step-2, precaution-1 ..."},
        {"a/audio/en/heel.precaution-2.ogg", "does not have"},
        {"a/audio/en/phase.sleep.ogg", "names no phase; there are "},
        {"a/audio/en/number.0.ogg", "names no number from 1 to 100"},
        {"a/audio/en/number.101.ogg", "names no number from 1 to 100"},
        {"a/audio/en/heel.name.wav", "is not read; only .ogg files are"},
        {"a/audio/heel.name.ogg", "is not read; a folder for each language is"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_good(cases[i].file);
        expect(cases[i].file, cases[i].words);
    }
}

#define FILE_NAME "a/audio/en/heel.name.ogg"

static void test_sounds(void **state)
{
    (void)state;
    folder_write(FILE_NAME, "RIFF....WAVE");
    expect(FILE_NAME, "is no Ogg file, whatever its name ends in");
    write_ogg(FILE_NAME, "OpusHead", 1, 48000, 48000, 100);
    expect(FILE_NAME, "is Ogg, but not Vorbis");
    write_ogg(FILE_NAME, "\1vorbis", 1, 0, 48000, 100);
    expect(FILE_NAME, "is damaged");
    write_ogg(FILE_NAME, "\1vorbis", 1, 22050, UINT64_MAX, 100);
    expect(FILE_NAME, "is damaged");
    write_ogg(FILE_NAME, "\1vorbis", 6, 48000, 48000, 100);
    expect(FILE_NAME, "has 6 channels at 48000 Hz");
    write_ogg(FILE_NAME, "\1vorbis", 1, 96000, 96000, 100);
    expect(FILE_NAME, "has 1 channels at 96000 Hz");
    write_ogg(FILE_NAME, "\1vorbis", 1, 8000, 8000 * 61, 100);
    expect(FILE_NAME, "is 61.0 s long; 0.1 to 60 s are allowed");
    write_ogg(FILE_NAME, "\1vorbis", 1, 8000, 400, 100);
    expect(FILE_NAME, "is 0.0 s long");
    write_ogg(FILE_NAME, "\1vorbis", 1, 8000, 8000, 2 * 1024 * 1024);
    expect(FILE_NAME, "at most 2 MB are allowed");
    folder_shell("mkdir " FILE_NAME);
    struct fault_list faults;
    struct content *content = load(&faults);
    assert_non_null(fault_about(&faults, FILE_NAME));
    content_free(content);
    fault_list_free(&faults);
    folder_shell("rmdir " FILE_NAME "; ln -s /etc/passwd " FILE_NAME);
    content = load(&faults);
    assert_non_null(fault_about(&faults, FILE_NAME));
    content_free(content);
    fault_list_free(&faults);
}

/* They are taken all the same: a number counts repetitions as well. */
static void test_the_last_three_seconds(void **state)
{
    (void)state;
    write_ogg("a/audio/en/number.3.ogg", "\1vorbis", 1, 8000, 8000 * 5 / 4, 100);
    write_ogg("a/audio/en/number.2.ogg", "\1vorbis", 1, 8000, 8000, 100);
    write_ogg("a/audio/en/number.4.ogg", "\1vorbis", 1, 8000, 8000 * 5 / 4, 100);
    struct fault_list faults;
    struct content *content = load(&faults);
    const struct fault *fault = fault_about(&faults, "number.3.ogg");
    assert_non_null(fault);
    assert_int_equal(fault->severity, FAULT_WARNING);
    assert_non_null(strstr(fault->message, "is 1.25 s long; each of the last three seconds"));
    assert_null(fault_about(&faults, "number.2.ogg"));
    assert_null(fault_about(&faults, "number.4.ogg"));
    assert_int_equal(content->recording_count, 3);
    content_free(content);
    fault_list_free(&faults);
}

/* Cut anywhere, it is said to be damaged or no Ogg file, and nothing is read beyond its end. */
static void test_cut(void **state)
{
    (void)state;
    write_ogg("cut.ogg", "\1vorbis", 1, 22050, 22050, 0);
    for (int size = 0; size < 58 + 27; size++) {
        folder_shell("head -c %d cut.ogg >short.ogg", size);
        FILE *in = fopen(folder_path("short.ogg"), "rb");
        struct ogg_header header;
        enum ogg_fault fault = ogg_header_of_file(fileno(in), (size_t)size, &header);
        assert_int_not_equal(fault, OGG_GOOD);
        fclose(in);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_pack, remove_pack)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_taken), TEST(test_names), TEST(test_sounds), TEST(test_the_last_three_seconds),
        TEST(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
