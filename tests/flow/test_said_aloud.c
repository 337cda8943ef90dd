// links: cli recorder
/* What is said is what is heard: a routine in four languages (KIOSK_FULL=1: in all), spoken by
 * espeak-ng into a recording, and written down again from the recording alone. What the voice keeps
 * tells which text it is. */
#include <SDL2/SDL.h>
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "base/memory.h"
#include "cli/hear.h"
#include "cli/speak.h"
#include "folder.h"
#include "harness.h"
#include "recorder.h"
#include "shipped.h"
#include "voice/voice.h"

enum { SAID_MAX = 2048, KEPT_MAX = 512, NAME = 300, PER_MS = RECORDER_PER_MS };

/* Frames of a buffer: what is said begins with one, and is cut after one. */
enum { BUFFER = SOUND_BUFFER, LATE_MS = 40 };

static struct harness h;
static struct hear hear;
static struct speak speak;
static struct config config;

/* ---- what the kiosk means to say ---- */

struct meant {
    char text[1200], file[SPEAKER_FILE];
    ms_t at; /* from the recording's beginning */
    bool cuts;
    struct utterance how;
};

static struct meant said[SAID_MAX]; /* a hush is one without a text */
static int said_count;
static ms_t origin; /* when the recording begins; 0: not yet */

/* What is to be said has been made before. */
static void until_made(void)
{
    while (voice_waiting(speak.voice) > 0)
        usleep(1000);
}

/* The file that says it. */
static void find_file(const char *text, const struct utterance *how, char *file)
{
    ms_t length;
    voice_get(speak.voice, how->language, text, h.now, file, SPEAKER_FILE, &length);
    until_made();
    assert_int_equal(
        voice_get(speak.voice, how->language, text, h.now, file, SPEAKER_FILE, &length),
        VOICE_READY);
}

static void note(const char *text, const struct utterance *how)
{
    assert_true(said_count < SAID_MAX);
    struct meant *one = &said[said_count++];
    *one = (struct meant){.at = h.now - origin, .cuts = !how || how->cuts};
    if (!how)
        return;
    snprintf(one->text, sizeof one->text, "%s", text);
    one->how = *how;
    find_file(text, how, one->file);
}

static void note_all(const struct utterance_list *now)
{
    if (now->hush)
        note("", NULL);
    for (int i = 0; i < now->count; i++)
        note(now->items[i].text, &now->items[i]);
}

static void until_idle(void)
{
    while (!sound_idle(hear.sound))
        usleep(100);
}

/* The frame of the last step, as command_run has it. */
static void hear_last(void)
{
    if (origin > 0) {
        recorder_mix_up_to(h.now - origin);
        until_idle();
    }
    const struct app_frame *frame = h.frame;
    hear_frame(&hear, &frame->hearing, h.now);
    speak_frame(&speak, hear.sound, &frame->speech, h.now);
    if (speak.voice && voice_waiting(speak.voice) > 0) {
        until_made();
        speak_frame(&speak, hear.sound,
                    &(struct app_speech){.on = frame->speech.on,
                                         .language = frame->speech.language,
                                         .ahead = frame->speech.ahead,
                                         .ahead_count = frame->speech.ahead_count,
                                         .ahead_version = frame->speech.ahead_version},
                    h.now);
    }
    until_idle();
    if (origin == 0 && sound_ready(hear.sound))
        origin = h.now;
    if (frame->speech.on || frame->speech.now.hush)
        note_all(&frame->speech.now);
    app_set_saying(h.assembly.app, speak_waits(&speak) || sound_saying(hear.sound));
}

static void step(void)
{
    harness_step(&h, NULL, 0);
    hear_last();
}

static void let_pass(ms_t ms)
{
    for (ms_t end = h.now + ms; h.now < end;)
        step();
}

