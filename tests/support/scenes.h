#pragma once

#include <stddef.h>

#include "harness.h"
#include "screens/screen.h"

/* What each screen of SCREENS looks like, once for all tests that go through the screens. */

/* What the kiosk has to show. */
enum scene_pack {
    SCENE_SHIPPED,
    SCENE_CLINIC, /* the sample clinic over it */
    SCENE_ADVICE, /* staff have hidden every routine */
    SCENE_EMPTY   /* nothing: the screen comes up by itself */
};

struct scene {
    const char *name;      /* of its reference pictures; NULL: there are none */
    enum screen_id screen; /* that is up */
    const char *spec;      /* as for `kiosk shot`; NULL with SCENE_EMPTY */
    ms_t at;               /* how long it has been up when it is looked at */
    unsigned ease;         /* bits of enum app_ease */
    enum scene_pack pack;
    bool silent; /* on a machine without sound and voice */
    bool main;   /* one of the few that stand for all, where all would be too many */
};

extern const struct scene scenes[];
extern const size_t scene_count;

/* The first scene of a screen. Fails, with the screen's name, when there is none. */
const struct scene *scene_of(enum screen_id screen);

/* Whether a kiosk with the shipped content can show it, as anybody would have it. */
bool scene_is_plain(const struct scene *scene);

/* A kiosk on which the scene can be shown: `options`, with the content that the scene needs. */
void scene_open(struct harness *harness, const struct scene *scene,
                const struct harness_options *options);

/* Fails when another screen comes up. */
void scene_show(struct harness *harness, const struct scene *scene);
