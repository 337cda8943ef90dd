// links: voice store folder base
/* Texts become files: by programs that do it well, hang, die, lack or write what is no sound; what
 * was made is kept within a budget; what is said comes in its order and at its moment. */
#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "folder.h"
#include "voice/cache.h"
#include "voice/command.h"
#include "voice/helper.h"
#include "voice/plain_words.h"
#include "voice/speaker.h"
#include "voice/voice.h"
#include "voice/wav.h"

/* ---- fixture: a voice with a program of the test's own ---- */

/* Writes `milliseconds` of silence as a program at a pipe does: without knowing the length. */
#define WRITE_WAV                                                                                  \
    "#!/bin/sh\nwav() {\n"                                                                         \
    "  printf 'RIFF\\044\\360\\377\\177WAVEfmt \\020\\000\\000\\000\\001\\000\\001\\000'\n"        \
    "  printf "                                                                                    \
    "'\\100\\037\\000\\000\\200\\076\\000\\000\\002\\000\\020\\000data\\000\\360\\377\\177'\n"     \
    "  head -c $(($1 * 16)) /dev/zero\n}\n"

static struct voice *voice;
static atomic_int rings;

static void ring(void)
{
    atomic_fetch_add(&rings, 1);
}

static void program(const char *name, const char *script)
{
    folder_write(name, script);
    chmod(folder_path(name), 0755);
}

static void open_voice(uint64_t keep, int time_ms)
{
    voice = voice_open(&(struct voice_options){
        .folder = folder_path("voice"), .keep = keep, .time_ms = time_ms, .on_ready = ring});
    assert_non_null(voice);
}

static void use(const char *name)
{
    voice_set(voice, "en", folder_path(name));
}

static int set_up(void **state)
{
    (void)state;
    log_set_level(LOG_LEVEL_ERROR);
    folder_make();
    program("good", WRITE_WAV "echo x >>\"$0.calls\"; cat >/dev/null; wav 500\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    voice_close(voice);
    voice = NULL;
    return folder_remove();
}

static void nap(void)
{
    nanosleep(&(struct timespec){0, 2000000}, NULL);
}

static void await_all(void)
{
    for (int i = 0; voice_waiting(voice) > 0; i++) {
        assert_true(i < 5000);
        nap();
    }
}

static char file[SPEAKER_FILE];
static ms_t length;

static enum voice_state get(const char *text, ms_t now)
{
    voice_get(voice, NULL, text, now, file, sizeof file, &length);
    await_all();
    return voice_get(voice, NULL, text, now, file, sizeof file, &length);
}

static int calls(const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s.calls", folder_path(name));
    struct stat at;
    return stat(path, &at) == 0 ? (int)at.st_size / 2 : 0;
}

/* ---- commands ---- */

static void expect_command(const char *line, const char *const *words)
{
    struct command command;
    assert_true(command_parse(&command, line, "zh"));
    for (int i = 0; i < command.count; i++)
        assert_string_equal(command.words[i], words[i]);
    assert_null(words[command.count]);
    assert_null(command.words[command.count]);
}

static void test_command(void **state)
{
    (void)state;
    expect_command("piper", (const char *[]){"piper", NULL});
    expect_command("  a  -v {{language}}-x ", (const char *[]){"a", "-v", "zh-x", NULL});
    expect_command("a 'b c' \"d'e\"f ''", (const char *[]){"a", "b c", "d'ef", "", NULL});
    expect_command("a ;rm $(b)", (const char *[]){"a", ";rm", "$(b)", NULL});
    struct command command;
    assert_false(command_parse(&command, "", "en"));
    assert_false(command_parse(&command, "  ", "en"));
    assert_false(command_parse(&command, "a 'b", "en"));
    assert_false(command_parse(&command, "''", "en"));
    char line[COMMAND_BYTES_MAX];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    assert_true(command_parse(&command, line, "en"));
    line[0] = ' ';
    memset(line + 1, 'y', 1);
    for (size_t i = 0; i + 1 < sizeof line; i++)
        line[i] = i % 2 ? ' ' : 'x';
    assert_false(command_parse(&command, line, "en")); /* too many words */
    command_default(line, sizeof line, "zh");
    assert_non_null(strstr(line, " -v cmn-latn-pinyin "));
    command_default(line, sizeof line, "pt-BR");
    assert_non_null(strstr(line, "espeak-ng -v pt-BR "));
}

/* ---- sound ---- */

static size_t put_wav(uint8_t *out, uint32_t said, size_t samples)
{
    static const uint8_t head[WAV_HEADER_BYTES] =
        "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data";
    memcpy(out, head, sizeof head);
    for (int i = 0; i < 4; i++)
        out[40 + i] = (uint8_t)(said >> (8 * i));
    memset(out + sizeof head, 0, samples * 2);
    return sizeof head + samples * 2;
}

static void test_wav(void **state)
{
    (void)state;
    uint8_t bytes[4096];
    ms_t ms = 0;
    size_t size = put_wav(bytes, 0x7ffff000, 800);
    assert_int_equal(wav_length(bytes, size), -1); /* not yet */
    assert_true(wav_mend(bytes, &size, &ms));
    assert_int_equal(ms, 100);
    assert_int_equal(size, 44 + 1600);
    assert_int_equal(wav_length(bytes, size), 100);
    assert_int_equal(wav_length(bytes, size - 100), -1); /* cut short */
    size = put_wav(bytes, 160, 800);                     /* something follows */
    assert_true(wav_mend(bytes, &size, &ms));
    assert_int_equal(ms, 10);
    assert_int_equal(size, 44 + 160);
    size = put_wav(bytes, 0x7ffff000, 1) - 1; /* half a sample */
    assert_true(wav_mend(bytes, &size, &ms));
    assert_int_equal(size, 44);
    static const size_t places[] = {0, 8, 12, 16, 20, 22, 34, 36};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size = put_wav(bytes, 100, 50);
        bytes[places[i]] ^= 0x55;
        bytes[places[i] + 1] ^= 0x55;
        assert_false(wav_mend(bytes, &size, &ms));
    }
    for (size = 0; size < 44; size++) {
        size_t left = size;
        put_wav(bytes, 100, 50);
        assert_false(wav_mend(bytes, &left, &ms));
    }
}

