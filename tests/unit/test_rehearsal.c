// links: clinic config content figure packs json store base folder
/* What installing a pack from a stick would change, the change, and the way back. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "clinic/pack_fact.h"
#include "clinic/stick_task.h"
#include "clinic/work.h"
#include "folder.h"

static const char *dirs[] = {SOURCE_DIR "/content"};
static char packs_dir[300];
static const char *keys_dir; /* NULL: nothing has to be signed */
static struct stick_task *task;

/* The stick is pulled out after so many reads; -1: it stays. */
static long reads_left = -1;
static bool reads_ended;

static bool is_on_stick(int fd)
{
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return strncmp(path, folder_path("stick"), strlen(folder_path("stick"))) == 0;
}

/* Stands before the C library's. */
ssize_t read(int fd, void *data, size_t size)
{
    if (reads_left >= 0 && is_on_stick(fd) && reads_left-- == 0) {
        reads_left = 0;
        reads_ended = true;
        errno = EIO;
        return -1;
    }
    return syscall(SYS_read, fd, data, size);
}

static int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    snprintf(packs_dir, sizeof packs_dir, "%s/packs", folder_root);
    folder_shell("mkdir stick; cp -r " SOURCE_DIR "/content/sample-clinic stick/clinic");
    return 0;
}

static void forget(void)
{
    stick_task_free(task);
    task = NULL;
}

static int teardown(void **state)
{
    (void)state;
    reads_left = -1;
    keys_dir = NULL;
    forget();
    return folder_remove();
}

/* A task of its own, done. */
static struct stick_task *done(enum stick_task_kind kind, const char *path, const char *id)
{
    const struct rehearsal_place place = {
        .dirs = dirs, .dir_count = 1, .packs_dir = packs_dir, .keys_dir = keys_dir};
    struct stick_task *made = stick_task_new(kind, &place, path, id, NULL);
    stick_task_run(made);
    return made;
}

static enum rehearsal_outcome rehearse(void)
{
    forget();
    task = done(STICK_TASK_REHEARSE, folder_path("stick/clinic"), NULL);
    return task->outcome;
}

static enum rehearsal_outcome outcome_of(struct stick_task *other)
{
    enum rehearsal_outcome outcome = other->outcome;
    stick_task_free(other);
    return outcome;
}

/* From the copy of the rehearsal. */
static enum rehearsal_outcome install(void)
{
    return outcome_of(done(STICK_TASK_INSTALL, packs_staged(task->copy), NULL));
}

static size_t installed(void)
{
    struct arena arena = {0};
    struct packs_entry *entries;
    size_t count = packs_list(packs_dir, &arena, &entries, &task->rehearsal.faults), shown = 0;
    for (size_t i = 0; i < count; i++)
        shown += entries[i].path != NULL;
    arena_free(&arena);
    return shown;
}

static const struct pack_change *change_of(const char *id)
{
    const struct pack_changes *changes = &task->rehearsal.changes;
    for (size_t i = 0; i < changes->count; i++)
        if (strcmp(changes->list[i].id, id) == 0)
            return &changes->list[i];
    fail_msg("%s does not change", id);
    return NULL;
}

static struct pack_fact fact_of(const char *id)
{
    const struct rehearsal *rehearsal = &task->rehearsal;
    return pack_fact_find(rehearsal->before, rehearsal->after, change_of(id)->kind, id);
}

static void test_a_rehearsal_names_what_is_new_changed_and_hidden_and_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(rehearse(), REHEARSAL_READY);
    assert_int_equal(task->rehearsal.faults.errors, 0);
    assert_string_equal(task->rehearsal.head.name, "Riverside Physiotherapy");
    assert_int_equal(change_of("strong-start")->verb, PACK_ADDS);
    assert_int_equal(change_of("sit-to-stand")->verb, PACK_ADDS);
    assert_int_equal(change_of("knee-to-chest")->verb, PACK_CHANGES);
    assert_int_equal(change_of("costs")->verb, PACK_HIDES);
    assert_int_equal(installed(), 0);
}

