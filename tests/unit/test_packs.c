// links: store json base folder
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "store/packs.h"

/* ---- dying at the n-th change to the disk, and a record of all of them ---- */

enum { DEAD = 99 };

static long steps_left = -1; /* -1: immortal */
static bool disk_full;       /* no file can be made */

static void step(void)
{
    if (steps_left == 0)
        _exit(DEAD);
    if (steps_left > 0)
        steps_left--;
}

/* What happened, in order: "write", "make" or "sync" of a path, "rename" of one to another. */
enum { EVENTS_MAX = 200 };

struct disk_event {
    char what[8], path[512], to[512];
};

static struct disk_event events[EVENTS_MAX];
static size_t event_count;
static bool recording;

static void path_of(char *out, size_t size, int fd, const char *name)
{
    char link[64], folder[400] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = name && name[0] == '/' ? 0 : readlink(link, folder, sizeof folder - 1);
    folder[length > 0 ? length : 0] = '\0';
    snprintf(out, size, "%s%s%s", folder, name && *folder ? "/" : "", name ? name : "");
}

static void record(const char *what, int fd, const char *name, int to_fd, const char *to)
{
    if (!recording)
        return;
    assert_true(event_count < EVENTS_MAX);
    struct disk_event *event = &events[event_count++];
    snprintf(event->what, sizeof event->what, "%s", what);
    path_of(event->path, sizeof event->path, fd, name);
    path_of(event->to, sizeof event->to, to_fd, to);
}

/* These stand before the C library's: every change that the store makes goes through them. */
int fsync(int fd)
{
    step();
    record("sync", fd, NULL, -1, NULL);
    return 0; /* no power is cut here, and a thousand of them take a minute */
}

ssize_t write(int fd, const void *data, size_t size)
{
    step();
    record("write", fd, NULL, -1, NULL);
    /* In two parts, so that a file can be half there. */
    if (steps_left >= 0 && size > 1)
        size /= 2;
    return syscall(SYS_write, fd, data, size);
}

int mkdirat(int fd, const char *path, mode_t mode)
{
    step();
    record("make", fd, path, -1, NULL);
    return (int)syscall(SYS_mkdirat, fd, path, mode);
}

int mkdir(const char *path, mode_t mode)
{
    int made = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (made == 0)
        record("make", AT_FDCWD, path, -1, NULL);
    return made;
}

int unlinkat(int fd, const char *path, int flags)
{
    step();
    return (int)syscall(SYS_unlinkat, fd, path, flags);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    step();
    record("rename", from_fd, from, to_fd, to);
    return (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    step();
    record("rename", from_fd, from, to_fd, to);
    return (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, 0);
}

int openat(int fd, const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
        step();
        record("make", fd, path, -1, NULL);
    }
    if ((flags & O_EXCL) && disk_full) {
        errno = ENOSPC;
        return -1;
    }
    return (int)syscall(SYS_openat, fd, path, flags, mode);
}

/* ---- folders ---- */

static char dir[512];
static struct fault_list faults;
static struct arena arena;

static const char *in_root(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder_root, name);
}

/* A pack all of whose files hold its version; each version has one file of its own. */
static void make_pack(const char *name, int version)
{
    folder_shell(
        "mkdir -p %s/exercises %s/images; for f in pack.json exercises/a.json exercises/b.json "
        "images/v%d.png; do echo 'version %d' >%s/$f; done",
        name, name, version, version, name);
}

static bool file_holds(const char *path, int version)
{
    char text[64] = "", wanted[64];
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    snprintf(wanted, sizeof wanted, "version %d\n", version);
    return strcmp(text, wanted) == 0;
}

