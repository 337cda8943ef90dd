#include "app/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app_internal.h"
#include "base/fault_log.h"
#include "base/log.h"
#include "screens/home_index.h"

/* Installed is what every part has: the packs a translation, the interface a file of words. The
 * clinic's own language is always there, since words that are missing come from English. */

static int find(const struct app *app, const char *code)
{
    for (int i = 0; i < app->installed_count; i++)
        if (strcmp(strings_code(app->languages[i].strings), code) == 0)
            return i;
    return -1;
}

static void release(struct installed_language *language)
{
    strings_free(language->strings);
    fault_list_free(&language->faults);
    *language = (struct installed_language){0};
}

static bool interface_has(const struct app *app, const char *code)
{
    char file[1024];
    int length = snprintf(file, sizeof file, "%s/%s.json", app->lang_dir, code);
    return length > 0 && (size_t)length < sizeof file && access(file, R_OK) == 0;
}

/* Words of a language that is not the clinic's own; false when there are none. */
static bool load(const struct app *app, const char *code, struct installed_language *out)
{
    *out = (struct installed_language){0};
    if (!interface_has(app, code))
        return false;
    int home = find(app, app->home_language);
    const struct strings *beside = home >= 0 ? app->languages[home].strings : app->strings;
    out->strings = strings_load_beside(beside, app->lang_dir, code, &out->faults);
    fault_list_log(&out->faults, "language");
    if (out->strings && strcmp(strings_code(out->strings), code) == 0)
        return true;
    release(out);
    return false;
}

static void use(struct app *app, int index)
{
    app->language = index;
    app->strings = app->languages[index].strings;
    home_index_forget(app->home);
}

/* Moves the words of `code` from `old` to the list, or loads them. */
static void install(struct app *app, const char *code, struct installed_language *old, int count)
{
    if (find(app, code) >= 0 || app->installed_count == APP_MAX_LANGUAGES)
        return;
    struct installed_language *next = &app->languages[app->installed_count];
    for (int i = 0; i < count; i++) {
        if (!old[i].strings || strcmp(strings_code(old[i].strings), code) != 0)
            continue;
        *next = old[i];
        old[i] = (struct installed_language){0};
        app->installed_count++;
        return;
    }
    if (load(app, code, next))
        app->installed_count++;
}

static void describe(struct app *app)
{
    for (int i = 0; i < app->installed_count; i++) {
        const struct strings *strings = app->languages[i].strings;
        app->choices[i] = (struct language_choice){strings_code(strings),
                                                   strings_language_name(strings), strings};
    }
}

static bool is_offered(const struct app *app, const char *code)
{
    const struct config_languages *offered = &app->config->languages;
    for (int i = 0; i < offered->count; i++)
        if (strcmp(offered->codes[i], code) == 0)
            return true;
    return offered->count == 0;
}

/* In the order of the packs. The clinic's own is always offered. */
static void install_all(struct app *app, bool offered, struct installed_language *old, int count)
{
    size_t speaks = app->content ? app->content->language_count : 0;
    for (size_t i = 0; i < speaks && app->installed_count < APP_MAX_LANGUAGES - 1; i++) {
        const char *code = app->content->languages[i].code;
        size_t plain = strcspn(app->home_language, "-");
        bool home = strncmp(code, app->home_language, plain) == 0 && !code[plain];
        if ((home || is_offered(app, code)) == offered)
            install(app, home ? app->home_language : code, old, count);
    }
}

void app_install_languages(struct app *app)
{
    struct installed_language old[APP_MAX_LANGUAGES];
    int count = app->installed_count;
    char present[64];
    memcpy(old, app->languages, sizeof old);
    snprintf(present, sizeof present, "%s", strings_code(app->strings));
    app->installed_count = 0;
    if (!app->content || !content_speaks(app->content, app->home_language))
        install(app, app->home_language, old, count);
    install_all(app, true, old, count);
    install(app, present, old, count); /* stays while somebody reads it */
    app->language_count = app->installed_count;
    install_all(app, false, old, count);
    describe(app);
    use(app, find(app, present));
    for (int i = 0; i < count; i++)
        release(&old[i]);
}

