#include <stdio.h>
#include <string.h>

#include "cli/backup_site.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/counts_open.h"
#include "clinic/usage.h"
#include "store/store.h"
#include "store/wall.h"

/* `kiosk counts`: what the kiosk has counted, for people, spreadsheets and programs. */

enum { DEFAULT_DAYS = 14 };

static void print_date(int day)
{
    printf("%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
}

static const char *plural(long long count)
{
    return count == 1 ? "" : "s";
}

static void print_head(const struct usage *usage)
{
    print_date(usage->periods[0].first);
    fputs(" to ", stdout);
    print_date(usage->periods[usage->period_count - 1].last);
    printf(": %lld visit%s, %lld routine%s begun, %lld finished, %lld time%s \"It hurts\"\n",
           usage->visits, plural(usage->visits), usage->started, plural(usage->started),
           usage->finished, usage->hurts, plural(usage->hurts));
}

static void print_days(const struct usage *usage)
{
    if (usage->visits == 0)
        return;
    printf("\n%-10s  %6s\n", "day", "visits");
    for (int i = 0; i < usage->period_count; i++) {
        if (usage->periods[i].visits == 0)
            continue;
        print_date(usage->periods[i].first);
        printf("  %6lld\n", usage->periods[i].visits);
    }
}

/* Names are last: they are of any width. */
static void print_routine(const struct usage_routine *routine, const struct content *content)
{
    const struct usage_answers *answers = &routine->answers;
    printf("%6lld  %8lld  %4lld  %5lld  ", routine->started, routine->finished, routine->left,
           routine->hurts);
    if (usage_answers_shown(answers))
        printf("%6lld  %4lld  %5lld", answers->better, answers->same, answers->worse);
    else
        printf("%19s", answers->withheld ? "too few" : "-");
    printf("  %s\n", usage_name(content, routine->id));
    for (int i = 0; i < routine->step_count; i++)
        printf("%22lld  %5lld  %19s    %s\n", routine->steps[i].left, routine->steps[i].hurts, "",
               usage_name(content, routine->steps[i].exercise));
}

static void print_routines(const struct usage *usage, const struct content *content)
{
    if (usage->routine_count == 0)
        return;
    puts("\n begun  finished  left  hurts  better  same  worse  routine, and where it was left");
    for (int i = 0; i < usage->routine_count; i++)
        print_routine(&usage->routines[i], content);
}

static void print_hours(const struct usage *usage)
{
    if (usage_busiest(usage) < 0)
        return;
    puts("\nhour   visits, of all days together");
    for (int i = 0; i < STORE_HOURS; i++)
        if (usage->hours[i] > 0)
            printf("%2d-%-2d  %6lld\n", i, i + 1, usage->hours[i]);
}

static int print(const struct options *options, struct store *store, const struct content *content)
{
    struct usage usage = {0};
    int days = options->days > 0 ? options->days : DEFAULT_DAYS;
    bool read = usage_read(&usage, store, (struct usage_span){USAGE_DAYS, days}, NULL, wall_now());
    if (read && options->csv) {
        int last = usage.periods[days - 1].last;
        read = usage_csv(store, content, usage.periods[0].first, last, stdout);
    } else if (read && options->json) {
        usage_json(&usage, content, stdout);
    } else if (read) {
        print_head(&usage);
        print_days(&usage);
        print_routines(&usage, content);
        print_hours(&usage);
    }
    usage_free(&usage);
    return read ? CLI_FINE : CLI_MACHINE_WRONG;
}

/* For the names: what is wrong with it, `kiosk check` tells. */
static struct content *load_names(const struct assembly *site)
{
    struct fault_list unheard = {0};
    struct content *content = content_load(site->content_dirs, site->content_dir_count, &unheard);
    fault_list_free(&unheard);
    return content;
}

int command_counts(const struct options *options)
{
    static struct assembly site; /* large, and holds nothing to release until assembly_build */
    if (options->csv && options->json) {
        fputs("kiosk counts: --csv and --json are two; one of them is needed\n", stderr);
        return CLI_CALL_WRONG;
    }
    struct assembly_options wanted = command_assembly(options);
    wanted.screen_settings = true;
    int code = assembly_find(&site, &wanted);
    if (code != CLI_FINE)
        return code;
    code = backup_site_settle(&site, &wanted, "counts");
    if (code != CLI_FINE)
        return code;
    struct store *store = counts_open(&site, "counts");
    if (!store)
        return CLI_MACHINE_WRONG;
    struct content *content = load_names(&site);
    const char *language = options->language ? options->language : site.config.language;
    code = print(options, store, content ? content_in(content, language) : NULL);
    content_free(content);
    store_close(store);
    return code;
}
