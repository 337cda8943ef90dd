// links: config json base fault_line
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/colours.h"
#include "config/config.h"
#include "config/config_keys.h"
#include "config/theme.h"
#include "fault_line.h"
#include "json/json.h"

static char path[] = BUILD_DIR "/test_config_XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void write_file(const char *text)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

/* ---- kiosk.json ---- */

static void test_config_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"{}", ""},
        {"{\"idle\": {\"ask_s\": 10}}",
         "f:1:20: $.idle.ask_s: 10 is too small; whole numbers from 60 to 600 are allowed"},
        {"{\"idle\": {\"end_s\": 121}}",
         "f:1:20: $.idle.end_s: 121 is too large; whole numbers from 20 to 120 are allowed"},
        {"{\"idle\": 90}", "f:1:10: $.idle: is a number; an object { ... } is needed"},
        {"{\"screen\": {\"diagonal_mm\": 21.5}}",
         "f:1:28: $.screen.diagonal_mm: 21.5 is too small; "
         "0 (not known) or 100 to 5000 are allowed"},
        {"{\"lock\": \"yes\"}",
         "f:1:10: $.lock: is a text; true or false is needed, without quotes"},
        {"{\"locked\": true}", "f:1:2: $.locked: unknown key \"locked\"; did you mean \"lock\"?"},
        {"{\"language\": \"../en\"}", "f:1:14: $.language: is not a language code; write such as "
                                      "\"en\" or \"pt-BR\""},
        {"{\"language\": \"\"}", "f:1:14: $.language: is not a language code; write such as \"en\" "
                                 "or \"pt-BR\""},
        {"{\"language\": \"abcdefghijklmnop\"}",
         "f:1:14: $.language: is 16 bytes long; at most 15 are allowed"},
        {"{\"content_dirs\": \"x\"}",
         "f:1:18: $.content_dirs: is a text; a list [ ... ] is needed"},
        {"{\"content_dirs\": [\"\"]}",
         "f:1:19: $.content_dirs[0]: is empty; the path of a folder is needed"},
        {"{\"content\": {\"stick_dirs\": [\"sticks\"]}}",
         "f:1:29: $.content.stick_dirs[0]: is no whole path; one such as \"/media\" is needed"},
        {"{\"packs_dir\": []}",
         "f:1:15: $.packs_dir: is a list; a text in double quotes is needed"},
        {"{\"clinic\": \"112\"}", "f:1:12: $.clinic: is a text; an object { ... } is needed"},
        {"{\"clinic\": {\"emergency\": 112}}",
         "f:1:26: $.clinic.emergency: is a number; a text in double quotes is needed"},
        {"{\"clinic\": {\"emergency\": \"11\\n2\"}}",
         "f:1:26: $.clinic.emergency: holds a line break or control character; one line of text is "
         "needed"},
        {"{\"clinic\": {\"emergency\": \"12345678901234567890123456789012\"}}",
         "f:1:26: $.clinic.emergency: is 32 bytes long; at most 31 are allowed"},
        {"{\"clinic\": {\"name\": \"a\\tb\"}}",
         "f:1:21: $.clinic.name: holds a line break or control character; one line of text is "
         "needed"},
        {"{\"clinic\": {\"colour\": \"red\"}}",
         "f:1:23: $.clinic.colour: \"red\" is unknown; allowed are teal, blue, plum, clay"},
        {"{\"visit\": {\"ask_feeling\": 2}}",
         "f:1:27: $.visit.ask_feeling: is a number; true or false is needed"},
        {"{\"brightness\": 0.1}",
         "f:1:16: $.brightness: 0.1 is too small; numbers from 0.2 to 1 are allowed"},
        {"{\"languages\": [\"en\", \"e n\"]}",
         "f:1:22: $.languages[1]: is not a language code; write such as \"en\" or \"pt-BR\""},
        {"{\"hours\": {\"mon\": [[\"08:00\", \"25:00\"]]}}",
         "f:1:30: $.hours.mon[0][1]: \"25:00\" is no time of day; \"00:00\" to \"24:00\" are "
         "allowed"},
        {"{\"hours\": {\"mon\": [\"08:00\", \"18:00\"]}}",
         "f:1:20: $.hours.mon[0]: is no time from and to; a pair such as [\"08:00\", \"18:00\"] is "
         "needed"},
        {"{\"hours\": {\"mon\": [[\"18:00\", \"08:00\"]]}}",
         "f:1:20: $.hours.mon[0]: closes before it opens; a pair such as [\"08:00\", \"18:00\"] is "
         "needed"},
        {"{\"hours\": {\"mon\": [[\"8:00\", \"12:00\"], [\"11:00\", \"13:00\"]]}}",
         "f:1:39: $.hours.mon[1]: begins before the one before it ends; times follow each other"},
        {"{\"hours\": {\"mon\": [], \"tue\": [], \"wed\": [], \"thu\": [], \"fri\": [], \"sat\": "
         "[], "
         "\"sun\": []}}",
         "f:1:11: $.hours: is closed on every day, and would never open; one day needs a time"},
        {"{\"hours\": {\"closed\": [\"2026-02-29\"]}}",
         "f:1:23: $.hours.closed[0]: \"2026-02-29\" is no day; one such as \"2026-12-24\" is "
         "needed"},
        {"{\"fixed\": [\"idle.ask\"]}", "f:1:12: $.fixed[0]: \"idle.ask\" is no setting; did you "
                                        "mean \"idle.ask_s\"?; keys such as "
                                        "\"idle.ask_s\" or groups such as \"idle\" are allowed"},
        {"{\"figure_cache_mib\": 16}", "f:1:22: $.figure_cache_mib: warning: is no longer used; "
                                       "\"memory_mib\" is for all that is kept in memory"},
        {"{\"memory_mib\": -1}", "f:1:16: $.memory_mib: -1 is too small; whole numbers "
                                 "from 0 to 1024 are allowed"},
    };
    struct config expected;
    config_default(&expected);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct config config;
        struct fault_list faults = {0};
        config_default(&config);
        write_file(table[i].text);
        assert_true(config_load(&config, path, &faults));
        assert_string_equal(fault_line(faults.first, "f"), table[i].expected);
        assert_int_equal(config.idle.ask_s, expected.idle.ask_s);
        assert_int_equal(config.idle.end_s, expected.idle.end_s);
        assert_true(config.screen.diagonal_mm == 0);
        assert_string_equal(config.language, "en");
        assert_int_equal(config.content_dirs.count, 0);
        assert_int_equal(config.memory_mib, 0);
        assert_string_equal(config.clinic.emergency, "");
        assert_string_equal(config.clinic.name, "");
        assert_memory_equal(&config.hours, &expected.hours, sizeof config.hours);
        assert_true(config.brightness == 1 && config.visit.ask_feeling);
        fault_list_free(&faults);
    }
}