static void tap(const char *id)
{
    struct rect at = harness_rect(&h, id);
    harness_down(&h, FINGER, at.x + at.w / 2, at.y + at.h / 2);
    hear_last();
    harness_up(&h, FINGER, at.x + at.w / 2, at.y + at.h / 2);
    hear_last();
}

/* ---- what the voice keeps, as it sounds ---- */

struct kept {
    char file[NAME];
    struct recorder_samples sound;
    long first; /* that is not silence */
};

static struct kept kept[KEPT_MAX];
static int kept_count;

static void read_kept(void)
{
    DIR *dir = opendir(folder_path("state/voice"));
    assert_non_null(dir);
    kept_count = 0;
    for (const struct dirent *entry; (entry = readdir(dir));) {
        if (!strstr(entry->d_name, ".wav"))
            continue;
        assert_true(kept_count < KEPT_MAX);
        struct kept *one = &kept[kept_count++];
        snprintf(one->file, sizeof one->file, "%s/%.64s", folder_path("state/voice"),
                 entry->d_name);
        one->sound = recorder_read_wav(one->file);
        one->first = 0;
        while (one->first < one->sound.count && one->sound.items[one->first] == 0)
            one->first++;
        if (one->first == one->sound.count)
            fail_msg("%s is silent", one->file);
    }
    closedir(dir);
}

static void forget_kept(void)
{
    while (kept_count > 0)
        free(kept[--kept_count].sound.items);
}

/* ---- writing it down ---- */

struct written {
    const struct kept *what;
    ms_t from, to;
    ms_t cut_by; /* what is cut in a silence of its own is cut later */
    bool whole;
};

static struct written written[SAID_MAX];
static int written_count;

/* How many samples of it are in the recording from `at` on. */
static long agreement(const struct recorder_samples *all, const struct kept *one, long at)
{
    const struct recorder_samples *sound = &one->sound;
    if (at + one->first >= all->count || all->items[at + one->first] != sound->items[one->first])
        return 0;
    long same = 0;
    while (same < sound->count && at + same < all->count &&
           all->items[at + same] == sound->items[same])
        same++;
    return same > one->first ? same : 0;
}

/* What is heard from here on: all of one, of several the longest; else that with which the
 * recording agrees the longest, a buffer at least. NULL: none. */
static const struct kept *recognize(const struct recorder_samples *all, long at, long *same)
{
    const struct kept *best = NULL;
    bool best_whole = false;
    *same = 0;
    for (int i = 0; i < kept_count; i++) {
        long agreed = agreement(all, &kept[i], at);
        bool whole = agreed == kept[i].sound.count;
        bool better = whole != best_whole ? whole : agreed > *same;
        if (better && (whole || agreed - kept[i].first > 2 * BUFFER)) {
            *same = agreed;
            best = &kept[i];
            best_whole = whole;
        }
    }
    return best;
}

/* What is cut ends with a buffer; with what follows it agrees by chance, as in silence. */
static long end_of_cut(const struct kept *one, long same)
{
    same -= same % (2 * BUFFER);
    for (long i = same - 1; i > 0 && one->sound.items[i] == 0; i--)
        if (i % (2 * BUFFER) == 0)
            same = i;
    return same;
}

/* Every sound in the recording is one of those kept, or the beginning of one. */
static void write_down(void)
{
    struct recorder_samples all = recorder_read();
    written_count = 0;
    for (long at = 0; at < all.count;) {
        long same, end = at + 2 * BUFFER;
        const struct kept *one = recognize(&all, at, &same);
        bool whole = one && same == one->sound.count;
        if (one) {
            assert_true(written_count < SAID_MAX);
            long agreed = same;
            same = whole ? same : end_of_cut(one, same);
            written[written_count++] = (struct written){
                one, at / 2 / PER_MS, (at + same) / 2 / PER_MS, (at + agreed) / 2 / PER_MS, whole};
            end = at + (same + 2 * BUFFER - 1) / (2 * BUFFER) * 2 * BUFFER;
        }
        for (long i = one ? at + same : at; i < end && i < all.count; i++)
            if (all.items[i] != 0)
                fail_msg("nobody says what is heard at %ld ms", i / 2 / PER_MS);
        at = end;
    }
    free(all.items);
}

