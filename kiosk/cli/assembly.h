#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"
#include "base/ms.h"
#include "cli/images.h"
#include "cli/last_good.h"
#include "config/config.h"
#include "config/theme.h"
#include "packs/packs.h"
#include "platform/painter.h"

/* The kiosk without a window: settings, theme, content folders, painter, figure cache and app,
 * wired together. run, shot, bench and the tests all build on this one. */

enum {
    ASSEMBLY_PATH = 1024,
    ASSEMBLY_MAX_OWN = 8,
    ASSEMBLY_MAX_CONTENT = ASSEMBLY_MAX_OWN + PACKS_MAX
};

/* Strings are borrowed until assembly_close. */
struct assembly_options {
    const char *share;           /* see paths_share; NULL: looked for */
    const char *config_file;     /* NULL: share/config/kiosk.json, whose absence is no fault */
    const struct config *config; /* these settings instead of a file's; NULL: read the file */
    bool screen_settings;        /* and over them what staff set on the screen */
    /* A file with a fault falls back on what the state folder remembers, and the kiosk starts. Off:
     * a developer is told, and one that was named must be JSON. */
    bool last_good;
    bool lock; /* locked, and nothing for developers, whatever the settings say */
    const char *const *content_dirs;
    /* 0: config's, or the shipped content when it names none, and then the imported packs */
    size_t content_dir_count;
    const char *packs_dir;  /* NULL: config's; "": no imported packs */
    const char *language;   /* NULL: config's */
    const char *store_file; /* NULL: config's */
    /* Figures are drawn and pictures decoded on the spot: same input, same pixels. */
    bool synchronous;
    void (*on_image_ready)(void); /* from another thread, when not synchronous; may be NULL */
    ms_t now;
};

struct assembly {
    struct config config; /* in force */
    struct config site;   /* the same without what staff set on the screen */
    struct theme theme;
    struct images images;
    struct image_source image_source; /* asks them */
    struct painter *painter;
    struct app *app;
    char share[ASSEMBLY_PATH];
    char content_paths[ASSEMBLY_MAX_CONTENT][ASSEMBLY_PATH];
    const char *content_dirs[ASSEMBLY_MAX_CONTENT];
    size_t content_dir_count;
    size_t imported_count;         /* the last ones of content_dirs, in the order of their ids */
    char packs_dir[ASSEMBLY_PATH]; /* where they are; need not exist; "" when there is none */
    char keys_dir[ASSEMBLY_PATH];  /* of who may sign packs; need not exist */
    char lang_dir[ASSEMBLY_PATH];
    char config_file[ASSEMBLY_PATH]; /* need not exist */
    char config_base[ASSEMBLY_PATH]; /* from which folders in `config` are seen: itself, or the file
                                        that its last good copy is of */
    char theme_file[ASSEMBLY_PATH];  /* need not exist */
    char screen_file[ASSEMBLY_PATH]; /* what staff set; need not exist; "": none is read */
    const char *language;            /* the call's; NULL: config's */
    bool last_good;                  /* as in the options */
    struct last_start last;          /* before this one; empty without options.last_good */
    char notes[SETTINGS_FILES][256]; /* what is wrong with each file, for staff; "": nothing */
};

/* CLI_FINE; CLI_INPUT_WRONG when a settings file that was named cannot be read (see last_good);
 * CLI_MACHINE_WRONG when assets are missing. Logged; *assembly is then empty. Bad content is no
 * failure: the app then comes up on its trouble screen. Points into itself: must not be moved. */
int assembly_open(struct assembly *assembly, const struct assembly_options *options);
void assembly_close(struct assembly *assembly);

/* Its two halves, for who needs the settings before the rest: share, settings, theme and folders
 * (nothing to close when only this was called); then painter, figures and app. */
int assembly_find(struct assembly *assembly, const struct assembly_options *options);
int assembly_build(struct assembly *assembly, const struct assembly_options *options);

/* The packs to load, again: the call's; else those of assembly->config, or the shipped, and then
 * the imported ones. False when there are too many or a path is too long; they are then undefined.
 */
bool assembly_choose_content(struct assembly *assembly, const struct assembly_options *options);

/* Another painter, for another theme's fonts. False (logged) when they cannot be opened; the
 * former one then stays. */
bool assembly_renew_painter(struct assembly *assembly, const struct theme *theme);
