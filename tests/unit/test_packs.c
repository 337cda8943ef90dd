// links: packs store json base folder
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "test_packs_fixture.h"

/* These stand before the C library's. */

static bool disk_full; /* no file can be made */

int fsync(int fd)
{
    (void)fd; /* no power is cut here, and a thousand of them take a minute */
    return 0;
}

int openat(int fd, const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
    }
    if ((flags & O_EXCL) && disk_full) {
        errno = ENOSPC;
        return -1;
    }
    return (int)syscall(SYS_openat, fd, path, flags, mode);
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
    assert_int_equal(packs_list(dir, &arena, &entries, &faults), 2);
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

/* ---- what is brought ---- */

static void test_found(void **state)
{
    (void)state;
    folder_shell("mkdir -p stick/photos 'stick/System Volume Information'; cp -r one stick/clinic");
    assert_true(import(in_root("stick"), "clinic"));
    assert_int_equal(version_of("clinic"), 1);
    folder_shell("rm -rf state; cp -r two stick/other");
    expect_refused("stick", "stick", "several packs (2)");
    folder_shell("rm -r stick/other stick/clinic; cd two; python3 -m zipfile -c ../stick/P.ZIP *");
    assert_true(import(in_root("stick"), "clinic"));
    assert_int_equal(version_of("clinic"), 2);
    folder_shell("rm -rf state stick/P.ZIP");
    expect_refused("stick", "stick", "holds no pack");
    folder_shell("mkdir typed; echo x >typed/pack.json.txt");
    expect_refused("typed", "typed/pack.json.txt", "rename it pack.json");
    expect_refused("nowhere", "nowhere", "No such file");
    assert_false(import(in_root("nowhere"), "clinic"));
    assert_true(fault_list_has_errno(&faults, ENOENT));
    fault_list_free(&faults);
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

static const char *smaller; /* what a fake makes of photos; NULL: it cannot */

static bool fake_shrink(int fd, struct packs_smaller *out)
{
    char first;
    assert_int_equal(pread(fd, &first, 1, 0), 1); /* open for reading, too */
    snprintf(out->text, sizeof out->text, smaller ? "made smaller" : "cannot be made smaller");
    if (smaller && *smaller) {
        out->bytes = strdup(smaller);
        out->size = strlen(smaller);
    }
    return smaller != NULL;
}

static bool stage(const char *pack)
{
    fault_list_free(&faults);
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    packs_set_shrink(packs, fake_shrink);
    bool staged = packs_stage(packs, in_root(pack), &faults);
    if (staged)
        assert_true(packs_install(packs, "clinic", &faults));
    packs_close(packs);
    return staged;
}

/* Photos may be larger than other files; what is written in their place is what counts. */
static void test_photos_are_made_smaller(void **state)
{
    (void)state;
    folder_shell("rm one/images/*; for i in 1 2 3 4; do truncate -s 60M one/images/$i.jpg; done");
    smaller = "small";
    assert_true(stage("one"));
    assert_int_equal(faults.warnings, 4);
    assert_string_equal(faults.first->file, in_root("one/images/1.jpg"));
    assert_string_equal(faults.first->message, "made smaller");
    folder_shell("test \"$(cat state/packs/clinic/images/4.jpg)\" = small");
    smaller = ""; /* as it is */
    assert_false(stage("one"));
    assert_string_equal(faults.last->message, "is too large; at most 200 MB are allowed");
    folder_shell("truncate -s 1M one/images/*.jpg");
    assert_true(stage("one"));
    assert_int_equal(faults.warnings, 0);
    folder_shell("test $(stat -c %%s state/packs/clinic/images/4.jpg) = 1048576");
    smaller = NULL;
    assert_false(stage("one"));
    assert_string_equal(faults.first->file, in_root("one/images/1.jpg"));
    assert_string_equal(faults.first->message, "cannot be made smaller");
    assert_int_equal(faults.errors, 1);
    smaller = "";
    folder_shell("truncate -s 67108865 one/images/1.jpg");
    assert_false(stage("one"));
    assert_string_equal(faults.first->message, "is too large; at most 64 MB are allowed");
    folder_shell("rm one/images/*; truncate -s 8388609 one/exercises/a.json");
    assert_false(stage("one"));
    assert_string_equal(faults.first->message, "is too large; at most 8 MB are allowed");
    fault_list_free(&faults);
}

/* One answer, not one for each file. */
static void test_disk_full(void **state)
{
    (void)state;
    disk_full = true;
    assert_false(import(in_root("one"), "clinic"));
    assert_int_equal(faults.errors, 1);
    assert_non_null(strstr(faults.first->message, "No space left"));
    fault_list_free(&faults);
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_false(packs_stage(packs, in_root("one"), &faults));
    assert_int_not_equal(access(in_root("state/.staging"), F_OK), 0); /* before it is closed */
    packs_close(packs);
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
    make_zip("add('p/pack.json', '', 0o040755)\nadd('p/exercises/a.json')");
    expect_refused("z.zip", "z.zip", "holds no pack");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_install),
        TEST(test_go_back),
        TEST(test_limits),

        TEST(test_found),
        TEST(test_left_out),
        TEST(test_refused),
        TEST(test_refused_files),
        TEST(test_zip),
        TEST(test_zip_refused),
        TEST(test_zip_encrypted),
        TEST(test_zip_mutated),
        TEST(test_disk_full),
        TEST(test_letters),
        TEST(test_photos_are_made_smaller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