/* 0 when there is none. A mix fails the test. */
static int version_of(const char *name)
{
    const char *pack = arena_printf(&arena, "%s/%s", dir, name);
    if (access(pack, F_OK) != 0)
        return 0;
    int version = 0;
    for (int v = 1; v <= 9; v++)
        if (file_holds(arena_printf(&arena, "%s/pack.json", pack), v))
            version = v;
    for (int v = 1; v <= 9; v++)
        assert_int_equal(access(arena_printf(&arena, "%s/images/v%d.png", pack, v), F_OK) == 0,
                         v == version);
    assert_true(file_holds(arena_printf(&arena, "%s/exercises/a.json", pack), version));
    assert_true(file_holds(arena_printf(&arena, "%s/exercises/b.json", pack), version));
    return version;
}

static bool is_there(const char *name)
{
    return access(arena_printf(&arena, "%s/%s", dir, name), F_OK) == 0;
}

static void expect_tidy(void)
{
    assert_false(is_there(".staging"));
    assert_false(is_there(".trash"));
    assert_false(is_there(".next-clinic"));
}

static int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    snprintf(dir, sizeof dir, "%s/state/packs", folder_root);
    make_pack("one", 1);
    make_pack("two", 2);
    make_pack("three", 3);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fault_list_free(&faults);
    arena_free(&arena);
    return folder_remove();
}

static bool import(const char *path, const char *id)
{
    struct packs *packs = packs_open(dir, 0, &faults);
    bool good = packs && packs_stage(packs, path, &faults) && packs_install(packs, id, &faults);
    packs_close(packs);
    return good;
}

static bool go_back(const char *id)
{
    struct packs *packs = packs_open(dir, 0, &faults);
    bool good = packs && packs_go_back(packs, id, &faults);
    packs_close(packs);
    return good;
}

/* Nothing is installed, and one fault says why. */
static void expect_refused(const char *path, const char *file, const char *message)
{
    fault_list_free(&faults);
    if (import(in_root(path), "clinic"))
        fail_msg("%s is taken: %s", path, message);
    assert_int_equal(version_of("clinic"), 0);
    expect_tidy();
    bool found = false;
    for (const struct fault *f = faults.first; f; f = f->next)
        found |= strcmp(f->file, in_root(file)) == 0 && strstr(f->message, message);
    if (!found)
        fail_msg("%s: instead of %s: %s %s", path, message, faults.first ? faults.first->file : "",
                 faults.first ? faults.first->message : "");
    fault_list_free(&faults);
}

/* ---- installing and going back ---- */

static void test_install(void **state)
{
    (void)state;
    assert_true(import(in_root("one"), "clinic"));
    assert_int_equal(version_of("clinic"), 1);
    assert_true(import(in_root("two/"), "clinic"));
    assert_int_equal(version_of("clinic"), 2);
    assert_int_equal(version_of(".previous-clinic"), 1);
    assert_true(import(in_root("three"), "another"));
    assert_int_equal(faults.errors + faults.warnings, 0);
    expect_tidy();

    struct packs_entry *entries;
    assert_int_equal(packs_list(dir, &arena, &entries), 2);
    assert_string_equal(entries[0].id, "another");
    assert_null(entries[0].previous);
    assert_int_equal(entries[0].serial, 3);
    assert_string_equal(entries[1].id, "clinic");
    assert_string_equal(entries[1].path, arena_printf(&arena, "%s/clinic", dir));
    assert_string_equal(entries[1].previous, arena_printf(&arena, "%s/.previous-clinic", dir));
    assert_int_equal(entries[1].serial, 2);
}

static void test_go_back(void **state)
{
    (void)state;
    assert_false(go_back("clinic"));
    assert_true(import(in_root("one"), "clinic"));
    assert_true(go_back("clinic")); /* there was none before: off */
    assert_int_equal(version_of("clinic"), 0);
    assert_true(go_back("clinic"));
    assert_int_equal(version_of("clinic"), 1);
    assert_true(import(in_root("two"), "clinic"));
    assert_true(go_back("clinic"));
    assert_int_equal(version_of("clinic"), 1);
    assert_int_equal(version_of(".previous-clinic"), 2);
    assert_true(import(in_root("three"), "clinic")); /* after going back: 2 is the older one */
    assert_int_equal(version_of("clinic"), 3);
    assert_int_equal(version_of(".previous-clinic"), 1);
    assert_false(go_back("../one"));
    assert_false(go_back(""));
}

