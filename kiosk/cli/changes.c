#include "cli/changes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/reload.h"
#include "base/fault_log.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/thread.h"
#include "cli/settings.h"
#include "content/content.h"
#include "content/strings.h"
#include "platform/watch.h"

/* What there is to do, a bit each. */
enum { CONTENT = 1, WORDS = 2, THEME = 4, CONFIG = 8, PACKS = 16, SCREEN = 32 };

/* Packs being loaded beside those that are shown. A large one takes a second, in which nobody's
 * exercise may stand still. */
struct loading {
    pthread_t thread;
    bool started;
    atomic_bool done;
    struct content *content;
    struct fault_list faults;
};

struct changes {
    struct assembly *assembly;
    const struct assembly_options *options;
    void (*on_loaded)(void);
    struct watch *watch;
    unsigned kind[WATCH_MAX_PATHS]; /* of each watched path */
    unsigned due;
    struct loading loading;
};

static void watch_path(struct changes *changes, const char *path, unsigned kind)
{
    int number = watch_add(changes->watch, path);
    if (number >= 0)
        changes->kind[number] = kind;
}

static void watch_everything(struct changes *changes, ms_t now)
{
    const struct assembly *assembly = changes->assembly;
    watch_destroy(changes->watch);
    changes->watch = watch_create(now);
    watch_ring(changes->watch, changes->on_loaded);
    if (!changes->options->config)
        watch_path(changes, assembly->config_file, CONFIG);
    if (*assembly->screen_file)
        watch_path(changes, assembly->screen_file, SCREEN);
    watch_path(changes, assembly->theme_file, THEME);
    watch_path(changes, assembly->lang_dir, WORDS);
    size_t own = assembly->content_dir_count - assembly->imported_count;
    for (size_t i = 0; i < own; i++)
        watch_path(changes, assembly->content_dirs[i], CONTENT);
    if (*assembly->packs_dir && changes->options->content_dir_count == 0)
        watch_path(changes, assembly->packs_dir, PACKS);
}

struct changes *changes_open(struct assembly *assembly, const struct assembly_options *options,
                             void (*on_loaded)(void), ms_t now)
{
    struct changes *changes = MEMORY_NEW(struct changes);
    changes->assembly = assembly;
    changes->options = options;
    changes->on_loaded = on_loaded;
    watch_everything(changes, now);
    return changes;
}

ms_t changes_wake(const struct changes *changes)
{
    return watch_wake(changes->watch);
}

static unsigned find_due(struct changes *changes, ms_t now)
{
    uint32_t paths = watch_changed(changes->watch, now);
    unsigned due = 0;
    for (int i = 0; paths; i++, paths >>= 1)
        if (paths & 1)
            due |= changes->kind[i];
    return due;
}

/* `read`: the file could be read at all. True when it has no error, else they are logged. */
static bool accept(struct assembly *assembly, enum settings_file which, bool read,
                   struct fault_list *faults)
{
    const char *event = which == SETTINGS_CONFIG ? "config" : "theme";
    const char *file = which == SETTINGS_CONFIG ? assembly->config_file : assembly->theme_file;
    bool good = read && faults->errors == 0;
    fault_list_log(faults, event);
    if (good)
        log_info(event, "file=%s text=%s", file, "read again");
    else
        log_warn(event, "file=%s text=%s", file, "the last good version stays");
    settings_note(assembly, which, faults);
    fault_list_free(faults);
    return good;
}

/* For the next start; only a kiosk that falls back on it keeps anything. */
static void keep(const struct changes *changes)
{
    if (changes->options->last_good)
        settings_keep(changes->assembly);
}

static bool renew_theme(struct changes *changes)
{
    struct assembly *assembly = changes->assembly;
    struct fault_list faults = {0};
    struct theme theme;
    theme_default(&theme);
    bool read = theme_load(&theme, assembly->theme_file, &faults);
    if (!accept(assembly, SETTINGS_THEME, read, &faults))
        return false;
    /* NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): without padding, see theme.h */
    if (memcmp(&theme.fonts, &assembly->theme.fonts, sizeof theme.fonts) != 0 &&
        !assembly_renew_painter(assembly, &theme)) {
        settings_fault_fonts(assembly, "the last good version stays");
        return false;
    }
    assembly->theme = theme;
    app_settings_changed(assembly->app, painter_measure(assembly->painter));
    keep(changes);
    return true;
}

/* What is only looked at when the kiosk starts keeps its value until then. */
static void keep_until_start(struct config *config, const struct config *old)
{
    if (config->lock != old->lock || strcmp(config->store_file, old->store_file) != 0)
        log_warn("config", "text=%s", "lock and store_file change at the next start");
    config->lock = old->lock;
    memcpy(config->store_file, old->store_file, sizeof config->store_file);
}