static void test_config_values(void **state)
{
    (void)state;
    struct config config;
    struct fault_list faults = {0};
    config_default(&config);
    write_file("{\"screen\": {\"diagonal_mm\": 546.1, \"viewing_mm\": 700}, \"idle\": {\"ask_s\": "
               "120, \"end_s\": 20}, \"lock\": true, \"language\": \"es\", \"content_dirs\": "
               "[\"../content\", \"/srv/clinic\"], \"packs_dir\": \"../packs\", "
               "\"memory_mib\": 64, \"less_motion\": true, "
               "\"store_file\": \":memory:\", \"clinic\": {\"emergency\": \"112 / 999\"}}");
    assert_true(config_load(&config, path, &faults));
    assert_int_equal(faults.errors + faults.warnings, 0);
    assert_true(config.screen.diagonal_mm == 546.1 && config.screen.viewing_mm == 700);
    assert_int_equal(config.idle.ask_s, 120);
    assert_int_equal(config.idle.end_s, 20);
    assert_true(config.lock);
    assert_false(config.developer); /* follows the lock */
    assert_string_equal(config.language, "es");
    assert_int_equal(config.content_dirs.count, 2);
    assert_string_equal(config.content_dirs.paths[1], "/srv/clinic");
    assert_string_equal(config.packs_dir, "../packs");
    assert_int_equal(config.memory_mib, 64);
    assert_true(config.less_motion);
    assert_string_equal(config.store_file, ":memory:");
    assert_string_equal(config.clinic.emergency, "112 / 999");

    write_file("{\"lock\": true, \"developer\": true}");
    assert_true(config_load(&config, path, &faults));
    assert_true(config.developer);
    fault_list_free(&faults);
}