/* The version it would take the place of, and how much would be seen of it. */
static void expect_replaces(const char *version, size_t changes)
{
    assert_int_equal(rehearse(), REHEARSAL_READY);
    assert_int_equal(task->rehearsal.changes.count, changes);
    assert_string_equal(task->rehearsal.version_before, version);
}

static void test_a_version_that_only_says_so_is_another_one(void **state)
{
    (void)state;
    rehearse();
    assert_null(task->rehearsal.version_before);
    install();
    expect_replaces("1.0", 0);
    folder_shell("sed -i s/1.0/3.5/ stick/clinic/pack.json");
    expect_replaces("1.0", 0);
    assert_string_equal(task->rehearsal.head.version, "3.5");
    assert_int_equal(install(), REHEARSAL_DONE);
    expect_replaces("3.5", 0);
}

static bool says(const char *kind, const char *id)
{
    const struct pack_changes *changes = &task->rehearsal.changes;
    bool found = false;
    for (size_t i = 0; i < changes->count; i++)
        found |= strcmp(changes->list[i].kind, kind) == 0 && strcmp(changes->list[i].id, id) == 0;
    return found;
}

static void test_another_order_is_named(void **state)
{
    (void)state;
    assert_int_equal(rehearse(), REHEARSAL_READY);
    install();
    assert_int_equal(rehearse(), REHEARSAL_READY);
    assert_false(says("order", "routines") || says("order", "pages"));
    folder_shell("sed -i 's/\\[\"strong-start\"\\]/[\"from-your-chair\"], "
                 "\"pages\": [\"risks\"]/' stick/clinic/pack.json");
    assert_int_equal(rehearse(), REHEARSAL_READY);
    assert_true(says("order", "routines"));
    assert_true(says("order", "pages"));
}

static void test_a_change_names_the_fact(void **state)
{
    (void)state;
    assert_int_equal(rehearse(), REHEARSAL_READY);
    struct pack_fact fact = fact_of("knee-to-chest");
    assert_int_equal(fact.kind, PACK_FACT_DOSE);
    assert_int_equal(fact.field, DOSE_HOLD_S);
    assert_int_equal(fact.from, 20);
    assert_int_equal(fact.to, 30);
}

/* Installs the clinic, then changes its routine on the stick. */
static struct pack_fact fact_after(const char *sed)
{
    assert_int_equal(rehearse(), REHEARSAL_READY);
    install();
    folder_shell("sed -i '%s' stick/clinic/routines/strong-start.json", sed);
    assert_int_equal(rehearse(), REHEARSAL_READY);
    return fact_of("strong-start");
}

static void test_a_routine_that_is_longer_says_so(void **state)
{
    (void)state;
    /* whose translation has as many steps as it has */
    folder_shell("rm -r stick/clinic/lang; sed -i 's/, \"es\"//' stick/clinic/pack.json");
    struct pack_fact fact = fact_after("s/{\"exercise\": \"relaxed-breathing\"}/&, &/");
    assert_int_equal(fact.kind, PACK_FACT_STEPS);
    assert_int_equal(fact.from, 4);
    assert_int_equal(fact.to, 5);
}

static void test_a_routine_with_another_exercise_names_both(void **state)
{
    (void)state;
    struct pack_fact fact = fact_after("s/relaxed-breathing/cobra/");
    assert_int_equal(fact.kind, PACK_FACT_STEP);
    assert_string_equal(fact.before, "Relaxed breathing");
    assert_string_equal(fact.after, "Cobra");
}

static void test_a_routine_with_another_dose_names_the_exercise(void **state)
{
    (void)state;
    struct pack_fact fact = fact_after("s/\"reps\": 4/\"reps\": 6/");
    assert_int_equal(fact.kind, PACK_FACT_DOSE);
    assert_int_equal(fact.field, DOSE_REPS);
    assert_int_equal(fact.to, 6);
    assert_non_null(fact.exercise);
}

