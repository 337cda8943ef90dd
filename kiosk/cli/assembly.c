#include "cli/assembly.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/memory_shares.h"
#include "cli/paths.h"
#include "cli/settings.h"
#include "cli/shrink.h"

/* Pictures at the sizes in which they are on the screen: nine cards of a 4K panel take 15 MiB, its
 * player 12 for each picture. */

/* Pictures are known by their files; figures by the clips of the content that goes. */
static void forget_figures(void *figures)
{
    figure_cache_clear(figures);
}

/* Folders that settings name are seen from their file. */
static bool see_from_config(char *out, const struct assembly *assembly, const char *path)
{
    char folder[ASSEMBLY_PATH];
    memcpy(folder, assembly->config_base, sizeof folder);
    char *slash = strrchr(folder, '/');
    snprintf(slash ? slash : folder, 2, "%s", slash == folder ? "/" : "");
    return paths_join(out, ASSEMBLY_PATH, folder, path);
}

static bool find_packs_dir(struct assembly *assembly, const struct assembly_options *options)
{
    if (options->packs_dir)
        return paths_join(assembly->packs_dir, ASSEMBLY_PATH, "", options->packs_dir);
    if (*assembly->config.packs_dir)
        return see_from_config(assembly->packs_dir, assembly, assembly->config.packs_dir);
    packs_default_dir(assembly->packs_dir, ASSEMBLY_PATH);
    return true;
}

static bool find_keys_dir(struct assembly *assembly)
{
    const char *dir = assembly->config.content.keys_dir;
    *assembly->keys_dir = '\0';
    return !*dir || see_from_config(assembly->keys_dir, assembly, dir);
}

static bool add_imported(struct assembly *assembly)
{
    struct arena arena = {0};
    struct fault_list faults = {0};
    struct packs_entry *entries;
    size_t count =
        *assembly->packs_dir ? packs_list(assembly->packs_dir, &arena, &entries, &faults) : 0;
    bool fits = true;
    for (const struct fault *f = faults.first; f; f = f->next)
        log_warn("packs", "folder=%s text=%s", f->file, f->message);
    fault_list_free(&faults);
    for (size_t i = 0; fits && i < count; i++) {
        if (!entries[i].path)
            continue;
        if (assembly->imported_count == PACKS_MAX) {
            log_warn("packs", "folder=%s most=%d text=%s", assembly->packs_dir, PACKS_MAX,
                     "too many packs; only the first are shown");
            break;
        }
        fits = paths_join(assembly->content_paths[assembly->content_dir_count], ASSEMBLY_PATH, "",
                          entries[i].path);
        assembly->content_dir_count++;
        assembly->imported_count++;
    }
    arena_free(&arena);
    return fits;
}

bool assembly_choose_content(struct assembly *assembly, const struct assembly_options *options)
{
    size_t count = options->content_dir_count;
    bool fits =
        count <= ASSEMBLY_MAX_OWN && find_packs_dir(assembly, options) && find_keys_dir(assembly);
    for (size_t i = 0; fits && i < count; i++)
        fits = paths_join(assembly->content_paths[i], ASSEMBLY_PATH, "", options->content_dirs[i]);
    if (count == 0) {
        count = (size_t)assembly->config.content_dirs.count;
        for (size_t i = 0; fits && i < count; i++)
            fits = see_from_config(assembly->content_paths[i], assembly,
                                   assembly->config.content_dirs.paths[i]);
    }
    if (count == 0) {
        fits = fits &&
               paths_join(assembly->content_paths[0], ASSEMBLY_PATH, assembly->share, "content");
        count = 1;
    }
    assembly->content_dir_count = count;
    assembly->imported_count = 0;
    if (fits && options->content_dir_count == 0)
        fits = add_imported(assembly);
    for (size_t i = 0; fits && i < assembly->content_dir_count; i++)
        assembly->content_dirs[i] = assembly->content_paths[i];
    return fits;
}