static void test_config_values_of_the_clinic(void **state)
{
    (void)state;
    struct config config;
    struct fault_list faults = {0};
    config_default(&config);
    write_file(
        "{\"clinic\": {\"name\": \"Riverside\", \"colour\": \"plum\"}, \"visit\": "
        "{\"ask_feeling\": false}, \"brightness\": 0.5, \"languages\": [\"es\", \"vi\"], "
        "\"hours\": {\"wed\": [[\"8:00\", \"12:30\"], [\"14:00\", \"18:00\"]], \"sun\": [], "
        "\"closed\": [\"2026-12-24\", \"2028-02-29\"]}, \"fixed\": [\"idle\", \"language\"]}");
    assert_true(config_load(&config, path, &faults));
    assert_int_equal(faults.errors + faults.warnings, 0);
    assert_string_equal(config.clinic.name, "Riverside");
    assert_int_equal(config.clinic.colour, COLOUR_PLUM);
    assert_false(config.visit.ask_feeling);
    assert_true(config.brightness == 0.5);
    assert_int_equal(config.languages.count, 2);
    assert_string_equal(config.languages.codes[1], "vi");
    assert_int_equal(config.hours.days[2].count, 2);
    assert_int_equal(config.hours.days[2].spans[0].to, 12 * 60 + 30);
    assert_int_equal(config.hours.days[6].count, 0);
    assert_int_equal(config.hours.days[0].spans[0].to, HOURS_DAY_END); /* as it was */
    assert_int_equal(config.hours.closed.dates[1], 20280229);
    assert_true(config_key_fixed(config_key_find("idle.end_s"), &config));
    assert_true(config_key_fixed(config_key_find("language"), &config));
    assert_false(config_key_fixed(config_key_find("languages"), &config));
}

static void test_config_values_of_sound(void **state)
{
    (void)state;
    struct config config;
    struct fault_list faults = {0};
    config_default(&config);
    assert_int_equal(config.sound.volume, 40);
    assert_true(config.sound.tones);
    assert_false(config.sound.waiting_room || config.sound.read_aloud || config.sound.quiet_hours);
    assert_string_equal(config_voice(&config, "es"), "");
    write_file(
        "{\"sound\": {\"volume\": 0, \"tones\": false, \"read_aloud\": true, \"waiting_room\": "
        "true, \"quiet_hours\": true, \"quiet\": [[\"00:00\", \"7:00\"], [\"22:00\", "
        "\"24:00\"]], \"voice\": {\"x-why\": \"better\", \"es\": \"piper --model es\", \"*\": "
        "\"espeak-ng\"}}}");
    assert_true(config_load(&config, path, &faults));
    assert_int_equal(faults.errors + faults.warnings, 0);
    assert_int_equal(config.sound.volume, 0);
    assert_false(config.sound.tones);
    assert_true(config.sound.waiting_room && config.sound.read_aloud && config.sound.quiet_hours);
    assert_true(hours_day_has(&config.sound.quiet, 0));
    assert_true(hours_day_has(&config.sound.quiet, 7 * 60 - 1));
    assert_false(hours_day_has(&config.sound.quiet, 7 * 60));
    assert_true(hours_day_has(&config.sound.quiet, 23 * 60));
    assert_string_equal(config_voice(&config, "es"), "piper --model es");
    assert_string_equal(config_voice(&config, "vi"), "espeak-ng");
    write_file("{\"sound\": {\"voice\": \"say it\"}}");
    assert_true(config_load(&config, path, &faults));
    assert_string_equal(config_voice(&config, "es"), "say it");
    assert_int_equal(faults.errors, 0);
    fault_list_free(&faults);
}