static void test_limits(void **state)
{
    (void)state;
    assert_false(import(in_root("one"), "../clinic"));
    assert_false(import(in_root("one"), ""));
    for (int i = 0; i < PACKS_MAX; i++)
        assert_true(import(in_root("one"), arena_printf(&arena, "clinic-%02d", i)));
    assert_false(import(in_root("one"), "clinic-99"));
    assert_true(import(in_root("two"), "clinic-00"));
    assert_int_equal(version_of("clinic-00"), 2);
    assert_int_equal(version_of("clinic-99"), 0);
    expect_tidy();
}

static void test_one_at_a_time(void **state)
{
    (void)state;
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    assert_true(packs_stage(packs, in_root("one"), &faults));
    assert_null(packs_open(dir, 0, &faults));
    assert_non_null(strstr(faults.first->message, "another import is running"));
    assert_true(is_there(".staging/exercises/a.json")); /* who is refused touches nothing */
    assert_true(packs_install(packs, "clinic", &faults));
    packs_close(packs);
    assert_int_equal(version_of("clinic"), 1);
    expect_tidy();
}

static void test_waits_for_the_other(void **state)
{
    (void)state;
    int go[2];
    assert_int_equal(pipe(go), 0);
    pid_t child = fork(); /* first: a child inherits locks */
    assert_true(child >= 0);
    if (child == 0) {
        char byte;
        struct packs *second = read(go[0], &byte, 1) == 1 ? packs_open(dir, 10000, &faults) : NULL;
        _exit(second && packs_stage(second, in_root("two"), &faults) &&
                      packs_install(second, "clinic", &faults)
                  ? 0
                  : 1);
    }
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    assert_int_equal(write(go[1], "x", 1), 1);
    assert_true(packs_stage(packs, in_root("one"), &faults));
    usleep(200 * 1000);
    assert_true(packs_install(packs, "clinic", &faults));
    packs_close(packs);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(version_of("clinic"), 2);
    assert_int_equal(version_of(".previous-clinic"), 1);
    close(go[0]);
    close(go[1]);
}

/* ---- dying ---- */

/* True when the work was done before its life was over. */
static bool dies_at(long n, bool (*work)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        steps_left = n;
        bool good = work();
        steps_left = -1;
        _exit(good ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == DEAD);
    return WEXITSTATUS(status) == 0;
}

static const char *import_path;

static bool import_it(void)
{
    return import(import_path, "clinic");
}

static bool go_back_now(void)
{
    return go_back("clinic");
}

/* `work` changes clinic from `old` to `fresh` (0: none). Dies at each step; what is left must be
 * one of both, whole, before and after it is put right, and nothing else may get lost. */
static void expect_old_or_new(bool (*work)(void), int old, int old_previous, int fresh,
                              int fresh_previous)
{
    long n = 0;
    int seen_old = 0, seen_new = 0;
    folder_shell("rm -rf before; cp -a state before");
    for (bool done = false; !done; n++) {
        folder_shell("rm -rf state; cp -a before state");
        done = dies_at(n, work);
        int version = version_of("clinic");
        assert_true(version == old || version == fresh);
        assert_true(!done || version == fresh);
        seen_old += version == old;
        seen_new += version == fresh;

        struct packs *packs = packs_open(dir, 0, &faults);
        assert_non_null(packs);
        packs_close(packs);
        expect_tidy();
        assert_int_equal(version_of("clinic"), version);
        int previous = version_of(".previous-clinic");
        assert_int_equal(previous, version == fresh ? fresh_previous : old_previous);
        assert_true(n < 1000);
    }
    assert_true(seen_old > 0);
    assert_true(seen_new > 0);
}