int assembly_find(struct assembly *assembly, const struct assembly_options *options)
{
    *assembly = (struct assembly){.language = options->language};
    bool found = options->share ? paths_join(assembly->share, ASSEMBLY_PATH, "", options->share)
                                : paths_share(assembly->share, ASSEMBLY_PATH);
    char *config_file = assembly->config_file;
    if (!found || !paths_join(config_file, ASSEMBLY_PATH, assembly->share, "config/kiosk.json") ||
        !paths_join(assembly->theme_file, ASSEMBLY_PATH, assembly->share, "config/theme.json") ||
        !paths_join(assembly->lang_dir, ASSEMBLY_PATH, assembly->share, "assets/lang")) {
        log_error("share", "text=%s",
                  "the folder with assets, content and config is not beside the program; set "
                  "KIOSK_SHARE");
        return CLI_MACHINE_WRONG;
    }
    if (options->config_file && !paths_join(config_file, ASSEMBLY_PATH, "", options->config_file))
        return CLI_INPUT_WRONG;
    int code = settings_read(assembly, options);
    if (code != CLI_FINE)
        return code;
    return assembly_choose_content(assembly, options) ? CLI_FINE : CLI_INPUT_WRONG;
}

bool assembly_renew_painter(struct assembly *assembly, const struct theme *theme)
{
    char assets[ASSEMBLY_PATH];
    struct painter *painter = paths_join(assets, sizeof assets, assembly->share, "assets")
                                  ? painter_create(assets, theme, &assembly->image_source)
                                  : NULL;
    if (!painter)
        return false;
    painter_destroy(assembly->painter);
    assembly->painter = painter;
    return true;
}

static bool open_pictures(struct assembly *assembly, const struct assembly_options *options)
{
    struct images *images = &assembly->images;
    const struct memory_shares shares = memory_shares(assembly->config.memory_mib, 0, 0);
    images->figures =
        figure_cache_create(shares.frames, options->synchronous, options->on_image_ready);
    images->pictures =
        picture_cache_create(shares.pictures, options->synchronous, options->on_image_ready);
    if (!images->figures || !images->pictures)
        return false;
    assembly->image_source = images_source(images);
    bool painted = assembly_renew_painter(assembly, &assembly->theme);
    for (int i = 0; !painted && settings_other_fonts(assembly, options, i); i++)
        painted = assembly_renew_painter(assembly, &assembly->theme);
    return painted;
}

int assembly_open(struct assembly *assembly, const struct assembly_options *options)
{
    int code = assembly_find(assembly, options);
    return code == CLI_FINE ? assembly_build(assembly, options) : code;
}

int assembly_build(struct assembly *assembly, const struct assembly_options *options)
{
    if (!open_pictures(assembly, options)) {
        assembly_close(assembly);
        return CLI_MACHINE_WRONG;
    }
    struct app_options app = {.config = &assembly->config,
                              .theme = &assembly->theme,
                              .measure = painter_measure(assembly->painter),
                              .content_dirs = assembly->content_dirs,
                              .content_dir_count = assembly->content_dir_count,
                              .packs_dir = assembly->packs_dir,
                              .keys_dir = assembly->keys_dir,
                              .shrink = shrink_picture,
                              .shrink_photo = shrink_photo,
                              .on_work_done = options->synchronous ? NULL : options->on_image_ready,
                              .lang_dir = assembly->lang_dir,
                              .language = options->language,
                              .store_file = options->store_file,
                              .site = &assembly->site,
                              .apply_settings = settings_apply,
                              .settings = assembly,
                              .before_content_free = forget_figures,
                              .free_context = assembly->images.figures};
    assembly->app = app_create(&app, options->now);
    if (!assembly->app) {
        assembly_close(assembly);
        return CLI_MACHINE_WRONG;
    }
    settings_show_note(assembly);
    malloc_trim(0); /* gives back what reading the packs needed for a moment */
    return CLI_FINE;
}

void assembly_close(struct assembly *assembly)
{
    /* The cache's worker reads clips that the app owns: first silence it. */
    if (assembly->images.figures)
        figure_cache_clear(assembly->images.figures);
    if (assembly->app)
        app_destroy(assembly->app);
    if (assembly->painter)
        painter_destroy(assembly->painter);
    if (assembly->images.figures)
        figure_cache_destroy(assembly->images.figures);
    picture_cache_destroy(assembly->images.pictures);
    *assembly = (struct assembly){0};
}