/* ---- and comparing ---- */

/* Something cuts what is said, or what waits, after `from` and not after `to`. */
static bool is_cut(ms_t from, ms_t to)
{
    for (int i = 0; i < said_count; i++)
        if (said[i].cuts && said[i].at > from && said[i].at <= to)
            return true;
    return false;
}

static const struct kept *kept_of(const char *file)
{
    for (int i = 0; i < kept_count; i++)
        if (strcmp(kept[i].file, file) == 0)
            return &kept[i];
    fail_msg("%s is not kept", file);
    return NULL;
}

static ms_t length_of(const struct kept *one)
{
    return one->sound.count / 2 / PER_MS;
}

/* Two texts may sound alike, with a full stop and without. */
static bool sounds_like(const struct meant *one, const struct kept *heard)
{
    const struct recorder_samples *a = *one->text ? &kept_of(one->file)->sound : NULL;
    const struct recorder_samples *b = &heard->sound;
    return a && a->count == b->count &&
           memcmp(a->items, b->items, (size_t)a->count * sizeof *a->items) == 0;
}

/* Somebody else spoke for so long that it would have come too late, or was told to be silent. */
static void expect_left_out(const struct meant *one, ms_t free)
{
    ms_t from = free > one->at ? free : one->at;
    if (from + LATE_MS < one->how.until - origin &&
        (one->how.whole_by == MS_NEVER ||
         from + length_of(kept_of(one->file)) + LATE_MS < one->how.whole_by - origin) &&
        !is_cut(one->at - 1, from + LATE_MS))
        fail_msg("\"%s\" of %lld ms is not heard", one->text, (long long)one->at);
}

/* Each is heard at once, or when the one before is over; in the order in which they are said. */
static void compare(void)
{
    int next = 0;
    ms_t free = 0;
    for (int i = 0; i < written_count; i++) {
        const struct written *one = &written[i];
        while (next < said_count && !sounds_like(&said[next], one->what)) {
            if (*said[next].text)
                expect_left_out(&said[next], free);
            next++;
        }
        if (next == said_count)
            fail_msg("what is heard at %lld ms is nothing that was to be said then",
                     (long long)one->from);
        const struct meant *meant = &said[next++];
        ms_t due = meant->at > free && meant->at >= 0 ? meant->at : free;
        if (one->from + BUFFER / PER_MS + 1 < meant->at || one->from > due + LATE_MS)
            fail_msg("\"%s\" of %lld ms is heard at %lld ms", meant->text, (long long)meant->at,
                     (long long)one->from);
        if (!one->whole && !is_cut(one->to - LATE_MS, one->cut_by))
            fail_msg("\"%s\" breaks off at %lld ms", meant->text, (long long)one->to);
        if (one->whole && one->to - one->from < 300)
            fail_msg("\"%s\" takes %lld ms", meant->text, (long long)(one->to - one->from));
        free = one->to;
        if (getenv("SAID_ALOUD"))
            print_message("%7lld %7lld %s%s\n", (long long)one->from, (long long)one->to,
                          meant->text, one->whole ? "" : " --");
    }
    for (; next < said_count; next++)
        if (*said[next].text)
            expect_left_out(&said[next], free);
}

/* ---- the visits ---- */