static void test_plain_words(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(plain_words(&arena, "Each side \u00B7 hold 20\u00A0s"),
                        "Each side, hold 20 s");
    assert_string_equal(plain_words(&arena, "15\u00A0min\u00A0\u00B7 6\u00A0steps"),
                        "15 min, 6 steps");
    assert_string_equal(plain_words(&arena, "If this fits you: \nA flare-up  now "),
                        "If this fits you: A flare-up now");
    assert_string_equal(plain_words(&arena, "Let go.\nCome back\nnow"), "Let go. Come back. now");
    assert_string_equal(plain_words(&arena, "\u200E10\u00D7\u200E"), "10");
    assert_string_equal(plain_words(&arena, "tap \u201CSkip\u201D"), "tap Skip");
    assert_string_equal(plain_words(&arena, ""), "");
    arena_free(&arena);
}

/* ---- programs ---- */

static void test_good(void **state)
{
    (void)state;
    open_voice(0, 0);
    use("good");
    assert_int_equal(get("Hold.", 0), VOICE_READY);
    assert_int_equal(length, 500);
    struct stat at;
    assert_int_equal(stat(file, &at), 0);
    assert_int_equal(at.st_size, 44 + 500 * 16);
    assert_int_equal(at.st_mode & 0777, 0600);
    assert_true(atomic_load(&rings) > 0);
    assert_int_equal(get("Hold.", 0), VOICE_READY);
    assert_int_equal(calls("good"), 1);
    /* Another run of the kiosk finds it. */
    voice_close(voice);
    open_voice(0, 0);
    use("good");
    assert_int_equal(get("Hold.", 0), VOICE_READY);
    assert_int_equal(length, 500);
    assert_int_equal(calls("good"), 1);
    /* Another voice says it anew. */
    voice_set(voice, "es", folder_path("good"));
    assert_int_equal(get("Hold.", 0), VOICE_READY);
    assert_int_equal(calls("good"), 2);
}

/* A text in another language is spoken by what speaks that. */
static void test_another_language(void **state)
{
    (void)state;
    program("spanish", WRITE_WAV "echo x >>\"$0.calls\"; cat >/dev/null; wav 300\n");
    open_voice(0, 0);
    use("good");
    voice_know(voice, "es", folder_path("spanish"));
    voice_get(voice, "es", "Hola", 0, file, sizeof file, &length);
    await_all();
    assert_int_equal(voice_get(voice, "es", "Hola", 0, file, sizeof file, &length), VOICE_READY);
    assert_int_equal(length, 300);
    assert_int_equal(calls("spanish"), 1);
    assert_int_equal(get("Hola", 0), VOICE_READY); /* the name of something */
    assert_int_equal(length, 500);
    voice_get(voice, "xx", "Hello", 0, file, sizeof file, &length); /* nobody knows it */
    await_all();
    assert_int_equal(calls("good"), 2);
    for (int i = 0; i < 2 * VOICE_LANGUAGES; i++) {
        char code[8];
        snprintf(code, sizeof code, "l%d", i);
        voice_know(voice, code, "");
    }
    assert_int_equal(get("Hola", 0), VOICE_READY);
    assert_int_equal(calls("good"), 2);
}

