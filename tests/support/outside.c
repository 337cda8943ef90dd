#include "outside.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const *allowed;
static int allowed_count;
static char touched[PATH_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void outside_watch(const char *const *folders, int count)
{
    pthread_mutex_lock(&lock);
    allowed = folders;
    allowed_count = count;
    touched[0] = '\0';
    pthread_mutex_unlock(&lock);
}

const char *outside_touched(void)
{
    return touched;
}

/* Of the folder that holds it: what is written need not be there yet. */
static void resolve(int dir, const char *path, char out[PATH_MAX])
{
    char whole[2 * PATH_MAX], base[PATH_MAX] = "";
    char link[64];
    snprintf(link, sizeof link, dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", dir);
    ssize_t length = *path == '/' ? 0 : readlink(link, base, sizeof base - 1);
    base[length > 0 ? length : 0] = '\0';
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    char *name = strrchr(whole, '/');
    *name = '\0';
    if (!realpath(*whole ? whole : "/", out))
        snprintf(out, PATH_MAX, "%.*s", PATH_MAX - 1, whole);
    size_t used = strcmp(out, "/") == 0 ? 0 : strlen(out);
    snprintf(out + used, PATH_MAX - used, "/%s", name + 1);
}

/* `done`: what the call answered; what did not succeed has changed nothing. */
static int look(int done, int dir, const char *path)
{
    char real[PATH_MAX];
    int error = errno;
    if (allowed_count == 0 || done < 0)
        return done;
    pthread_mutex_lock(&lock);
    resolve(dir, path, real);
    bool inside = strcmp(real, "/dev/null") == 0;
    for (int i = 0; i < allowed_count; i++) {
        size_t length = strlen(allowed[i]);
        inside |= strncmp(real, allowed[i], length) == 0 && (real[length] == '/' || !real[length]);
    }
    if (!inside && !*touched)
        snprintf(touched, sizeof touched, "%s", real);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

static int open_at(int dir, const char *path, int flags, mode_t mode)
{
    bool writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
    int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
    return writes ? look(fd, dir, path) : fd;
}

/* These stand before the C library's. */

#define OPEN(name, ...)                                                                            \
    int name(__VA_ARGS__, int flags, ...)                                                          \
    {                                                                                              \
        mode_t mode = 0;                                                                           \
        if (flags & O_CREAT) {                                                                     \
            va_list args;                                                                          \
            va_start(args, flags);                                                                 \
            mode = va_arg(args, mode_t);                                                           \
            va_end(args);                                                                          \
        }                                                                                          \
        return open_at(OPEN_DIR, path, flags, mode);                                               \
    }

#define OPEN_DIR AT_FDCWD
OPEN(open, const char *path)
OPEN(open64, const char *path)
#undef OPEN_DIR
#define OPEN_DIR dir
OPEN(openat, int dir, const char *path)
OPEN(openat64, int dir, const char *path)

typedef FILE *fopen_fn(const char *path, const char *mode);

static FILE *open_file(const char *name, const char *path, const char *mode)
{
    fopen_fn *real;
    *(void **)&real = dlsym(RTLD_NEXT, name);
    FILE *file = real(path, mode);
    if (strpbrk(mode, "wa+"))
        look(file ? 0 : -1, AT_FDCWD, path);
    return file;
}

FILE *fopen(const char *path, const char *mode)
{
    return open_file("fopen", path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return open_file("fopen64", path, mode);
}

int mkostemp(char *path, int flags)
{
    int (*real)(char *, int);
    *(void **)&real = dlsym(RTLD_NEXT, "mkostemp");
    return look(real(path, flags), AT_FDCWD, path);
}

int mkdirat(int dir, const char *path, mode_t mode)
{
    return look((int)syscall(SYS_mkdirat, dir, path, mode), dir, path);
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

int linkat(int from_dir, const char *from, int dir, const char *path, int flags)
{
    return look((int)syscall(SYS_linkat, from_dir, from, dir, path, flags), dir, path);
}

int symlinkat(const char *to, int dir, const char *path)
{
    return look((int)syscall(SYS_symlinkat, to, dir, path), dir, path);
}

int symlink(const char *to, const char *path)
{
    return symlinkat(to, AT_FDCWD, path);
}

int unlinkat(int dir, const char *path, int flags)
{
    return look((int)syscall(SYS_unlinkat, dir, path, flags), dir, path);
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int renameat2(int from_dir, const char *from, int dir, const char *path, unsigned flags)
{
    int done = (int)syscall(SYS_renameat2, from_dir, from, dir, path, flags);
    look(done, from_dir, from);
    return look(done, dir, path);
}

int renameat(int from_dir, const char *from, int dir, const char *path)
{
    return renameat2(from_dir, from, dir, path, 0);
}

int rename(const char *from, const char *path)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, path, 0);
}

int fchmodat(int dir, const char *path, mode_t mode, int flags)
{
    int (*real)(int, const char *, mode_t, int);
    *(void **)&real = dlsym(RTLD_NEXT, "fchmodat");
    return look(real(dir, path, mode, flags), dir, path);
}

int truncate(const char *path, off_t length)
{
    int (*real)(const char *, off_t);
    *(void **)&real = dlsym(RTLD_NEXT, "truncate");
    return look(real(path, length), AT_FDCWD, path);
}