static void test_death(void **state)
{
    (void)state;
    struct packs *packs = packs_open(dir, 0, &faults);
    packs_close(packs);
    import_path = in_root("one");
    expect_old_or_new(import_it, 0, 0, 1, 0);
    import_path = in_root("two");
    expect_old_or_new(import_it, 1, 0, 2, 1);
    import_path = in_root("three");
    expect_old_or_new(import_it, 2, 1, 3, 2);
    expect_old_or_new(go_back_now, 3, 2, 2, 3);
    folder_shell("rm -rf state/packs/.previous-clinic");
    expect_old_or_new(go_back_now, 2, 0, 0, 2);
    expect_old_or_new(go_back_now, 0, 2, 2, 0);
}

static void test_death_of_zip(void **state)
{
    (void)state;
    assert_true(import(in_root("one"), "clinic"));
    folder_shell(
        "python3 -c 'import shutil; shutil.make_archive(\"two\", \"zip\", \".\", \"two\")'");
    import_path = in_root("two.zip");
    expect_old_or_new(import_it, 1, 0, 2, 1);
}

/* ---- a power cut: what is not on the disk is lost, in any order ---- */

/* The last event of this kind before event `end`; -1 when there is none. */
static int last_event(size_t end, const char *what, const char *path)
{
    for (size_t i = end; i-- > 0;)
        if (strcmp(events[i].what, what) == 0 && strcmp(events[i].path, path) == 0)
            return (int)i;
    return -1;
}

static size_t find_rename(const char *from, const char *to)
{
    for (size_t i = 0; i < event_count; i++)
        if (strcmp(events[i].what, "rename") == 0 &&
            strcmp(events[i].path, arena_printf(&arena, "%s/%s", dir, from)) == 0 &&
            strcmp(events[i].to, arena_printf(&arena, "%s/%s", dir, to)) == 0)
            return i;
    fail_msg("%s is not renamed to %s", from, to);
    return 0;
}

/* Before event `end` each file's bytes and each folder's entries came to the disk after their last
 * change. */
static void expect_on_disk(size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct disk_event *event = &events[i];
        char path[512];
        if (strcmp(event->what, "sync") == 0 || strstr(event->path, "/.lock"))
            continue;
        snprintf(path, sizeof path, "%s", event->path);
        if (strcmp(event->what, "write") != 0)
            *strrchr(path, '/') = '\0';
        if (last_event(end, "sync", path) < (int)i)
            fail_msg("%s %s is not brought to the disk by a sync of %s", event->what, event->path,
                     path);
    }
}

static void record_import(const char *path)
{
    event_count = 0;
    recording = true;
    bool good = import(path, "clinic");
    recording = false;
    assert_true(good);
}

static void test_power_cut(void **state)
{
    (void)state;
    record_import(in_root("one")); /* also makes the folder for packs, and the one above */
    size_t shown = find_rename(".next-clinic", "clinic");
    assert_true(last_event(shown, "make", in_root("state")) >= 0);
    expect_on_disk(shown);
    expect_on_disk(event_count);

    folder_shell(
        "python3 -c 'import shutil; shutil.make_archive(\"two\", \"zip\", \".\", \"two\")'");
    record_import(in_root("two.zip"));
    shown = find_rename(".next-clinic", "clinic");
    expect_on_disk(shown);
    size_t kept = find_rename(".next-clinic", ".previous-clinic");
    assert_true(last_event(kept, "sync", dir) > (int)shown);
    expect_on_disk(event_count);
}

/* ---- what is brought ---- */