static void test_faults_of_voices(void **state)
{
    (void)state;
    static const struct {
        const char *text, *fault;
        int left;
    } table[] = {
        {"3", "f:1:21: $.sound.voice: is a number; a text in double quotes is needed", 0},
        {"{\"e s\": \"a\", \"es\": \"b\"}",
         "f:1:29: $.sound.voice[\"e s\"]: is for no language; a code such as \"en\", or \"*\" for "
         "all "
         "others, is needed",
         1},
        {"{\"es\": 1}", "f:1:28: $.sound.voice.es: is a number; a text in double quotes is needed",
         0},
        {"{\"es\": \"a\\nb\"}",
         "f:1:28: $.sound.voice.es: holds a line break or control character; one line of text is "
         "needed",
         0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[256];
        struct config config;
        struct fault_list faults = {0};
        config_default(&config);
        snprintf(text, sizeof text, "{\"sound\": {\"voice\": %s}}", table[i].text);
        write_file(text);
        assert_true(config_load(&config, path, &faults));
        assert_string_equal(fault_line(faults.first, "f"), table[i].fault);
        assert_int_equal(config.sound.voice.count, table[i].left);
        fault_list_free(&faults);
    }
}

/* ---- settings.json, which staff write on the screen ---- */

static bool read_screen(struct config *config, const char *text, struct fault_list *faults)
{
    struct json_file *json = json_parse("f", text, strlen(text), faults);
    bool read = config_read_screen(config, json);
    json_free(json);
    return read;
}

static void test_the_screen_does_not_set_what_is_the_files(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"lock\": false}",
                                        "{\"developer\": true}",
                                        "{\"content_dirs\": [\"x\"]}",
                                        "{\"fixed\": []}",
                                        "{\"store_file\": \"x\"}",
                                        "{\"packs_dir\": \"x\"}",
                                        "{\"lock\": 0}",
                                        "{\"memory_mib\": 128}",
                                        "{\"content\": {\"stick_dirs\": []}}",
                                        "{\"sound\": {\"voice\": \"rm -r\"}}"};
    struct config config, before;
    config_default(&config);
    config.lock = true;
    config.developer = false;
    before = config;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fault_list faults = {0};
        assert_true(read_screen(&config, texts[i], &faults));
        assert_int_equal(faults.errors, 1);
        assert_string_equal(faults.first->message, "is set in kiosk.json only; take it out here");
        assert_memory_equal(&config, &before, sizeof config);
        fault_list_free(&faults);
    }
}

static void test_what_is_fixed_stays(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    struct config config;
    config_default(&config);
    write_file("{\"fixed\": [\"idle\"], \"idle\": {\"ask_s\": 120}}");
    assert_true(config_load(&config, path, &faults));
    assert_true(read_screen(&config, "{\"idle\": {\"ask_s\": 60}, \"language\": \"es\"}", &faults));
    assert_int_equal(config.idle.ask_s, 120);
    assert_string_equal(config.language, "es");
    assert_string_equal(
        fault_line(faults.first, "f"),
        "f:1:20: $.idle.ask_s: warning: is fixed in kiosk.json, whose value counts");
    fault_list_free(&faults);
}

/* ---- the list of keys ---- */

