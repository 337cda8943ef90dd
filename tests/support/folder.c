#include "folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH_SIZE = 1024, FILES_OPEN = 16 };

char folder_root[256];

int folder_make(void)
{
    snprintf(folder_root, sizeof folder_root, "%s/test-XXXXXX", BUILD_DIR);
    return mkdtemp(folder_root) ? 0 : -1;
}

int folder_remove(void)
{
    folder_shell("rm -rf '%s'", folder_root);
    return 0;
}

bool folder_for_others(void)
{
    char above[PATH_SIZE];
    struct stat is;
    snprintf(above, sizeof above, "%s", folder_root);
    for (char *end; (end = strrchr(above, '/')) && end > above;) {
        *end = '\0';
        if (stat(above, &is) != 0 || !(is.st_mode & S_IXOTH))
            return false;
    }
    return true;
}

const char *folder_path(const char *file)
{
    static char paths[4][512];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder_root, file);
    return paths[turn];
}

void folder_write(const char *file, const char *text)
{
    FILE *out = fopen(folder_path(file), "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

void folder_shell(const char *format, ...)
{
    char command[4096];
    int used = snprintf(command, sizeof command, "set -e; cd '%s'; ", folder_root);
    va_list args;
    va_start(args, format);
    vsnprintf(command + used, sizeof command - (size_t)used, format, args);
    va_end(args);
    if (system(command) != 0) /* NOLINT(cert-env33-c) */
        fail_msg("%s", command);
}

/* ---- copies ---- */

static void path_in(char *out, const char *folder, const char *name)
{
    assert_true(snprintf(out, PATH_SIZE, "%s/%s", folder, name) < PATH_SIZE);
}

/* The next entry but "." and ".."; NULL: no more. */
static const struct dirent *next_entry(DIR *dir)
{
    const struct dirent *entry;
    do
        entry = readdir(dir);
    while (entry && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info, (void)kind, (void)place;
    return remove(path);
}

static void copy_bytes(int out, int in)
{
    char bytes[65536];
    for (ssize_t size; (size = read(in, bytes, sizeof bytes)) != 0;)
        assert_int_equal(write(out, bytes, (size_t)size), size);
}

static void copy_file(const char *to, const char *from)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    assert_true(in >= 0 && out >= 0);
    copy_bytes(out, in);
    close(in);
    close(out);
}

static void copy(const char *to, const char *from);

static void copy_entries(const char *to, const char *from)
{
    assert_int_equal(mkdir(to, 0700), 0);
    DIR *dir = opendir(from);
    assert_non_null(dir);
    for (const struct dirent *entry; (entry = next_entry(dir));) {
        char inner_to[PATH_SIZE], inner_from[PATH_SIZE];
        path_in(inner_to, to, entry->d_name);
        path_in(inner_from, from, entry->d_name);
        copy(inner_to, inner_from);
    }
    closedir(dir);
}

static void copy(const char *to, const char *from)
{
    struct stat info;
    assert_int_equal(lstat(from, &info), 0);
    assert_true(S_ISDIR(info.st_mode) || S_ISREG(info.st_mode));
    if (S_ISDIR(info.st_mode))
        copy_entries(to, from);
    else
        copy_file(to, from);
    assert_int_equal(chmod(to, info.st_mode & 07777), 0);
    const struct timespec times[] = {info.st_atim, info.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, to, times, 0), 0);
}

void folder_again(const char *name, const char *from)
{
    char to[PATH_SIZE], source[PATH_SIZE];
    path_in(to, folder_root, name);
    path_in(source, folder_root, from);
    assert_true(nftw(to, remove_one, FILES_OPEN, FTW_DEPTH | FTW_PHYS) == 0 ||
                access(to, F_OK) != 0);
    copy(to, source);
}

static bool same_bytes(const char *a, const char *b)
{
    FILE *first = fopen(a, "r"), *second = fopen(b, "r");
    int one, other;
    do {
        one = first ? getc_unlocked(first) : EOF;
        other = second ? getc_unlocked(second) : EOF;
    } while (one == other && one != EOF);
    if (first)
        fclose(first);
    if (second)
        fclose(second);
    return one == other;
}

static bool same(const char *a, const char *b);

/* All that is in the folder `a` is the same in `b`. */
static bool same_entries(const char *a, const char *b)
{
    DIR *dir = opendir(a);
    bool good = true;
    for (const struct dirent *entry; good && dir && (entry = next_entry(dir));) {
        char inner_a[PATH_SIZE], inner_b[PATH_SIZE];
        path_in(inner_a, a, entry->d_name);
        path_in(inner_b, b, entry->d_name);
        good = same(inner_a, inner_b);
    }
    if (dir)
        closedir(dir);
    return good;
}

static bool same(const char *a, const char *b)
{
    struct stat first = {0}, second = {0};
    bool here = stat(a, &first) == 0, there = stat(b, &second) == 0;
    if (here && there && S_ISDIR(first.st_mode) != S_ISDIR(second.st_mode))
        return false;
    if (S_ISDIR(first.st_mode) || S_ISDIR(second.st_mode))
        return same_entries(a, b) && same_entries(b, a);
    return same_bytes(a, b);
}

bool folder_same(const char *a, const char *b)
{
    char first[PATH_SIZE], second[PATH_SIZE];
    path_in(first, folder_root, a);
    path_in(second, folder_root, b);
    return same(first, second);
}

const char *folder_faults(const struct fault_list *faults)
{
    static char text[32768];
    size_t length = strlen(folder_root);
    memset(text, 0, sizeof text);
    FILE *out = fmemopen(text, sizeof text, "w");
    assert_non_null(out);
    for (const struct fault *f = faults->first; f; f = f->next) {
        struct fault fault = *f;
        if (strncmp(fault.file, folder_root, length) == 0)
            fault.file += length + 1;
        fault_print(&fault, out);
    }
    fclose(out);
    return text;
}