static void test_found(void **state)
{
    (void)state;
    folder_shell("mkdir -p stick/photos 'stick/System Volume Information'; cp -r one stick/clinic");
    assert_true(import(in_root("stick"), "clinic"));
    assert_int_equal(version_of("clinic"), 1);
    folder_shell("rm -rf state; cp -r two stick/other");
    expect_refused("stick", "stick", "several packs, such as clinic and other");
    folder_shell("rm -r stick/other stick/clinic; cd two; python3 -m zipfile -c ../stick/P.ZIP *");
    assert_true(import(in_root("stick"), "clinic"));
    assert_int_equal(version_of("clinic"), 2);
    folder_shell("rm -rf state stick/P.ZIP");
    expect_refused("stick", "stick", "holds no pack");
    folder_shell("mkdir typed; echo x >typed/pack.json.txt");
    expect_refused("typed", "typed/pack.json.txt", "rename it pack.json");
    expect_refused("nowhere", "nowhere", "No such file");
    expect_refused("one/pack.json", "one/pack.json", "zip");
    folder_shell("mkfifo pipe");
    expect_refused("pipe", "pipe", "neither the folder of a pack nor a .zip");
}

static void test_left_out(void **state)
{
    (void)state;
    folder_shell("cd one; mkdir -p film Routines .git exercises/.cache __MACOSX; touch film/a.mov "
                 "film/b.mov "
                 ".DS_Store exercises/a.json~ exercises/._a.json Thumbs.db run.exe '~$pack.json' "
                 "README.md LICENSE");
    assert_true(import(in_root("one"), "clinic"));
    assert_int_equal(version_of("clinic"), 1);
    assert_int_equal(faults.warnings, 3);
    assert_string_equal(faults.first->file, in_root("one/Routines"));
    assert_non_null(strstr(faults.first->message, "rename it routines"));
    assert_string_equal(faults.last->file, in_root("one/run.exe"));
    folder_shell("cd state/packs/clinic; test \"$(find . -type f | sort | tr '\\n' ' ')\" = "
                 "'./.import ./LICENSE ./README.md ./exercises/a.json ./exercises/b.json "
                 "./images/v1.png ./pack.json '");
}

static void test_refused(void **state)
{
    (void)state;
    folder_shell("ln -s /etc/passwd one/exercises/link.json");
    expect_refused("one", "one/exercises/link.json", "is a symbolic link");
    folder_shell("rm one/exercises/link.json; rm -r one/images; ln -s /etc one/images");
    expect_refused("one", "one/images", "is a symbolic link");
    folder_shell("rm one/images one/pack.json; ln -s ../two/pack.json one/pack.json");
    expect_refused("one", "one/pack.json", "is a symbolic link");
}

static void test_refused_files(void **state)
{
    (void)state;
    folder_shell("mkfifo one/exercises/pipe.json");
    expect_refused("one", "one/exercises/pipe.json", "not a regular file");
    folder_shell("rm one/exercises/pipe.json; truncate -s 8388609 one/images/large.png");
    expect_refused("one", "one/images/large.png", "at most 8 MB");
    folder_shell("truncate -s 8388608 one/images/large.png; rm -rf state");
    assert_true(import(in_root("one"), "clinic"));
    folder_shell(
        "rm -rf state; for i in $(seq 26); do truncate -s 8388608 one/images/$i.png; done");
    expect_refused("one", "one", "at most 200 MB");
    folder_shell(
        "rm one/images/*; mkdir -p one/images/a/b/c/d/e/f/g; touch one/images/a/b/c/d/e/f/g/h");
    expect_refused("one", "one/images/a/b/c/d/e/f/g/h", "too deep");
    folder_shell("rm -r one/images; touch \"one/exercises/$(printf 'a\\001.json')\"");
    expect_refused("one", "one/exercises/a\001.json", "control character");
    folder_shell("rm one/exercises/a?.json; touch \"one/exercises/$(printf 'a\\377.json')\"");
    expect_refused("one", "one/exercises/a\377.json", "not UTF-8");
    folder_shell(
        "rm -r one; mkdir -p one/exercises; echo version 1 >one/pack.json; cd one/exercises; "
        "seq 20000 | xargs touch");
    expect_refused("one", "one", "at most 20000");
}