static void test_what_is_printed_is_what_is_typed(void **state)
{
    (void)state;
    static const struct {
        const char *key, *typed, *json;
    } table[] = {
        {"idle.ask_s", "120", "120"},
        {"language", "es", "\"es\""},
        {"clinic.name", "Dr. \"B\" & Co", "\"Dr. \\\"B\\\" & Co\""},
        {"languages", "es, vi", "[\"es\", \"vi\"]"},
        {"languages", "", "[]"},
        {"hours.mon", "8:00-12:30, 14:00-18:00",
         "[[\"08:00\", \"12:30\"], [\"14:00\", \"18:00\"]]"},
        {"hours.mon", "closed", "[]"},
        {"hours.closed", "2026-12-24,2026-12-25", "[\"2026-12-24\", \"2026-12-25\"]"},
        {"brightness", "0.5", "0.5"},
        {"sound.volume", "65", "65"},
        {"sound.quiet", "12:00-13:00", "[[\"12:00\", \"13:00\"]]"},
        {"clinic.colour", "clay", "\"clay\""},
        {"visit.ask_feeling", "false", "false"},
        {"screen.diagonal_mm", "546.1", "546.1"},
        {"keys.pause", "AudioPlay, b", "[\"AudioPlay\", \"b\"]"},
        {"keys.scan_s", "1.5", "1.5"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct config_key *key = config_key_find(table[i].key);
        struct config config;
        struct fault_list faults = {0};
        char group[32], file[256], *printed = NULL, *typed = config_key_typed(key, table[i].typed);
        size_t size;
        config_default(&config);
        bool grouped = *config_key_group(key, group, sizeof group);
        snprintf(file, sizeof file, grouped ? "{\"%s\": {\"%s\": %s}}" : "{%.0s\"%s\": %s}", group,
                 config_key_name(key), typed);
        read_screen(&config, file, &faults);
        assert_string_equal(fault_line(faults.first, "f"), "");
        FILE *out = open_memstream(&printed, &size);
        config_key_print(out, key, &config);
        fclose(out);
        assert_string_equal(printed, table[i].json);
        free(printed);
        free(typed);
    }
}

static void test_every_key_says_what_is_allowed(void **state)
{
    (void)state;
    for (size_t i = 0; i < config_key_count; i++) {
        char *allowed = config_key_allowed(&config_keys[i]);
        assert_true(strlen(allowed) > 5);
        free(allowed);
    }
    assert_string_equal(config_key_nearest("idle.asks"), "idle.ask_s");
}

static void test_config_unreadable(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "[]", "{\"lock\": true,}"};
    for (size_t i = 0; i < 3; i++) {
        struct config config, before;
        struct fault_list faults = {0};
        config_default(&config);
        config.idle.ask_s = 77;
        before = config;
        write_file(texts[i]);
        assert_false(config_load(&config, path, &faults));
        assert_int_equal(faults.errors, 1);
        assert_memory_equal(&config, &before, sizeof config);
        fault_list_free(&faults);
    }
}

static void test_config_shipped(void **state)
{
    (void)state;
    struct config config, expected;
    struct fault_list faults = {0};
    config_default(&expected);
    memset(&config, 0, sizeof config);
    config.developer = true;
    assert_true(config_load(&config, SOURCE_DIR "/config/kiosk.json", &faults));
    assert_int_equal(faults.errors + faults.warnings, 0);
    assert_int_equal(config.idle.ask_s, expected.idle.ask_s);
    assert_int_equal(config.idle.end_s, expected.idle.end_s);
    assert_true(config.screen.diagonal_mm == 0 && config.screen.viewing_mm == 0);
    assert_int_equal(config.lock, expected.lock);
    assert_int_equal(config.developer, expected.developer);
    assert_string_equal(config.language, expected.language);
    assert_string_equal(config.packs_dir, expected.packs_dir);
    assert_int_equal(config.memory_mib, expected.memory_mib);
    assert_int_equal(config.less_motion, expected.less_motion);
    assert_string_equal(config.store_file, expected.store_file);
    assert_string_equal(config.clinic.emergency, "");
}

/* ---- theme.json ---- */

static void test_theme_fallbacks(void **state)
{
    (void)state;
    struct fault_list faults = {0};
    static struct theme theme;
    theme_default(&theme);
    write_file("{\"font\": {\"fallback\": [{\"semibold\": \"s\"}, {\"regular\": \"r\", \"bold\": "
               "\"b\", \"scripts\": [\"Thai\", \"Laoo\"], \"languages\": [\"th\"]}]}}");
    assert_true(theme_load(&theme, path, &faults));
    assert_int_equal(faults.errors, 0);
    const struct theme_family *families = theme.fonts.family;
    assert_int_equal(theme.fonts.count, 3);
    assert_string_equal(families[0].file[2], "AtkinsonHyperlegibleNext-Bold.ttf");
    for (int i = 0; i < THEME_WEIGHTS; i++) {
        assert_string_equal(families[1].file[i], "s");
        assert_string_equal(families[2].file[i], i == 0 ? "r" : "b");
    }
    assert_int_equal(families[1].scripts[0], 0);
    assert_int_equal(families[2].scripts[1], 0x4C616F6F);
    assert_string_equal(families[2].languages[0], "th");
    assert_string_equal(families[2].languages[1], "");
    assert_true(families[2].scale == 1);

    write_file("{\"font\": {\"fallback\": []}}");
    assert_true(theme_load(&theme, path, &faults));
    assert_int_equal(theme.fonts.count, 1);
    fault_list_free(&faults);
}