static bool same_packs(const struct config *a, const struct config *b)
{
    bool same =
        a->content_dirs.count == b->content_dirs.count && strcmp(a->packs_dir, b->packs_dir) == 0;
    for (int i = 0; same && i < a->content_dirs.count; i++)
        same = strcmp(a->content_dirs.paths[i], b->content_dirs.paths[i]) == 0;
    return same;
}

/* Other packs are to be loaded now. */
static bool choose_packs(struct changes *changes)
{
    struct assembly *assembly = changes->assembly;
    if (!assembly_choose_content(assembly, changes->options))
        return false;
    app_set_content_dirs(assembly->app, assembly->content_dirs, assembly->content_dir_count);
    changes->due |= CONTENT;
    return true;
}

/* kiosk.json with its packs; false when the last ones stay. */
static bool renew_site(struct changes *changes, ms_t now)
{
    struct assembly *assembly = changes->assembly;
    const struct config old = assembly->config;
    char *base = assembly->config_base;
    char old_base[sizeof assembly->config_base];
    memcpy(old_base, base, sizeof old_base);
    struct fault_list faults = {0};
    struct config site;
    config_default(&site);
    bool read = config_load(&site, assembly->config_file, &faults);
    if (!accept(assembly, SETTINGS_CONFIG, read, &faults))
        return false;
    settings_lock(&site, changes->options);
    keep_until_start(&site, &old);
    assembly->config.content_dirs = site.content_dirs;
    memcpy(assembly->config.packs_dir, site.packs_dir, sizeof site.packs_dir);
    memcpy(base, assembly->config_file, sizeof old_base);
    bool same = same_packs(&site, &old) && strcmp(base, old_base) == 0;
    if (!same && !choose_packs(changes)) {
        log_warn("config", "text=%s", "content_dirs are too many or too long; the last ones stay");
        assembly->config = old;
        memcpy(base, old_base, sizeof old_base);
        assembly_choose_content(assembly, changes->options);
        return false;
    }
    assembly->site = site;
    if (!same)
        watch_everything(changes, now);
    return true;
}

/* Either of the two files of which the settings are made. */
static bool renew_settings(struct changes *changes, unsigned due, ms_t now)
{
    struct assembly *assembly = changes->assembly;
    if ((due & CONFIG) && !renew_site(changes, now))
        due &= ~(unsigned)CONFIG;
    if (!(due & (CONFIG | SCREEN)))
        return false;
    settings_apply(assembly);
    if (due & SCREEN)
        log_info("settings", "file=%s text=%s", assembly->screen_file, "read again");
    keep(changes);
    return true;
}

/* Packs were imported, exchanged or taken off. */
static void renew_packs(struct changes *changes)
{
    if (!choose_packs(changes))
        log_warn("packs", "folder=%s text=%s", changes->assembly->packs_dir, "a path is too long");
}

static void *load(void *context)
{
    struct changes *changes = context;
    struct loading *loading = &changes->loading;
    const struct assembly *assembly = changes->assembly;
    loading->content =
        content_load(assembly->content_dirs, assembly->content_dir_count, &loading->faults);
    atomic_store(&loading->done, true);
    if (changes->on_loaded)
        changes->on_loaded();
    return NULL;
}

/* In trouble nobody waits, and the app itself may be loading. */
static void start_loading(struct changes *changes)
{
    struct loading *loading = &changes->loading;
    *loading = (struct loading){.done = false};
    if (!changes->options->synchronous && app_content(changes->assembly->app))
        loading->started = thread_start(&loading->thread, "loader", 0, load, changes);
    if (!loading->started)
        load(changes);
}

static bool take_loaded(struct changes *changes)
{
    struct loading *loading = &changes->loading;
    if (loading->started)
        pthread_join(loading->thread, NULL);
    loading->started = false;
    atomic_store(&loading->done, false);
    struct content *content = loading->content;
    loading->content = NULL;
    return app_offer_content(changes->assembly->app, content, &loading->faults);
}

void changes_close(struct changes *changes)
{
    if (!changes)
        return;
    if (changes->loading.started)
        pthread_join(changes->loading.thread, NULL);
    content_free(changes->loading.content);
    fault_list_free(&changes->loading.faults);
    watch_destroy(changes->watch);
    free(changes);
}

/* One thing after the other: while packs are loaded, the rest waits, too. */
bool changes_follow(struct changes *changes, ms_t now)
{
    bool different = false;
    changes->due |= find_due(changes, now);
    if (changes->loading.started && !atomic_load(&changes->loading.done))
        return false;
    if (changes->loading.started)
        different = take_loaded(changes);
    unsigned due = changes->due;
    changes->due = 0;
    if (due & (CONFIG | SCREEN))
        different |= renew_settings(changes, due, now);
    if (due & PACKS)
        renew_packs(changes);
    due |= changes->due;
    changes->due = 0;
    if (due & THEME)
        different |= renew_theme(changes);
    if (due & WORDS)
        different |= settings_take_words(changes->assembly);
    if (due & CONTENT)
        start_loading(changes);
    if (atomic_load(&changes->loading.done))
        different |= take_loaded(changes);
    return different;
}