/* Names come out with their letters coded in one way, whatever the system that wrote them. */
static void test_letters(void **state)
{
    (void)state;
    folder_shell("touch one/images/U\u0308bung.png");
    assert_true(import(in_root("one"), "clinic"));
    assert_true(is_there("clinic/images/\u00DCbung.png"));
    folder_shell("rm -rf state; touch one/images/\u00DCbung.png");
    expect_refused("one", "one/images/\u00DCbung.png", "is there twice");
}

/* One answer, not one for each file. */
static void test_disk_full(void **state)
{
    (void)state;
    disk_full = true;
    assert_false(import(in_root("one"), "clinic"));
    assert_int_equal(faults.errors, 1);
    assert_non_null(strstr(faults.first->message, "No space left"));
    disk_full = false;
    fault_list_free(&faults);
}

/* ---- .zip ---- */

/* make(z) in Python writes the archive z.zip. */
static void make_zip(const char *python)
{
    FILE *script = fopen(in_root("make.py"), "w");
    assert_non_null(script);
    fprintf(script,
            "import zipfile\n"
            "z = zipfile.ZipFile('z.zip', 'w', zipfile.ZIP_DEFLATED)\n"
            "def add(name, data='version 1\\n', mode=0o100644):\n"
            "    info = zipfile.ZipInfo(name)\n"
            "    info.create_system = 3\n"
            "    info.external_attr = mode << 16\n"
            "    info.compress_type = zipfile.ZIP_DEFLATED\n"
            "    z.writestr(info, data)\n"
            "%s\nz.close()\n",
            python);
    fclose(script);
    folder_shell("rm -f z.zip; python3 -W ignore make.py");
}

#define GOOD                                                                                       \
    "add('p/pack.json')\nadd('p/exercises/a.json')\nadd('p/exercises/b.json')\n"                   \
    "add('p/images/v1.png')\n"

static void test_zip(void **state)
{
    (void)state;
    make_zip(GOOD "add('p/')\nadd('p/images/Ü 漢.png')\nadd('__MACOSX/p/._a')\n"
                  "add('p/film/a.mov')\nadd('other/pack.txt')");
    assert_true(import(in_root("z.zip"), "clinic"));
    assert_int_equal(version_of("clinic"), 1);
    assert_true(is_there("clinic/images/Ü 漢.png"));
    assert_int_equal(faults.warnings, 1);
    assert_string_equal(faults.first->file, in_root("z.zip/film"));
}