static void test_a_routine_with_another_name_has_both_names(void **state)
{
    (void)state;
    struct pack_fact fact = fact_after("s/Strong start/Second week/");
    assert_int_equal(fact.kind, PACK_FACT_NAME);
    assert_string_equal(fact.before, "Strong start");
    assert_string_equal(fact.after, "Second week");
}

static void test_it_is_installed_from_its_copy_when_the_stick_is_gone_and_goes_back(void **state)
{
    (void)state;
    assert_int_equal(rehearse(), REHEARSAL_READY);
    folder_shell("rm -r stick");
    assert_int_equal(install(), REHEARSAL_DONE);
    assert_int_equal(installed(), 1);
    assert_int_equal(install(), REHEARSAL_SAME);
    assert_int_equal(outcome_of(done(STICK_TASK_BACK, NULL, "riverside")), REHEARSAL_DONE);
    assert_int_equal(installed(), 0);
    assert_int_equal(outcome_of(done(STICK_TASK_BACK, NULL, "riverside")), REHEARSAL_DONE);
    assert_int_equal(installed(), 1);
    assert_int_equal(outcome_of(done(STICK_TASK_BACK, NULL, "nobody")), REHEARSAL_REFUSED);
}

static enum rehearsal_outcome rehearse_zip(void)
{
    forget();
    task = done(STICK_TASK_REHEARSE, folder_path("stick/clinic.zip"), NULL);
    return task->outcome;
}

/* The staged copy cannot be signed, but what it was made of was. */
static void test_with_a_key_a_stick_needs_a_signed_pack(void **state)
{
    (void)state;
    folder_shell("mkdir keys.d && minisign -G -W -p keys.d/nord.pub -s nord.key >out 2>&1 && "
                 "cd stick && python3 -m zipfile -c clinic.zip clinic/");
    assert_int_equal(rehearse_zip(), REHEARSAL_READY);
    keys_dir = folder_path("keys.d");
    assert_int_equal(rehearse_zip(), REHEARSAL_REFUSED);
    assert_int_equal(installed(), 0);
    folder_shell("minisign -S -W -s nord.key -m stick/clinic.zip >out 2>&1");
    assert_int_equal(rehearse_zip(), REHEARSAL_READY);
    folder_shell("rm -rf stick");
    assert_int_equal(install(), REHEARSAL_DONE);
    assert_int_equal(installed(), 1);
}

static void test_what_is_installed_is_listed_with_its_dates(void **state)
{
    (void)state;
    assert_int_equal(rehearse(), REHEARSAL_READY);
    install();
    folder_shell("touch -d '2025-12-01 12:00 UTC' packs/riverside/.import; "
                 "sed -i s/1.0/1.3/ stick/clinic/pack.json; mkdir -p packs/own; "
                 "echo '{}' >packs/own/pack.json");
    assert_int_equal(rehearse(), REHEARSAL_READY);
    assert_int_equal(install(), REHEARSAL_DONE);
    struct stick_task *look = done(STICK_TASK_LOOK, folder_path("stick"), NULL);
    assert_int_equal(look->installed_count, 1); /* staff's own is none that was installed */
    assert_string_equal(look->installed[0].id, "riverside");
    assert_string_equal(look->installed[0].version, "1.3");
    assert_true(look->installed[0].shown && look->installed[0].has_before);
    assert_int_equal(look->installed[0].before_at, 1764590400);
    assert_int_equal(look->contents.pack_count, 1);
    stick_task_free(look);
}

static void break_pack(void)
{
    folder_shell("sed -i 's/\"hold_s\": 30, /\"hold_s\": 90, /' "
                 "stick/clinic/exercises/knee-to-chest.json; "
                 "sed -i 's/\"sky\"/\"pink\"/' stick/clinic/routines/strong-start.json");
}

