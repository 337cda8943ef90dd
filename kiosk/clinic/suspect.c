#include "clinic/suspect.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/log.h"
#include "packs/packs.h"
#include "store/kept.h"
#include "store/owner.h"
#include "store/store_path.h"

#define SHOWN_FILE "shown"
#define DEATHS_FILE "deaths"
#define ASIDE_FILE "set-aside"

enum { TEXT_SIZE = 256, PACKS_WAIT_MS = 5000 };

_Static_assert(SUSPECT_ID_SIZE == PACKS_MAX_ID + 1, "an id would be cut");

/* "-" stands for none, so that sscanf finds a word. */
static const char *word(const char *id)
{
    return id && *id && strlen(id) < SUSPECT_ID_SIZE && !strpbrk(id, " \n") ? id : "-";
}

/* Without waiting for the disk. All such texts are of one length, the blanks at their end included:
 * what is there is written over in its place, which a full disk allows, too. */
static void write_loosely(const char *name, const char *text)
{
    char path[PATH_MAX], padded[TEXT_SIZE];
    int length = snprintf(padded, sizeof padded, "%-*s\n", TEXT_SIZE - 2, text);
    bool ours = kept_path(path, sizeof path, name) && !owner_is_another(path);
    int fd = ours ? open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    if (store_write(fd, padded, (size_t)length) && ftruncate(fd, length) != 0)
        log_warn("shown", "text=%s", "it has more than was written");
    close(fd);
}

void suspect_note(struct suspects *noted, const char *exercise_pack, const char *routine_pack,
                  int64_t now)
{
    const char *exercise = word(exercise_pack), *routine = word(routine_pack);
    if (strcmp(noted->exercise, exercise) == 0 && strcmp(noted->routine, routine) == 0)
        return;
    snprintf(noted->exercise, sizeof noted->exercise, "%s", exercise);
    snprintf(noted->routine, sizeof noted->routine, "%s", routine);
    char text[TEXT_SIZE];
    snprintf(text, sizeof text, "exercise %s\nroutine %s\nsince %lld", exercise, routine,
             (long long)now);
    write_loosely(SHOWN_FILE, text);
}

static bool read_shown(struct suspects *shown)
{
    char text[TEXT_SIZE];
    *shown = (struct suspects){"", ""};
    return kept_read(SHOWN_FILE, text, sizeof text) > 0 &&
           sscanf(text, "exercise %64s routine %64s", shown->exercise, shown->routine) == 2;
}

/* Of each of these packs, in a row: one that is shown with others still is what they have in
 * common. `at` is the last one. */
struct deaths {
    struct suspects of;
    int exercise, routine;
    long long at;
};

static struct deaths read_deaths(void)
{
    char text[TEXT_SIZE];
    struct deaths deaths = {.at = 0};
    if (kept_read(DEATHS_FILE, text, sizeof text) <= 0 ||
        sscanf(text, "exercise %64s %d routine %64s %d at %lld", deaths.of.exercise,
               &deaths.exercise, deaths.of.routine, &deaths.routine, &deaths.at) != 5)
        deaths = (struct deaths){.at = 0};
    return deaths;
}

static void write_deaths(const struct deaths *deaths)
{
    char text[TEXT_SIZE];
    int length =
        snprintf(text, sizeof text, "exercise %s %d\nroutine %s %d\nat %lld\n", deaths->of.exercise,
                 deaths->exercise, deaths->of.routine, deaths->routine, deaths->at);
    if (!kept_write(DEATHS_FILE, text, (size_t)length))
        log_warn("deaths", "text=%s", "they could not be noted");
}

/* How often it died in a row with this pack on the screen. */
static int deaths_of(const struct deaths *deaths, const char *id)
{
    return strcmp(id, deaths->of.exercise) == 0  ? deaths->exercise
           : strcmp(id, deaths->of.routine) == 0 ? deaths->routine
                                                 : 0;
}

/* Without it as now; false when it is no imported one, or stays. */
static bool set_aside(const char *packs_dir, const char *id)
{
    struct arena arena = {0};
    struct packs_entry *entries;
    struct fault_list faults = {0};
    size_t count = packs_list(packs_dir, &arena, &entries, &faults);
    bool imported = false, gone = false;
    for (size_t i = 0; i < count; i++)
        imported |= entries[i].path && strcmp(entries[i].id, id) == 0;
    struct packs *packs = imported ? packs_open(packs_dir, PACKS_WAIT_MS, &faults) : NULL;
    if (packs) {
        gone = packs_go_back(packs, id, &faults);
        packs_close(packs);
    }
    if (imported)
        log_error("set_aside", "pack=%s done=%d deaths=%d", id, gone, SUSPECT_DEATHS);
    fault_list_free(&faults);
    arena_free(&arena);
    return gone;
}

/* The exercise's pack first: its figure or picture is the likelier cause. */
static bool set_one_aside(const char *packs_dir, const struct deaths *deaths)
{
    const char *ids[] = {deaths->of.exercise, deaths->of.routine};
    for (int i = 0; i < 2; i++) {
        if (deaths_of(deaths, ids[i]) < SUSPECT_DEATHS || !set_aside(packs_dir, ids[i]))
            continue;
        char text[TEXT_SIZE];
        int length = snprintf(text, sizeof text, "%s\n", ids[i]);
        kept_write(ASIDE_FILE, text, (size_t)length);
        kept_remove(DEATHS_FILE);
        return true;
    }
    return false;
}

bool suspect_judge(const char *packs_dir, enum restart_why why, int64_t now)
{
    struct suspects shown;
    bool known = read_shown(&shown);
    write_loosely(SHOWN_FILE, "");
    if (why != RESTART_DIED || !known) {
        kept_remove(DEATHS_FILE);
        return false;
    }
    struct deaths before = read_deaths();
    if (now - before.at >= SUSPECT_CALM_S || now < before.at)
        before = (struct deaths){.at = 0};
    struct deaths deaths = {.of = shown,
                            .exercise = deaths_of(&before, shown.exercise) + 1,
                            .routine = deaths_of(&before, shown.routine) + 1,
                            .at = now};
    write_deaths(&deaths);
    return set_one_aside(packs_dir, &deaths);
}

bool suspect_aside(char id[static SUSPECT_ID_SIZE])
{
    char text[TEXT_SIZE];
    return kept_read(ASIDE_FILE, text, sizeof text) > 0 && sscanf(text, "%64s", id) == 1;
}

void suspect_heard(void)
{
    kept_remove(ASIDE_FILE);
}