static void test_zip_refused(void **state)
{
    (void)state;
    static const struct {
        const char *add, *name, *message;
    } cases[] = {
        {"add('/etc/evil')", "//etc/evil", "leads out"},
        {"add('p/../../evil')", "/p/../../evil", "leads out"},
        {"add('..')", "/..", "leads out"},
        {"add('p/exercises/c.json', '/etc/passwd', 0o120777)", "/p/exercises/c.json", "is a link"},
        {"add('p/null', '', 0o020666)", "/p/null", "not a regular file"},
        {"add('p/socket', '', 0o140666)", "/p/socket", "not a regular file"},
        {"add('p/exercises/a.json')", "/exercises/a.json", "is there twice"},
        {"add('p//./exercises/./a.json')", "/exercises/a.json", "is there twice"},
        {"add('p/exercises/a.json/b.json')", "/exercises/a.json/b.json", "as a file, too"},
        {"add('q/pack.json')", "", "several packs"},
        {"add('p/images/bomb.png', b'0' * 300000000)", "/images/bomb.png", "at most 8 MB"},
        {"for i in range(26): add('p/images/%d.png' % i, b'0' * 8388608)", "", "at most 200 MB"},
        {"for i in range(20001): add('p/images/%d.png' % i, '')", "", "at most 20000"},
        {"add('p/images/a\\x01.png')", "/images/a\001.png", "control character"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        make_zip(arena_printf(&arena, GOOD "%s", cases[i].add));
        expect_refused("z.zip", arena_printf(&arena, "z.zip%s", cases[i].name), cases[i].message);
    }
    make_zip("add('p/Pack.JSON')");
    expect_refused("z.zip", "z.zip/p/Pack.JSON", "rename it pack.json");
    make_zip("add('a/b/c/d/pack.json')");
    expect_refused("z.zip", "z.zip", "pack.json must be at its top");
    folder_shell("python3 -m zipfile -c outer.zip z.zip; mv outer.zip z.zip");
    expect_refused("z.zip", "z.zip", "another .zip");
    make_zip(GOOD);
    folder_shell("cp z.zip good.zip; head -c 300 good.zip >z.zip");
    expect_refused("z.zip", "z.zip", "");
    folder_shell(": >z.zip");
    expect_refused("z.zip", "z.zip", "zip");
    /* A table of contents too long to be read. */
    folder_shell(
        "python3 -c 'd = open(\"good.zip\", \"rb\").read(); c = d.index(b\"PK\\x01\\x02\"); "
        "e = d.index(b\"PK\\x05\\x06\"); "
        "open(\"z.zip\", \"wb\").write(d[:e] + d[c:e] * 250000 + d[e:])'");
    expect_refused("z.zip", "z.zip", "at most 20000");
    /* A claim that is not true: the size in the directory is smaller than what comes out. */
    folder_shell("head -c 100000 /dev/urandom >z.zip");
    expect_refused("z.zip", "z.zip", "zip");
    folder_shell("test ! -e evil && test ! -e state/evil");
}

static void test_zip_encrypted(void **state)
{
    (void)state;
    /* The flag of encryption in both headers of an entry; libarchive then asks for a password. */
    make_zip(GOOD "z.close()\nd = bytearray(open('z.zip', 'rb').read())\n"
                  "for mark, at in ((b'PK\\x03\\x04', 6), (b'PK\\x01\\x02', 8)):\n"
                  "    d[d.find(mark) + at] |= 1\n"
                  "open('z.zip', 'wb').write(d)");
    expect_refused("z.zip", "z.zip/p/pack.json", "is encrypted");
}

/* No archive may crash it, or make it write outside its folder. */
static void test_zip_mutated(void **state)
{
    (void)state;
    make_zip(GOOD);
    static char data[65536], mutated[65536];
    FILE *file = fopen(in_root("z.zip"), "rb");
    assert_non_null(file);
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    uint32_t seed = 12345;
    for (int round = 0; round < 1500; round++) {
        memcpy(mutated, data, size);
        for (int i = 0; i <= round % 4; i++) {
            seed = seed * 1664525 + 1013904223;
            mutated[(seed >> 8) % size] = (char)(seed >> 24);
        }
        file = fopen(in_root("m.zip"), "wb");
        assert_non_null(file);
        fwrite(mutated, 1, size, file);
        fclose(file);
        struct packs *packs = packs_open(dir, 0, &faults);
        assert_non_null(packs);
        bool staged = packs_stage(packs, in_root("m.zip"), &faults);
        assert_true(staged || faults.errors > 0);
        packs_close(packs);
        fault_list_free(&faults);
    }
    expect_tidy();
    folder_shell("rm -r state m.zip z.zip make.py one two three; test -z \"$(ls -A)\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_install),
        TEST(test_go_back),
        TEST(test_limits),
        TEST(test_one_at_a_time),
        TEST(test_death),
        TEST(test_death_of_zip),
        TEST(test_power_cut),
        TEST(test_found),
        TEST(test_left_out),
        TEST(test_refused),
        TEST(test_refused_files),
        TEST(test_zip),
        TEST(test_zip_refused),
        TEST(test_zip_encrypted),
        TEST(test_zip_mutated),
        TEST(test_disk_full),
        TEST(test_waits_for_the_other),
        TEST(test_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