static void test_theme_shipped(void **state)
{
    (void)state;
    static struct theme theme, expected; /* zeroed: what the file left out would show */
    struct fault_list faults = {0};
    theme_default(&expected);
    theme.fonts.family[0].scale = 1; /* all others are seen from it */
    assert_true(theme_load(&theme, SOURCE_DIR "/config/theme.json", &faults));
    assert_string_equal(fault_line(faults.first, "f"), "");
    for (int i = 0; i < COLOR_COUNT; i++) {
        assert_int_equal(theme.color[i], expected.color[i]);
        assert_int_equal(theme.high_contrast[i], expected.high_contrast[i]);
    }
    for (int i = 0; i < TYPE_COUNT; i++) {
        assert_int_equal(theme.type[i].weight, expected.type[i].weight);
        assert_true(theme.type[i].size == expected.type[i].size);
        assert_true(theme.type[i].cap_mm == expected.type[i].cap_mm);
    }
    for (int i = 0; i < LENGTH_COUNT; i++)
        assert_true(theme.length[i] == expected.length[i]);
    assert_memory_equal(&theme.fonts, &expected.fonts, sizeof theme.fonts);
    for (size_t i = 0; i < theme.fonts.count * THEME_WEIGHTS; i++) {
        char file[400];
        snprintf(file, sizeof file, SOURCE_DIR "/assets/fonts/%s",
                 theme.fonts.family[i / THEME_WEIGHTS].file[i % THEME_WEIGHTS]);
        assert_int_equal(access(file, R_OK), 0);
    }
}

static void test_theme_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } table[] = {
        {"{}", ""},
        {"{\"color\": {\"text\": \"black\"}}", "f:1:20: $.color.text: is not a colour; write "
                                               "\"#RRGGBB\" or, with opacity, \"#RRGGBBAA\""},
        {"{\"color\": {\"text\": \"#12345\"}}", "f:1:20: $.color.text: is not a colour; write "
                                                "\"#RRGGBB\" or, with opacity, \"#RRGGBBAA\""},
        {"{\"color\": {\"text\": \"#1234567G\"}}", "f:1:20: $.color.text: is not a colour; write "
                                                   "\"#RRGGBB\" or, with opacity, \"#RRGGBBAA\""},
        {"{\"color\": {\"txet\": \"#123456\"}}",
         "f:1:12: $.color.txet: unknown key \"txet\"; did you mean \"text\"?"},
        {"{\"colour\": {}}", "f:1:2: $.colour: unknown key \"colour\"; did you mean \"color\"?"},
        {"{\"type\": {\"body\": {\"cap_mm\": 3}}}", "f:1:30: $.type.body.cap_mm: 3 is too small; "
                                                    "numbers from 4.8 to 60 are allowed"},
        {"{\"type\": {\"body\": {\"weight\": \"heavy\"}}}",
         "f:1:30: $.type.body.weight: \"heavy\" is unknown; allowed are regular, semibold, bold, "
         "extrabold"},
        {"{\"length\": {\"gap\": -1}}",
         "f:1:20: $.length.gap: -1 is too small; numbers from 0 to 500 are allowed"},
        {"{\"font\": {\"bold\": \"../x.ttf\"}}",
         "f:1:19: $.font.bold: is not a file name; name a font file in assets/fonts"},
        {"{\"font\": {\"fallback\": [{\"scale\": 1}]}}",
         "f:1:24: $.font.fallback[0]: names no font file; give at least \"regular\""},
        {"{\"font\": {\"fallback\": [{\"bold\": \".\"}]}}",
         "f:1:33: $.font.fallback[0].bold: is not a file name; name a font file in assets/fonts"},
        {"{\"font\": {\"fallback\": [{\"bold\": \"a\", \"scripts\": [\"arab\"]}]}}",
         "f:1:50: $.font.fallback[0].scripts[0]: is not a script; write its ISO 15924 code, such "
         "as \"Arab\""},
        {"{\"font\": {\"fallback\": [{\"bold\": \"a\", \"languages\": [\"\"]}]}}",
         "f:1:52: $.font.fallback[0].languages[0]: is empty; write a language's code, such as "
         "\"vi\""},
        {"{\"font\": {\"fallback\": [{\"bold\": \"a\", \"scale\": 3}]}}",
         "f:1:47: $.font.fallback[0].scale: 3 is too large; numbers from 0.5 to 2 are allowed"},
        {"{\"font\": {\"fallback\": [{\"blod\": \"a\"}]}}",
         "f:1:25: $.font.fallback[0].blod: unknown key \"blod\"; did you mean \"bold\"?"},
    };
    static struct theme expected;
    theme_default(&expected);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        static struct theme theme;
        struct fault_list faults = {0};
        theme_default(&theme);
        write_file(table[i].text);
        assert_true(theme_load(&theme, path, &faults));
        assert_string_equal(fault_line(faults.first, "f"), table[i].expected);
        assert_memory_equal(&theme.color, &expected.color, sizeof theme.color);
        assert_memory_equal(&theme.length, &expected.length, sizeof theme.length);
        fault_list_free(&faults);
    }
}