static void test_a_pack_with_mistakes_is_refused_with_files_and_lines(void **state)
{
    (void)state;
    struct arena arena = {0};
    break_pack();
    assert_int_equal(rehearse(), REHEARSAL_REFUSED);
    assert_false(task->gone);
    assert_int_equal(task->rehearsal.faults.errors, 3); /* one follows from another */
    const struct fault *fault = task->rehearsal.faults.first;
    while (fault->severity != FAULT_ERROR)
        fault = fault->next;
    assert_string_equal(stick_fault_file(&task->rehearsal, fault), "exercises/knee-to-chest.json");
    assert_int_equal(fault->line, 13);
    const char *text = stick_message(&task->rehearsal, "Riverside", &arena);
    assert_non_null(strstr(text, "1. exercises/knee-to-chest.json, line 13, column 33\r\n"));
    assert_non_null(strstr(text, ". routines/strong-start.json, line 17, column 12\r\n"));
    assert_non_null(strstr(text, "$.color: "));
    assert_null(strstr(text, folder_root));
    assert_int_equal(install(), REHEARSAL_REFUSED);
    assert_int_equal(installed(), 0);
    arena_free(&arena);
}

static void test_a_stick_that_is_pulled_out_at_any_read_changes_nothing(void **state)
{
    (void)state;
    int pulled = 0;
    for (long at = 0;; at++) {
        reads_left = at;
        reads_ended = false;
        enum rehearsal_outcome outcome = rehearse();
        reads_left = -1;
        if (!reads_ended)
            break;
        pulled++;
        assert_true(outcome == REHEARSAL_REFUSED || outcome == REHEARSAL_FAILED);
        assert_true(task->gone);
        assert_false(task->full);
        assert_int_equal(installed(), 0);
        /* Each file is read more than once: a few of the later ones are enough. */
        at += at > 6 ? 5 : 0;
    }
    assert_true(pulled > 3);
    assert_int_equal(task->outcome, REHEARSAL_READY);
}

static void test_a_stick_that_was_gone_before_says_so(void **state)
{
    (void)state;
    folder_shell("rm -r stick");
    assert_int_equal(rehearse(), REHEARSAL_REFUSED);
    assert_true(task->gone);
    struct stick_task *look = done(STICK_TASK_LOOK, folder_path("stick"), NULL);
    assert_true(look->gone);
    stick_task_free(look);
}

static bool mount_packs(const char *size)
{
    folder_shell("mkdir -p packs");
    if (mount("packs", packs_dir, "tmpfs", 0, size) == 0)
        return true;
    print_message("no file system may be mounted here\n");
    return false;
}

static void test_a_copy_that_the_disk_has_lost_is_no_pulled_stick(void **state)
{
    (void)state;
    char copy[4096];
    assert_int_equal(rehearse(), REHEARSAL_READY);
    snprintf(copy, sizeof copy, "%s", packs_staged(task->copy));
    folder_shell("rm -r packs/.rehearsal");
    struct stick_task *tried = done(STICK_TASK_INSTALL, copy, NULL);
    assert_false(tried->gone);
    assert_int_not_equal(outcome_of(tried), REHEARSAL_DONE);
    assert_int_equal(installed(), 0);
}

static void test_a_full_disk_is_told_and_nothing_changes(void **state)
{
    (void)state;
    if (!mount_packs("size=64k"))
        skip();
    enum rehearsal_outcome outcome = rehearse();
    bool full = task->full, gone = task->gone;
    size_t count = installed();
    forget();
    umount(packs_dir);
    assert_int_equal(outcome, REHEARSAL_FAILED);
    assert_true(full);
    assert_false(gone);
    assert_int_equal(count, 0);
}

static void test_a_disk_that_holds_one_copy_but_not_two_is_told_at_the_install(void **state)
{
    (void)state;
    folder_shell("du -sb stick/clinic | cut -f1 >size");
    char size[64];
    snprintf(size, sizeof size, "size=%dk", 700);
    folder_shell("rm stick/clinic/images/logo.png; sed -i '/\"logo\"/d' stick/clinic/pack.json");
    if (!mount_packs(size))
        skip();
    enum rehearsal_outcome outcome = rehearse();
    folder_shell("dd if=/dev/zero of=packs/filled bs=4k 2>/dev/null || true");
    struct stick_task *made = done(STICK_TASK_INSTALL, packs_staged(task->copy), NULL);
    bool full = made->full;
    enum rehearsal_outcome second = outcome_of(made);
    size_t count = installed();
    forget();
    umount(packs_dir);
    assert_int_equal(outcome, REHEARSAL_READY);
    assert_int_equal(second, REHEARSAL_FAILED);
    assert_true(full);
    assert_int_equal(count, 0);
}

