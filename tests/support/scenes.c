#include "scenes.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum {
    HOME_EASED = APP_LARGER_TEXT | APP_HIGH_CONTRAST | APP_LOW_REACH,
    PLAYER_EASED = APP_LARGER_TEXT | APP_HIGH_CONTRAST | APP_LESS_MOTION
};

#define ROW(upper, its_name, its_spec, ms, ...)                                                    \
    {                                                                                              \
        .name = (its_name), .screen = SCREEN_##upper, .spec = (its_spec), .at = (ms), __VA_ARGS__  \
    }
#define CLINIC .pack = SCENE_CLINIC

const struct scene scenes[] = {
    ROW(ATTRACT, "attract", "attract", 12000),
    ROW(HOME, "home", "home", 1000, .main = true),
    ROW(HOME, "home-eased", "home", 1000, .ease = HOME_EASED),
    ROW(HOME, "clinic-home", "home", 1000, CLINIC),
    ROW(HOME, NULL, "home", 1000, .pack = SCENE_ADVICE),
    ROW(ATTRACT, NULL, "attract", 1000, .pack = SCENE_ADVICE),
    ROW(OVERVIEW, "overview", "overview:lower-back-relief", 1000, .main = true),
    ROW(OVERVIEW, NULL, "overview:pinched-nerve-yoga", 1000),
    ROW(OVERVIEW, "red-flags", "red-flags", 1000),
    ROW(OVERVIEW, "red-flags-raised", "red-flags-raised", 1000),
    ROW(OVERVIEW, "red-flags-talked", "red-flags-talked", 1000),
    ROW(OVERVIEW, "clinic-overview", "overview:strong-start", 1000, CLINIC),
    ROW(PLAYER, "player-ready", "player:ease-sciatic-pain:2", 35000),
    ROW(PLAYER, "player-ask", "player:lower-back-relief:1", 2000),
    ROW(PLAYER, "player-hold", "player:lower-back-relief:1", 87000, .main = true),
    ROW(PLAYER, "player-change", "player:lower-back-relief:1", 42000),
    ROW(PLAYER, NULL, "player:ease-sciatic-pain:1", 1000),
    ROW(PLAYER, NULL, "player:ease-sciatic-pain:5", 1000),
    ROW(PLAYER, NULL, "player:pinched-nerve-yoga:1", 1000),
    ROW(PLAYER, NULL, "player:from-your-chair:2", 1000),
    ROW(PLAYER, "player-eased", "player:lower-back-relief:1", 87000, .ease = PLAYER_EASED),
    ROW(PLAYER, "clinic-player", "player:strong-start:1", 37000, CLINIC),
    ROW(PAUSED, "paused", "paused:lower-back-relief:2", 1000),
    ROW(HURT, "hurt", "hurt:lower-back-relief:1", 1000),
    ROW(HURT, NULL, "hurt:ease-sciatic-pain:2", 1000),
    ROW(FINISH, "finish", "finish:ease-sciatic-pain", 1000),
    ROW(FINISH, NULL, "finish:from-your-chair", 1000),
    ROW(TAKE_HOME, "take-home", "take-home:sciatic-mat-routine", 1000),
    ROW(ADVICE, "advice", "advice", 1000),
    ROW(ADVICE, "advice-page", "advice:when-to-stop", 1000),
    ROW(LIBRARY, "library", "library", 1000),
    ROW(EXERCISE, "exercise", "exercise:cobra", 1000),
    ROW(EXERCISE, NULL, "exercise:walking", 1000),
    ROW(EXERCISE, NULL, "exercise:seated-nerve-glide", 1000),
    ROW(EASE, "ease", "ease", 1000),
    ROW(EASE, NULL, "ease", 1000, .silent = true),
    ROW(LANGUAGE, "language", "language", 1000),
    ROW(STILL_THERE, "still-there", "still-there", 10000),
    ROW(STAFF_PIN, "staff-pin", "staff-pin", 1000),
    ROW(STAFF_PIN, NULL, "staff-pin:choose", 1000),
    ROW(STAFF_PIN, "staff-pin-first", "staff-pin:repeat", 1000),
    ROW(STAFF_PIN, NULL, "staff-pin:refused", 1000),
    ROW(STAFF_PIN, NULL, "staff-pin:wrong", 1000),
    ROW(STAFF_PIN, "staff-pin-wait", "staff-pin:wait", 1000),
    ROW(STAFF_PIN, NULL, "staff-pin:help", 1000),
    ROW(STAFF_PIN, NULL, "staff-pin:stick", 1000),
    ROW(STAFF_KEYBOARD, "staff-keyboard", "staff-keyboard", 1000, .main = true),
    ROW(STAFF_KEYBOARD, "staff-keyboard-accents", "staff-keyboard:accents", 1000, .main = true),
    ROW(STAFF_KEYBOARD, NULL, "staff-keyboard:languages", 1000),
    ROW(STAFF_KEYBOARD, NULL, "staff-keyboard:full", 1000),
    ROW(STAFF_KEYBOARD, NULL, "staff-keyboard:saved", 1000),
    ROW(STAFF_HOME, "staff-home", "staff-home", 1000),
    ROW(STAFF_HOME, NULL, "staff-home:well", 1000),
    ROW(STAFF_HOME, "staff-lock-soon", "staff-home:soon", 1000),
    ROW(STAFF_CHECK, "staff-check", "staff-check", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:well", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:restarts", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:never", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:part", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:unkept", 1000),
    ROW(STAFF_CHECK, "staff-check-touch", "staff-check:touch", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:hear", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:colours", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:spots", 1000),
    ROW(STAFF_CHECK, NULL, "staff-check:compare", 1000),
    ROW(STAFF_CLEANING, "staff-cleaning", "staff-cleaning", 1000),
    ROW(STAFF_SETTINGS, "staff-settings", "staff-settings:language", 1000),
    ROW(STAFF_SETTINGS, "staff-settings-sound", "staff-settings:sound", 1000),
    ROW(STAFF_SETTINGS, NULL, "staff-settings:quiet", 1000),
    ROW(STAFF_SETTINGS, "staff-settings-visits", "staff-settings:visits", 1000),
    ROW(STAFF_SETTINGS, "staff-settings-hours", "staff-settings:hours", 1000),
    ROW(STAFF_SETTINGS, NULL, "staff-settings:holidays", 1000),
    ROW(STAFF_SETTINGS, "staff-settings-screen", "staff-settings:screen", 1000),
    ROW(STAFF_SETTINGS, NULL, "staff-settings:card", 1000),
    ROW(STAFF_SETTINGS, NULL, "staff-settings:confirm", 1000),
    ROW(STAFF_SETTINGS, "staff-settings-clinic", "staff-settings:clinic", 1000),
    ROW(CLOSED, "closed", "closed", 1000),
    ROW(STAFF_USAGE, "staff-usage", "staff-usage", 1000),
    ROW(STAFF_USAGE, NULL, "staff-usage:weeks", 1000),
    ROW(STAFF_USAGE, "staff-usage-year", "staff-usage:year", 1000),
    ROW(STAFF_USAGE, NULL, "staff-usage:empty", 1000),
    ROW(STAFF_USAGE, NULL, "staff-usage:unknown", 1000),
    ROW(STAFF_USAGE, NULL, "staff-usage:full", 1000),
    ROW(STAFF_USAGE, NULL, "staff-usage:read-only", 1000),
    ROW(STAFF_USAGE, NULL, "staff-usage:routines", 1000),
    ROW(STAFF_USAGE, "staff-usage-steps", "staff-usage:steps", 1000),
    ROW(STAFF_ROUTINES, "staff-routines", "staff-routines", 1000),
    ROW(STAFF_ROUTINES, NULL, "staff-routines:unsaved", 1000),
    ROW(STAFF_ROUTINES, NULL, "staff-routines:unreadable", 1000),
    ROW(STAFF_ROUTINES, NULL, "staff-routines:aside", 1000),
    ROW(STAFF_BUILDER, "staff-builder", "staff-builder", 1000),
    ROW(STAFF_BUILDER, "staff-builder-empty", "staff-builder:empty", 1000),
    ROW(STAFF_BUILDER, "staff-builder-details", "staff-builder:details", 1000),
    ROW(STAFF_BUILDER, "staff-builder-more", "staff-builder:more", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:many", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:unsaved", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:lost", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:on-stick", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:read-only", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:unfinished", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:step", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:library", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:actions", 1000),
    ROW(STAFF_BUILDER, NULL, "staff-builder:places", 1000),
    ROW(STAFF_STICK, "staff-stick", "staff-stick", 1000),
    ROW(STAFF_STICK, "staff-stick-mistake", "staff-stick:mistake", 1000),
    ROW(STAFF_STICK, "staff-stick-done", "staff-stick:done", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:content", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:empty", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:pulled", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:reading", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:plain", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:photos", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:faulty", 1000),
    ROW(STAFF_STICK, "staff-stick-read-only", "staff-stick:read-only", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:message-off", 1000),
    ROW(STAFF_STICK, NULL, "staff-stick:same", 1000),
    ROW(STAFF_PHOTOS, "staff-photos", "staff-photos", 1000),
    ROW(STAFF_PHOTOS, "staff-photos-exercise", "staff-photos:exercise", 1000),
    ROW(STAFF_PHOTOS, NULL, "staff-photos:unfinished", 1000),
    ROW(STAFF_PHOTOS, NULL, "staff-photos:done", 1000),
    ROW(STAFF_PHOTOS, NULL, "staff-photos:none", 1000),
    ROW(TROUBLE, "trouble", NULL, 1000, .pack = SCENE_EMPTY),
};

const size_t scene_count = sizeof scenes / sizeof *scenes;

const struct scene *scene_of(enum screen_id screen)
{
    for (size_t i = 0; i < scene_count; i++)
        if (scenes[i].screen == screen)
            return &scenes[i];
    fail_msg("screen %s has no scene in tests/support/scenes.c", screen_name(screen));
    return NULL;
}

bool scene_is_plain(const struct scene *scene)
{
    return scene->pack == SCENE_SHIPPED && scene->ease == 0 && !scene->silent;
}

static const char *empty_folder(void)
{
    static const char folder[] = BUILD_DIR "/empty-folder";
    mkdir(folder, 0755);
    return folder;
}

/* A pack that hides all that is shipped. */
static const char *hiding_pack(void)
{
    static const char folder[] = BUILD_DIR "/advice-only";
    mkdir(folder, 0755);
    FILE *head = fopen(BUILD_DIR "/advice-only/pack.json", "w");
    DIR *routines = opendir(SHARE_DIR "/content/routines");
    const char *between = "";
    assert_true(head && routines);
    fputs("{\"id\": \"own\", \"name\": \"Own\", \"version\": \"1\", \"format\": 1, \"hide\": [",
          head);
    for (const struct dirent *entry; (entry = readdir(routines));) {
        size_t length = strlen(entry->d_name);
        if (length <= 5 || strcmp(entry->d_name + length - 5, ".json") != 0)
            continue;
        fprintf(head, "%s\"%.*s\"", between, (int)length - 5, entry->d_name);
        between = ", ";
    }
    fputs("]}", head);
    closedir(routines);
    assert_int_equal(fclose(head), 0);
    return folder;
}

void scene_open(struct harness *harness, const struct scene *scene,
                const struct harness_options *options)
{
    struct harness_options with = *options;
    if (scene->pack == SCENE_EMPTY)
        with.content_dir = empty_folder();
    if (scene->pack == SCENE_CLINIC)
        with.clinic_dir = SHARE_DIR "/content/sample-clinic";
    if (scene->pack == SCENE_ADVICE)
        with.clinic_dir = hiding_pack();
    harness_open(harness, &with);
}

void scene_show(struct harness *harness, const struct scene *scene)
{
    app_set_ease(harness->assembly.app, scene->ease);
    app_set_ears(harness->assembly.app, scene->silent, scene->silent);
    if (scene->spec)
        harness_show(harness, scene->spec);
    app_leave_alone(harness->assembly.app);
    harness_expect(harness, screen_name(scene->screen));
}