static void test_theme_overlay(void **state)
{
    (void)state;
    static struct theme theme, expected;
    struct fault_list faults = {0};
    theme_default(&theme);
    theme_default(&expected);
    write_file("{\"color\": {\"primary\": \"#123456\", \"scrim\": \"#01020380\"}, \"length\": "
               "{\"gap\": 30}, \"type\": {\"body\": {\"weight\": \"bold\"}}}");
    assert_true(theme_load(&theme, path, &faults));
    assert_int_equal(faults.errors, 0);
    assert_int_equal(theme.color[COLOR_PRIMARY], 0xFF123456);
    assert_int_equal(theme.color[COLOR_SCRIM], 0x80010203);
    assert_int_equal(theme.color[COLOR_TEXT], expected.color[COLOR_TEXT]);
    assert_true(theme.length[LENGTH_GAP] == 30);
    assert_int_equal(theme.type[TYPE_BODY].weight, 2);
    assert_true(theme.type[TYPE_BODY].size == expected.type[TYPE_BODY].size);
    assert_false(theme_load(&theme, "/nonexistent.json", &faults));
    fault_list_free(&faults);
}

/* ---- contrast: WCAG 2.2, relative luminance of sRGB ---- */

static double luminance(color_t color)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (unsigned i = 0; i < 3; i++) {
        double c = (double)((color >> (8 * i)) & 0xFF) / 255;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(color_t a, color_t b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static void expect_contrast(const color_t *colors, const char *set, enum theme_color mark,
                            enum theme_color ground, double least)
{
    double ratio = contrast(colors[mark], colors[ground]);
    if (ratio < least)
        fail_msg("%s: token %d on token %d has %.2f:1, needs %.1f:1", set, (int)mark, (int)ground,
                 ratio, least);
}

static const enum theme_color light[] = {
    COLOR_BACKGROUND,   COLOR_SURFACE,   COLOR_SURFACE_TINT, COLOR_SURFACE_PRESSED,
    COLOR_STAGE_CENTER, COLOR_STAGE_RIM, COLOR_TINT_MINT,    COLOR_TINT_SAND,
    COLOR_TINT_LILAC,   COLOR_TINT_SKY};

static void check_set(const color_t *c, const char *set, double marks, double large)
{
    for (size_t i = 0; i < sizeof light / sizeof *light; i++) {
        expect_contrast(c, set, COLOR_TEXT, light[i], 7);
        expect_contrast(c, set, COLOR_TEXT_SOFT, light[i], 7);
        expect_contrast(c, set, COLOR_ACCENT, light[i], marks);
        expect_contrast(c, set, COLOR_PRIMARY, light[i], marks);
        expect_contrast(c, set, COLOR_DANGER, light[i], marks);
        expect_contrast(c, set, COLOR_LINE_STRONG, light[i], marks);
        expect_contrast(c, set, COLOR_FOCUS, light[i], marks);
    }
    expect_contrast(c, set, COLOR_ACCENT, COLOR_RING_TRACK, marks);
    expect_contrast(c, set, COLOR_TEXT_TINT, COLOR_SURFACE_TINT, 7);
    expect_contrast(c, set, COLOR_TEXT_TINT, COLOR_SURFACE, 7);
    expect_contrast(c, set, COLOR_ACCENT_TEXT, COLOR_BACKGROUND, 7);
    expect_contrast(c, set, COLOR_ACCENT_TEXT, COLOR_SURFACE, 7);
    expect_contrast(c, set, COLOR_DANGER_TEXT, COLOR_DANGER_SURFACE, 7);
    expect_contrast(c, set, COLOR_DANGER_TEXT, COLOR_SURFACE, 7);
    expect_contrast(c, set, COLOR_DANGER_TEXT, COLOR_BACKGROUND, 7);
    expect_contrast(c, set, COLOR_TEXT, COLOR_DANGER_SURFACE, 7);
    expect_contrast(c, set, COLOR_FEEL, COLOR_DANGER_SURFACE, marks);
    expect_contrast(c, set, COLOR_FEEL_NERVE, COLOR_DANGER_SURFACE, marks);
    expect_contrast(c, set, COLOR_ON_PRIMARY, COLOR_PRIMARY, 7);
    expect_contrast(c, set, COLOR_ON_PRIMARY, COLOR_PRIMARY_PRESSED, 7);
    expect_contrast(c, set, COLOR_ON_HERO, COLOR_HERO_FROM, 7);
    expect_contrast(c, set, COLOR_ON_HERO_SOFT, COLOR_HERO_FROM, 7);
    /* The far end of the hero's gradient carries large type only (1.4.6). */
    expect_contrast(c, set, COLOR_ON_HERO, COLOR_HERO_TO, large);
    expect_contrast(c, set, COLOR_QR_DARK, COLOR_SURFACE, 7);
}

static void test_contrast(void **state)
{
    (void)state;
    static struct theme theme;
    theme_default(&theme);
    assert_true(fabs(contrast(0xFF000000, 0xFFFFFFFF) - 21) < 0.01);
    assert_true(fabs(contrast(0xFF777777, 0xFFFFFFFF) - 4.48) < 0.01);
    check_set(theme.color, "color", 3, 4.5);
    check_set(theme.high_contrast, "high_contrast", 7, 7);
    for (int i = 0; i < COLOUR_COUNT; i++) {
        color_t colors[COLOR_COUNT];
        colours_of(&theme, (enum config_colour)i, colors);
        check_set(colors, "colour", 3, 4.5);
        expect_contrast(colors, "colour", COLOR_ON_PRIMARY, COLOR_PRIMARY, 7);
        expect_contrast(colors, "colour", COLOR_TEXT_TINT, COLOR_SURFACE_TINT, 7);
        assert_int_equal(colors[COLOR_PRIMARY], colours_primary(&theme, (enum config_colour)i));
    }
    expect_contrast(theme.high_contrast, "high_contrast", COLOR_LINE, COLOR_BACKGROUND, 7);
    assert_int_equal(theme.high_contrast[COLOR_TEXT], 0xFF000000);
    assert_int_equal(theme.high_contrast[COLOR_BACKGROUND], 0xFFFFFFFF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_config_faults),
        cmocka_unit_test(test_config_values),
        cmocka_unit_test(test_config_values_of_the_clinic),
        cmocka_unit_test(test_config_values_of_sound),
        cmocka_unit_test(test_faults_of_voices),
        cmocka_unit_test(test_the_screen_does_not_set_what_is_the_files),
        cmocka_unit_test(test_what_is_fixed_stays),
        cmocka_unit_test(test_what_is_printed_is_what_is_typed),
        cmocka_unit_test(test_every_key_says_what_is_allowed),
        cmocka_unit_test(test_config_unreadable),
        cmocka_unit_test(test_config_shipped),
        cmocka_unit_test(test_theme_shipped),
        cmocka_unit_test(test_theme_faults),
        cmocka_unit_test(test_theme_overlay),
        cmocka_unit_test(test_theme_fallbacks),
        cmocka_unit_test(test_contrast),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