static void test_nothing_of_a_rehearsal_stays_on_the_disk(void **state)
{
    (void)state;
    assert_int_equal(rehearse(), REHEARSAL_READY);
    forget();
    folder_shell("test ! -e packs/.rehearsal/.staging; mkdir packs/.rehearsal/.staging; touch "
                 "packs/.rehearsal/.staging/left");
    stick_tidy(packs_dir); /* as after a power cut */
    folder_shell("test ! -e packs/.rehearsal/.staging");
}

/* ---- beside the main thread ---- */

static atomic_int rings, runs, releases;
static atomic_bool may_run;

static void ring(void)
{
    atomic_fetch_add(&rings, 1);
}

static void run_when_told(void *what)
{
    (void)what;
    while (!atomic_load(&may_run))
        usleep(1000);
    atomic_fetch_add(&runs, 1);
}

static void count_release(void *what)
{
    (void)what;
    atomic_fetch_add(&releases, 1);
}

static bool within_a_while(atomic_int *number, int wanted)
{
    for (int i = 0; i < 5000 && atomic_load(number) < wanted; i++)
        usleep(1000);
    return atomic_load(number) == wanted;
}

static void test_work_is_done_beside_and_rings(void **state)
{
    (void)state;
    atomic_store(&rings, 0);
    atomic_store(&may_run, false);
    struct work *work = work_begin(run_when_told, count_release, &runs, ring);
    assert_false(work_done(work));
    atomic_store(&may_run, true);
    assert_true(within_a_while(&rings, 1));
    assert_true(work_done(work));
    assert_ptr_equal(work_end(work), &runs);
    assert_int_equal(atomic_load(&releases), 0);
}

static void test_work_that_is_left_ends_alone_and_quietly(void **state)
{
    (void)state;
    atomic_store(&rings, 0);
    atomic_store(&releases, 0);
    atomic_store(&may_run, false);
    work_leave(work_begin(run_when_told, count_release, &runs, ring));
    assert_int_equal(atomic_load(&releases), 0);
    atomic_store(&may_run, true);
    assert_true(within_a_while(&releases, 1));
    assert_int_equal(atomic_load(&rings), 0);
    work_leave(work_begin(run_when_told, count_release, &runs, NULL)); /* on the spot */
    assert_int_equal(atomic_load(&releases), 2);
    work_leave(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_rehearsal_names_what_is_new_changed_and_hidden_and_changes_nothing),
        TEST(test_a_version_that_only_says_so_is_another_one),
        TEST(test_another_order_is_named),
        TEST(test_a_change_names_the_fact),
        TEST(test_a_routine_that_is_longer_says_so),
        TEST(test_a_routine_with_another_exercise_names_both),
        TEST(test_a_routine_with_another_dose_names_the_exercise),
        TEST(test_a_routine_with_another_name_has_both_names),
        TEST(test_it_is_installed_from_its_copy_when_the_stick_is_gone_and_goes_back),
        TEST(test_with_a_key_a_stick_needs_a_signed_pack),
        TEST(test_what_is_installed_is_listed_with_its_dates),
        TEST(test_a_pack_with_mistakes_is_refused_with_files_and_lines),
        TEST(test_a_stick_that_is_pulled_out_at_any_read_changes_nothing),
        TEST(test_a_stick_that_was_gone_before_says_so),
        TEST(test_a_copy_that_the_disk_has_lost_is_no_pulled_stick),
        TEST(test_a_full_disk_is_told_and_nothing_changes),
        TEST(test_a_disk_that_holds_one_copy_but_not_two_is_told_at_the_install),
        TEST(test_nothing_of_a_rehearsal_stays_on_the_disk),
        cmocka_unit_test(test_work_is_done_beside_and_rings),
        cmocka_unit_test(test_work_that_is_left_ends_alone_and_quietly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