/* What half-written files a power cut leaves is neither taken for whole nor kept. */
static void test_half(void **state)
{
    (void)state;
    open_voice(0, 0);
    use("good");
    assert_int_equal(get("Hold.", 0), VOICE_READY);
    voice_close(voice);
    assert_int_equal(truncate(file, 1000), 0);
    char half[SPEAKER_FILE + 8];
    snprintf(half, sizeof half, "%s.aB3xYz", file);
    FILE *out = fopen(half, "w");
    fclose(out);
    open_voice(0, 0);
    use("good");
    assert_int_equal(get("Hold.", 0), VOICE_READY);
    assert_int_equal(calls("good"), 2);
    assert_int_not_equal(access(half, F_OK), 0);
}

static void expect_none(const char *name, const char *script, int time_ms)
{
    if (script)
        program(name, script);
    open_voice(0, time_ms);
    use(name);
    assert_int_equal(get("Hold.", 0), VOICE_NONE);
    assert_int_equal(get("Hold.", VOICE_REST_MS - 1), VOICE_NONE);
    voice_close(voice);
    voice = NULL;
}

static void test_bad(void **state)
{
    (void)state;
    expect_none("missing", NULL, 0);
    expect_none("dies", "#!/bin/sh\nkill -9 $$\n", 0);
    expect_none("fails", WRITE_WAV "wav 100; exit 1\n", 0);
    expect_none("silent", "#!/bin/sh\nexit 0\n", 0);
    expect_none("garbage", "#!/bin/sh\necho this is no sound\n", 0);
    expect_none("endless", WRITE_WAV "wav 100; cat /dev/zero\n", 0);
    expect_none("hangs", "#!/bin/sh\nsleep 100\n", 200);
    expect_none("shuts", WRITE_WAV "wav 100; exec >/dev/null; sleep 100\n", 200);
    expect_none("child", "#!/bin/sh\nsleep 100 &\nexit 0\n", 200); /* which keeps the pipe */
    folder_write("no-program", "text");
    expect_none("no-program", NULL, 0);
    voice_close(voice_open(&(struct voice_options){.folder = ""}));
}

/* A program that hangs is ended with all that it has started, also when the kiosk ends. */
static void test_ended(void **state)
{
    (void)state;
    program("hangs", "#!/bin/sh\nsleep 100 & echo $! >\"$0.child\"; wait\n");
    open_voice(0, 60000);
    use("hangs");
    voice_get(voice, NULL, "Hold.", 0, file, sizeof file, &length);
    char path[300], child[32] = "";
    snprintf(path, sizeof path, "%s.child", folder_path("hangs"));
    for (int i = 0; !*child && i < 2000; i++) {
        FILE *in = fopen(path, "r");
        if (in && !fgets(child, sizeof child, in))
            *child = '\0';
        if (in)
            fclose(in);
        nap();
    }
    assert_true(*child);
    voice_close(voice); /* returns at once */
    voice = NULL;
    snprintf(path, sizeof path, "/proc/%d/status", atoi(child));
    for (int i = 0; access(path, F_OK) == 0 && i < 1000; i++)
        nap();
    FILE *in = fopen(path, "r"); /* nobody may have waited for it */
    char line[128];
    bool dead = !in;
    while (in && fgets(line, sizeof line, in))
        dead = dead || strncmp(line, "State:\tZ", 8) == 0;
    if (in)
        fclose(in);
    assert_true(dead);
}

/* It rests, and comes back when it works again. */
static void test_rest(void **state)
{
    (void)state;
    program("sick", "#!/bin/sh\necho x >>\"$0.calls\"; exit 1\n");
    open_voice(0, 0);
    use("sick");
    char text[] = "a";
    for (int i = 0; i < 10; i++, text[0]++)
        assert_int_equal(get(text, i), VOICE_NONE);
    assert_int_equal(calls("sick"), 3);
    assert_true(voice_fails(voice));
    program("sick", WRITE_WAV "wav 100\n");
    assert_int_equal(get("a", VOICE_REST_MS - 1), VOICE_NONE);
    assert_int_equal(get("z", VOICE_REST_MS - 1), VOICE_NONE);
    assert_int_equal(get("z", VOICE_REST_MS + 10), VOICE_READY);
    assert_int_equal(get("a", 2 * VOICE_REST_MS + 10), VOICE_READY);
    assert_false(voice_fails(voice));
}