void app_set_language(struct app *app, int index)
{
    if (index < 0 || index >= app->installed_count || index == app->language)
        return;
    log_info("language", "from=%s to=%s", strings_code(app->strings), app->choices[index].code);
    use(app, index);
    app_content_shown_changed(app);
}

static void set_home_language(struct app *app)
{
    int home = find(app, app->home_language);
    app_set_language(app, home < 0 ? 0 : home);
}

void app_speak_to_staff(struct app *app)
{
    int staff = find(app, app->config->staff.language);
    if (staff >= 0)
        app_set_language(app, staff);
    else
        set_home_language(app);
}

void app_speak_to_staff_meanwhile(struct app *app)
{
    snprintf(app->visitors_language, sizeof app->visitors_language, "%s",
             strings_code(app->strings));
    app_speak_to_staff(app);
}

void app_speak_to_visitor(struct app *app)
{
    if (*app->visitors_language)
        app_set_language(app, find(app, app->visitors_language));
    *app->visitors_language = '\0';
}

void app_reset_language(struct app *app)
{
    *app->visitors_language = '\0';
    set_home_language(app);
    app_install_languages(app); /* the visitor's own may have been taken away meanwhile */
}

void app_free_languages(struct app *app)
{
    for (int i = 0; i < app->installed_count; i++)
        release(&app->languages[i]);
    app->installed_count = 0;
    app->strings = NULL;
}

static bool is_worse(const struct installed_language *old, const struct fault_list *faults)
{
    for (const struct fault *f = faults->first; f; f = f->next)
        if (f->severity == FAULT_ERROR && !fault_list_has_error_in(&old->faults, f->file))
            return true;
    return false;
}

static void take(struct app *app, struct strings *strings, struct fault_list *faults)
{
    int index = find(app, strings_code(strings));
    if (index < 0) { /* over the last one when full, which then was of no pack */
        index = app->installed_count < APP_MAX_LANGUAGES ? app->installed_count++
                                                         : APP_MAX_LANGUAGES - 1;
    }
    struct installed_language *language = &app->languages[index];
    bool shown = app->strings && app->strings == language->strings;
    strings_free(language->strings);
    language->strings = strings;
    fault_list_move(&language->faults, faults);
    if (shown || !app->strings)
        use(app, index);
}

static void renew_others(struct app *app)
{
    for (int i = 0; i < app->installed_count; i++) {
        const char *code = strings_code(app->languages[i].strings);
        struct installed_language fresh;
        if (strcmp(code, app->home_language) == 0 || !load(app, code, &fresh))
            continue;
        if (is_worse(&app->languages[i], &fresh.faults)) {
            log_warn("language_rejected", "language=%s text=%s", code,
                     "the last good version stays");
        } else {
            take(app, fresh.strings, &fresh.faults);
            fresh.strings = NULL;
        }
        release(&fresh);
    }
}

bool app_offer_strings(struct app *app, struct strings *strings, struct fault_list *faults)
{
    int index = strings ? find(app, strings_code(strings)) : -1;
    const struct installed_language none = {0};
    const struct installed_language *old = index >= 0     ? &app->languages[index]
                                           : app->strings ? &app->languages[app->language]
                                                          : &none;
    bool rejected = app->strings && (!strings || is_worse(old, faults));
    fault_list_log(faults, rejected ? "language_rejected" : "language");
    if (rejected || !strings) {
        if (rejected)
            log_warn("language_rejected", "text=%s", "the last good version stays");
        strings_free(strings);
        fault_list_free(faults);
        return false;
    }
    bool first = !app->strings;
    snprintf(app->home_language, sizeof app->home_language, "%s", strings_code(strings));
    take(app, strings, faults);
    if (!first)
        renew_others(app);
    app_install_languages(app);
    app->ui.target_count = 0;
    if (!app_visit_under_way(app))
        app_reset_language(app);
    return true;
}
