#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/counts_open.h"
#include "cli/status_print.h"
#include "clinic/usage.h"
#include "clinic/vitals.h"
#include "platform/window.h"
#include "store/wall.h"
#include "store/whole_file.h"

/* Of whole days, before today: what is asked for every minute would tell at what hour somebody
 * came. */
enum { COUNTED_DAYS = 14, DAY_S = 86400 };

struct status {
    struct vitals vitals;
    struct usage usage;
    char content[24], screen[32];
    struct status_row rows[STATUS_ROWS];
    int count;
};

static void add_text(struct status *status, const char *key, const char *help, const char *text)
{
    status->rows[status->count++] = (struct status_row){key, help, text, NAN, false};
}

static void add_number(struct status *status, const char *key, const char *help, bool known,
                       double value)
{
    status->rows[status->count++] =
        (struct status_row){key, help, NULL, known ? value : NAN, false};
}

static void add_switch(struct status *status, const char *key, const char *help, bool on)
{
    status->rows[status->count++] = (struct status_row){key, help, NULL, on, true};
}

static double seconds_since(ms_t then)
{
    return (double)(window_now() - then) / 1000;
}

static void add_kiosk(struct status *status)
{
    const struct vitals *v = &status->vitals;
    const struct pulse *p = &v->pulse;
    snprintf(status->content, sizeof status->content, "%016llx", (unsigned long long)v->content);
    snprintf(status->screen, sizeof status->screen, "%dx%d", p->width, p->height);
    add_text(status, "version", "of the program", KIOSK_VERSION);
    add_text(status, "content", "fingerprint of all packs that are shown", status->content);
    add_switch(status, "up", "a kiosk runs", v->running);
    add_text(status, "renderer", "who draws", v->known ? p->renderer : "");
    add_text(status, "screen", "pixels", v->known ? status->screen : "");
    add_number(status, "uptime_seconds", "since the kiosk started", v->known,
               seconds_since(p->started));
    add_number(status, "frame_age_seconds", "since the last frame that was shown; up to 15 s late",
               v->known, seconds_since(p->frame));
    add_number(status, "touch_age_seconds", "since the last touch, since the start at most",
               v->known && p->touch >= 0, seconds_since(p->touch));
    add_number(status, "content_errors", "mistakes in the packs that are shown", v->known,
               p->errors);
    add_number(status, "content_warnings", "what is good to know of them", v->known, p->warnings);
}

static void add_machine(struct status *status)
{
    const struct vitals *v = &status->vitals;
    add_number(status, "restarts_today", "after a power cut or the kiosk's own death",
               v->restart.at > 0, v->restart.unwanted);
    add_text(status, "last_start_reason",
             "what the last start came after: first, clean, power-cut "
             "or died",
             v->restart.at > 0 ? restart_why_name(v->restart.why) : "");
    add_number(status, "last_start_timestamp_seconds", "when that was", v->restart.at > 0,
               (double)v->restart.at);
    add_text(status, "set_aside", "a pack that ended the kiosk three times", v->set_aside);
    add_number(status, "disk_size_bytes", "of the disk that keeps the state", v->disk_known,
               (double)v->disk_size);
    add_number(status, "disk_free_bytes", "of it", v->disk_known, (double)v->disk_free);
    add_number(status, "temperature_celsius", "of the hottest sensor", v->celsius_known,
               v->celsius);
}

static void add_pull(struct status *status)
{
    const struct pull_state *pull = &status->vitals.pull;
    add_text(status, "pull_outcome",
             "of the last kiosk pull: installed, unchanged, refused or "
             "failed",
             pull->at > 0 ? pull_outcome_name(pull->outcome) : "");
    add_number(status, "pull_timestamp_seconds", "when that was", pull->at > 0, (double)pull->at);
    add_number(status, "pull_success_timestamp_seconds", "when one ended well", pull->good_at > 0,
               (double)pull->good_at);
}

static void add_counts(struct status *status)
{
    const struct usage *usage = &status->usage;
    add_number(status, "visits", "of the last 14 days, without today", usage->known,
               (double)usage->visits);
    add_number(status, "routines_begun", "of the same days", usage->known, (double)usage->started);
    add_number(status, "routines_finished", "of the same days", usage->known,
               (double)usage->finished);
    add_number(status, "hurts", "how often \"It hurts\" was pressed in them", usage->known,
               (double)usage->hurts);
}

static void read_counts(struct status *status, const struct assembly *site, int64_t now)
{
    struct store *store = counts_open(site, "status");
    if (!store)
        return;
    usage_read(&status->usage, store, (struct usage_span){USAGE_DAYS, COUNTED_DAYS}, NULL,
               now - DAY_S);
    store_close(store);
}

static void print(const struct status *status, const struct options *options, FILE *out)
{
    if (options->given & OPTION_BIT(OPTION_PROMETHEUS))
        status_print_prometheus(status->rows, status->count, out);
    else if (options->json)
        status_print_json(status->rows, status->count, out);
    else
        status_print_text(status->rows, status->count, out);
}

static int write_file(const struct status *status, const struct options *options)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        memory_gone("status");
    print(status, options, out);
    if (fclose(out) != 0)
        memory_gone("status");
    bool written = whole_file_write(options->out_file, text, length);
    free(text);
    return written ? CLI_FINE : CLI_MACHINE_WRONG;
}

int command_status(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    static struct status status;
    if (options->json && (options->given & OPTION_BIT(OPTION_PROMETHEUS))) {
        fputs("kiosk status: --json and --prometheus are two; one of them is needed\n", stderr);
        return CLI_CALL_WRONG;
    }
    struct assembly_options wanted = command_assembly(options);
    wanted.last_good = true; /* the packs of the kiosk as it runs */
    int code = assembly_find(&site, &wanted);
    if (code != CLI_FINE)
        return code;
    int64_t now = wall_now();
    read_counts(&status, &site, now); /* which makes root the kiosk's user */
    vitals_gather(&status.vitals, site.content_dirs, site.content_dir_count, now);
    add_kiosk(&status);
    add_machine(&status);
    add_pull(&status);
    add_counts(&status);
    if (options->out_file)
        code = write_file(&status, options);
    else
        print(&status, options, stdout);
    usage_free(&status.usage);
    return code;
}