/* One text that the program cannot say is no reason not to ask for others. */
static void test_one_bad_text(void **state)
{
    (void)state;
    program("picky", WRITE_WAV "read -r t; [ \"$t\" != bad ] || exit 1; wav 100\n");
    open_voice(0, 0);
    use("picky");
    assert_int_equal(get("bad", 0), VOICE_NONE);
    assert_int_equal(get("good", 1), VOICE_READY);
    assert_int_equal(get("bad", 2), VOICE_NONE);
}

/* What is said now goes before what is only prepared. */
static void test_order(void **state)
{
    (void)state;
    program("slow", WRITE_WAV "cat >>\"$0.said\"; echo >>\"$0.said\"; sleep 0.1; wav 10\n");
    open_voice(0, 0);
    use("slow");
    voice_prepare(voice, (const char *[]){"1", "2", "3"}, 3, 0);
    while (voice_waiting(voice) > 2)
        nap();
    voice_get(voice, NULL, "now", 0, file, sizeof file, &length);
    voice_get(voice, NULL, "3", 0, file, sizeof file, &length);
    await_all();
    voice_prepare(voice, (const char *[]){"4", "5"}, 2, 0);
    voice_prepare(voice, (const char *[]){"6"}, 1, 0);
    await_all();
    char said[64] = "";
    char path[300];
    snprintf(path, sizeof path, "%s.said", folder_path("slow"));
    FILE *in = fopen(path, "r");
    said[fread(said, 1, sizeof said - 1, in)] = '\0';
    fclose(in);
    /* The second may have begun already when the others came; 4, when 6 did. */
    assert_true(strstr(said, "now\n3\n"));
    assert_null(strstr(said, "5"));
    assert_non_null(strstr(said, "6\n"));
    assert_true(strstr(said, "1\n") == said);
}

static int kept_files(void)
{
    DIR *dir = opendir(folder_path("voice"));
    int count = 0;
    while (dir && readdir(dir))
        count++;
    if (dir)
        closedir(dir);
    return count - 2;
}

/* Ten files have room: of thirty the first are gone, and made again when they are asked for. */
static void test_bounded(void **state)
{
    (void)state;
    open_voice(10 * (44 + 500 * 16), 0);
    use("good");
    char text[8];
    for (int i = 0; i < 30; i++) {
        snprintf(text, sizeof text, "%d", i);
        assert_int_equal(get(text, i), VOICE_READY);
        assert_true(kept_files() <= 10);
    }
    assert_int_equal(calls("good"), 30);
    assert_int_equal(get("0", 40), VOICE_READY);
    assert_int_equal(access(file, R_OK), 0);
    assert_int_equal(calls("good"), 31);
    assert_int_equal(get("29", 40), VOICE_READY);
    assert_int_equal(calls("good"), 31);
}

/* What it does not know espeak-ng reads aloud in English, and says so in its phonemes. */
static bool reads_in_english(const char *language, const char *text)
{
    char line[COMMAND_BYTES_MAX], all[COMMAND_BYTES_MAX + 200];
    command_default(line, sizeof line, language);
    *strstr(line, " --stdout") = '\0';
    snprintf(all, sizeof all, "echo '%s' | %s -q -x | grep -q '(en)'", text, line);
    return system(all) == 0;
}

/* Where espeak-ng is installed it speaks every language of the kiosk, without being told how, and
 * all of them in about the same time. */
static void test_all_languages(void **state)
{
    (void)state;
    static const struct {
        const char *language, *text;
    } said[] = {
        {"en", "Hug one knee to your chest with both hands. Hold. 20 seconds"},
        {"es", "Abrace una rodilla contra el pecho con las dos manos. Mantenga. 20 segundos"},
        {"zh", "双手抱住一侧膝盖，拉向胸口。保持。20秒"},
        {"vi", "Hai tay ôm một gối về phía ngực. Giữ. 20 giây"},
        {"ru", "Обхватите одно колено руками и подтяните к груди. Держите. 20 секунд"},
        {"ar", "ضمّوا ركبة واحدة إلى الصدر بكلتا اليدين. اثبتوا. 20 ثانية"}};
    if (system("command -v espeak-ng >/dev/null") != 0)
        skip();
    open_voice(0, 0);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        voice_set(voice, said[i].language, "");
        if (get(said[i].text, 0) != VOICE_READY || length < 3500 || length > 7500)
            fail_msg("%s: %lld ms", said[i].language, (long long)length);
        if (i > 0 && reads_in_english(said[i].language, said[i].text))
            fail_msg("%s: it reads in English", said[i].language);
    }
}