static void open_visit(const char *language)
{
    folder_make();
    folder_shell("mkdir -p clinic/routines state");
    folder_write("clinic/pack.json",
                 "{\"id\": \"clinic\", \"name\": \"Clinic\", \"version\": \"1\", "
                 "\"format\": 1, \"languages\": [\"en\"]}");
    folder_write("clinic/routines/short.json",
                 "{\"id\": \"short\", \"name\": \"Short\", \"summary\": \"Ours\", \"steps\": ["
                 "{\"exercise\": \"standing-hamstring\", \"dose\": {\"sets\": 1, \"reps\": 1, "
                 "\"hold_s\": 20, \"rest_s\": 5, \"side_change_s\": 5}},"
                 "{\"exercise\": \"relaxed-breathing-standing\", \"dose\": {\"breaths\": 4}}]}");
    setenv("STATE_DIRECTORY", folder_path("state"), 1);
    config_default(&config);
    config.sound.volume = 100;
    config.sound.tones = false;
    said_count = 0;
    origin = 0;
    recorder_begin(folder_path("said.raw"));
    harness_open(&h, &(struct harness_options){.clinic_dir = folder_path("clinic"),
                                               .config = &config,
                                               .language = language,
                                               .width = 960,
                                               .height = 540});
    hear_open(&hear, &h.assembly, NULL);
    speak_open(&speak, &config, NULL);
    app_set_ease(h.assembly.app, APP_VOICE);
    harness_show(&h, "player:short");
    hear_last();
    harness_get_ready(&h);
}

static void end_visit(void)
{
    speak_close(&speak);
    recorder_release();
    hear_close(&hear);
    read_kept();
    write_down();
    compare();
    harness_close(&h);
    SDL_Quit();
    folder_remove();
}

static bool without_espeak(void)
{
    return system("command -v espeak-ng >/dev/null") != 0;
}

/* How often it is said, and heard at its moment. */
static int heard_times(const char *text, int *said_times)
{
    int count = 0;
    *said_times = 0;
    for (int i = 0; i < said_count; i++) {
        if (strcmp(said[i].text, text) != 0)
            continue;
        ++*said_times;
        for (int k = 0; k < written_count; k++)
            count += written[k].whole && written[k].from + BUFFER / PER_MS >= said[i].at &&
                     written[k].from <= said[i].at + LATE_MS &&
                     sounds_like(&said[i], written[k].what);
    }
    return count;
}

static void test_a_whole_routine(void **state)
{
    if (without_espeak())
        skip();
    open_visit(*state);
    while (strcmp(harness_screen(&h), "finish") != 0)
        step();
    let_pass(10000);
    end_visit();
    static const char *const numbers[] = {"3", "2", "1"};
    for (int i = 0; i < 3; i++) {
        int times, heard = heard_times(numbers[i], &times);
        assert_true(times >= 4); /* two holds, twice getting ready */
        assert_int_equal(heard, times);
    }
    forget_kept();
}

/* In the middle of a sentence; then its screen says what it has to. */
static void test_silence_is_at_once(void **state)
{
    (void)state;
    static const char *const ids[] = {"pause", "hurts"};
    if (without_espeak())
        skip();
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        open_visit("en");
        let_pass(6000);
        while (!sound_saying(hear.sound))
            step();
        let_pass(300);
        tap(ids[i]);
        ms_t at = h.now - origin;
        let_pass(30000);
        end_visit();
        int cut = 0;
        for (int k = 0; k < written_count; k++) {
            if (written[k].from < at && written[k].to > at + LATE_MS)
                fail_msg("%s: it speaks on for %lld ms", ids[i], (long long)(written[k].to - at));
            cut += written[k].from < at && written[k].to > at - LATE_MS && !written[k].whole;
        }
        assert_int_equal(cut, 1);
        forget_kept();
    }
}

int main(void)
{
    struct languages languages = shipped_languages();
    size_t count = 0;
    struct CMUnitTest tests[languages.count + 1];
    for (size_t i = 0; i < languages.count; i++)
        if (shipped_pair(i, 1))
            tests[count++] =
                (struct CMUnitTest){.name = languages.codes[i],
                                    .test_func = test_a_whole_routine,
                                    .initial_state = (void *)(uintptr_t)languages.codes[i]};
    tests[count] = (struct CMUnitTest)cmocka_unit_test(test_silence_is_at_once);
    return _cmocka_run_group_tests("test_said_aloud", tests, count + 1, NULL, NULL);
}