static void test_nowhere_to_keep(void **state)
{
    (void)state;
    folder_write("voice", "a file where the folder should be");
    open_voice(0, 0);
    use("good");
    assert_int_equal(get("Hold.", 0), VOICE_NONE);
}

/* ---- what is said when ---- */

static struct utterance plain(const char *text)
{
    return (struct utterance){.text = text, .until = MS_NEVER, .whole_by = MS_NEVER};
}

static void take(struct speaker *speaker, struct utterance utterance)
{
    speaker_take(speaker, &(struct utterance_list){.items = &utterance, .count = 1});
}

/* The file of `text`, or none when NULL, is said next. */
static void expect_next(struct speaker *speaker, ms_t now, bool saying, const char *text)
{
    char next[SPEAKER_FILE];
    bool hush;
    bool says = speaker_next(speaker, voice, now, saying, &hush, next);
    assert_int_equal(says, text != NULL);
    if (!says)
        return;
    assert_int_equal(voice_get(voice, NULL, text, now, file, sizeof file, &length), VOICE_READY);
    assert_string_equal(next, file);
}

static void test_speaker(void **state)
{
    (void)state;
    struct speaker speaker = {0};
    bool hush;
    open_voice(0, 0);
    use("good");
    voice_prepare(voice, (const char *[]){"a", "b", "c", "d"}, 4, 0);
    await_all();
    take(&speaker, plain("a"));
    take(&speaker, plain("b"));
    expect_next(&speaker, 0, false, "a");
    expect_next(&speaker, 10, true, NULL); /* a is being said */
    expect_next(&speaker, 500, false, "b");
    expect_next(&speaker, 500, false, NULL);
    /* Too late, or not over in time. */
    struct utterance utterance = plain("a");
    utterance.until = 1000;
    take(&speaker, utterance);
    expect_next(&speaker, 1001, false, NULL);
    utterance = plain("a");
    utterance.whole_by = 1499;
    take(&speaker, utterance);
    take(&speaker, plain("b"));
    expect_next(&speaker, 1000, false, "b");
    /* What cuts comes at once, instead of all that waits. */
    take(&speaker, plain("a"));
    utterance = plain("c");
    utterance.cuts = true;
    take(&speaker, utterance);
    take(&speaker, plain("d"));
    assert_true(speaker_next(&speaker, voice, 1000, true, &hush, file));
    assert_true(hush);
    expect_next(&speaker, 1500, false, "d");
    /* Silence. */
    take(&speaker, plain("a"));
    speaker_take(&speaker, &(struct utterance_list){.hush = true});
    assert_false(speaker_next(&speaker, voice, 2000, true, &hush, file));
    assert_true(hush);
    assert_false(speaker_next(&speaker, voice, 2000, false, &hush, file));
    assert_false(hush);
    /* A recording wins, and needs no program. */
    utterance = plain("new");
    utterance.recording = "/a/b.ogg";
    take(&speaker, utterance);
    assert_true(speaker_next(&speaker, voice, 2000, false, &hush, file));
    assert_string_equal(file, "/a/b.ogg");
    for (int i = 0; i < 2 * SPEAKER_MAX; i++)
        take(&speaker, plain("x"));
    assert_int_equal(speaker.count, SPEAKER_MAX);
    speaker_clear(&speaker);
    /* Without a voice: nothing waits for ever. */
    take(&speaker, plain("a"));
    assert_false(speaker_next(&speaker, NULL, 0, false, &hush, file));
    assert_int_equal(speaker.count, 0);
}

static void test_late(void **state)
{
    (void)state;
    struct speaker speaker = {0};
    bool hush;
    program("slow", WRITE_WAV "sleep 0.2; wav 10\n");
    open_voice(0, 0);
    use("slow");
    take(&speaker, plain("a"));
    assert_false(speaker_next(&speaker, voice, 0, false, &hush, file));
    assert_int_equal(speaker.count, 1); /* it is being made */
    assert_false(speaker_next(&speaker, voice, SPEAKER_LATE_MS, false, &hush, file));
    assert_int_equal(speaker.count, 0);
    await_all();
    speaker_clear(&speaker);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_command),       TEST(test_wav),
        TEST(test_plain_words),   TEST(test_good),
        TEST(test_half),          TEST(test_bad),
        TEST(test_ended),         TEST(test_rest),
        TEST(test_one_bad_text),  TEST(test_order),
        TEST(test_bounded),       TEST(test_nowhere_to_keep),
        TEST(test_all_languages), TEST(test_speaker),
        TEST(test_late),          TEST(test_another_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
