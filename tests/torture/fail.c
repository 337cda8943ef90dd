/* Loaded before the C library (LD_PRELOAD): lets one thing that a program asks of the system fail,
 * whoever in the process asks: the kiosk, SDL, SQLite, libarchive. Counts from main() on.
 *   FAIL_MEMORY=N    the Nth request for memory
 *   FAIL_DISK=N      the Nth change to the disk, with FAIL_ERRNO
 *   FAIL_ONWARDS=1   that one and all after it
 *   FAIL_COUNT=FILE  at the end: how many of both there were, "MEMORY DISK"
 *   FAIL_PLACES=FILE the requests for memory that come from a new place, one number a line; a place
 *                    is a call and the FAIL_DEPTH calls that led to it
 *   FAIL_TRACE=1     whose request fails, to standard error */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool counting, onwards, trace;
static long memory_count, disk_count, memory_fails, disk_fails;
static int disk_errno = ENOSPC;
static const char *count_file;
static _Thread_local bool inside; /* our own requests count for nothing */

static long number(const char *name)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

static void tell(const char *what, long n)
{
    void *frames[24];
    char line[80];
    inside = true;
    int length = snprintf(line, sizeof line, "fail: %s %ld\n", what, n);
    if (write(STDERR_FILENO, line, (size_t)length) > 0)
        backtrace_symbols_fd(frames, backtrace(frames, 24), STDERR_FILENO);
    inside = false;
}

/* ---- places ---- */

enum { PLACES_MAX = 1 << 16, DEPTH_MAX = 32, OWN_FRAMES = 4 };

static FILE *places_file;
static int depth;
static uint64_t places[PLACES_MAX]; /* by hash, open addressing; 0: free */

static uint64_t place_of(void)
{
    void *frames[DEPTH_MAX + OWN_FRAMES];
    int count = backtrace(frames, depth + OWN_FRAMES);
    uint64_t hash = 1;
    for (int i = OWN_FRAMES; i < count; i++)
        hash = (hash ^ (uintptr_t)frames[i]) * 0x9E3779B97F4A7C15u;
    return hash | 1;
}

static bool is_new(uint64_t place)
{
    for (size_t i = place >> 48;; i++) {
        uint64_t *at = &places[i % PLACES_MAX];
        if (*at == place)
            return false;
        if (*at == 0) {
            *at = place;
            return true;
        }
    }
}

static void note_place(long n)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    inside = true;
    uint64_t place = place_of();
    pthread_mutex_lock(&lock);
    if (is_new(place))
        fprintf(places_file, "%ld\n", n);
    pthread_mutex_unlock(&lock);
    inside = false;
}

static void open_places(void)
{
    depth = (int)number("FAIL_DEPTH");
    depth = depth < 1 ? 1 : depth < DEPTH_MAX ? depth : DEPTH_MAX;
    inside = true;
    places_file = getenv("FAIL_PLACES") ? fopen(getenv("FAIL_PLACES"), "w") : NULL;
    inside = false;
}

static bool fails(const char *what, long *count, long nth)
{
    if (!counting || inside)
        return false;
    long n = __atomic_add_fetch(count, 1, __ATOMIC_RELAXED);
    bool now = nth > 0 && (n == nth || (onwards && n > nth));
    if (now && trace && n == nth)
        tell(what, n);
    return now;
}

/* Who dies when it gets no memory, whatever we do: Xlib, and libarchive here (its result is not
 * looked at). A part of the library's path, or the name of a function. */
static const char *const dying[] = {"/libX", "archive_read_set_callback_data2"};

static bool dies(void *caller)
{
    Dl_info info;
    inside = true;
    bool known = dladdr(caller, &info) && info.dli_fname;
    inside = false;
    bool found = false;
    for (size_t i = 0; known && i < sizeof dying / sizeof *dying; i++)
        found = found || strstr(info.dli_fname, dying[i]);
    return found;
}

/* Asked once a caller, or a few times when two threads do: looking for names takes long. */
static bool spared(void *caller)
{
    enum { CALLERS = 1 << 14 };
    static uintptr_t known[CALLERS]; /* the address, and whether in its lowest bit */
    uintptr_t address = (uintptr_t)caller << 1;
    uintptr_t *at = &known[(address * 0x9E3779B97F4A7C15u) >> 50];
    uintptr_t found = __atomic_load_n(at, __ATOMIC_RELAXED);
    if ((found & ~(uintptr_t)1) == address)
        return found & 1;
    bool answer = dies(caller);
    __atomic_store_n(at, address | answer, __ATOMIC_RELAXED);
    return answer;
}

static bool no_memory(void *caller)
{
    if (counting && !inside && spared(caller))
        return false;
    bool now = fails("memory", &memory_count, memory_fails);
    if (places_file && counting && !inside)
        note_place(memory_count);
    if (now)
        errno = ENOMEM;
    return now;
}

static bool no_change(void)
{
    bool now = fails("disk", &disk_count, disk_fails);
    if (now)
        errno = disk_errno;
    return now;
}

static int (*real_main)(int, char **, char **);

static int counted_main(int argc, char **argv, char **environment)
{
    onwards = number("FAIL_ONWARDS") > 0;
    trace = number("FAIL_TRACE") > 0;
    memory_fails = number("FAIL_MEMORY");
    disk_fails = number("FAIL_DISK");
    if (number("FAIL_ERRNO") > 0)
        disk_errno = (int)number("FAIL_ERRNO");
    count_file = getenv("FAIL_COUNT");
    open_places();
    counting = true;
    int code = real_main(argc, argv, environment);
    counting = false;
    return code;
}

__attribute__((destructor)) static void write_count(void)
{
    counting = false;
    if (places_file)
        fclose(places_file);
    FILE *out = count_file ? fopen(count_file, "w") : NULL;
    if (!out)
        return;
    fprintf(out, "%ld %ld\n", memory_count, disk_count);
    fclose(out);
}

/* The function behind ours: the C library's, or the sanitizer's before it. */
#define NEXT(name)                                                                                 \
    static __typeof__(name) *next;                                                                 \
    if (!next)                                                                                     \
    next = (__typeof__(name) *)(uintptr_t)dlsym(RTLD_NEXT, #name)

int archive_read_next_header(void *archive, void **entry);
int archive_read_open_fd(void *archive, int fd, size_t block);
int archive_write_header(void *archive, void *entry);
int __libc_start_main(int (*program)(int, char **, char **), int argc, char **argv,
                      int (*init)(int, char **, char **), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack);

int __libc_start_main(int (*program)(int, char **, char **), int argc, char **argv,
                      int (*init)(int, char **, char **), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack)
{
    NEXT(__libc_start_main);
    real_main = program;
    return next(counted_main, argc, argv, init, fini, rtld_fini, stack);
}

/* ---- memory ---- */

void *malloc(size_t size)
{
    NEXT(malloc);
    return no_memory(__builtin_return_address(0)) ? NULL : next(size);
}

void *calloc(size_t count, size_t size)
{
    NEXT(calloc);
    return no_memory(__builtin_return_address(0)) ? NULL : next(count, size);
}

void *realloc(void *old, size_t size)
{
    NEXT(realloc);
    return no_memory(__builtin_return_address(0)) ? NULL : next(old, size);
}

void *reallocarray(void *old, size_t count, size_t size)
{
    NEXT(reallocarray);
    return no_memory(__builtin_return_address(0)) ? NULL : next(old, count, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    NEXT(aligned_alloc);
    return no_memory(__builtin_return_address(0)) ? NULL : next(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    NEXT(posix_memalign);
    return no_memory(__builtin_return_address(0)) ? ENOMEM : next(out, alignment, size);
}

/* The C library itself dies in this one when it gets no memory, and SDL after the next. */
struct passwd *getpwuid(uid_t user)
{
    NEXT(getpwuid);
    bool was = inside;
    inside = true;
    struct passwd *found = next(user);
    inside = was;
    return found;
}

/* libarchive falls over a table of contents that found no room. */
int archive_read_next_header(void *archive, void **entry)
{
    NEXT(archive_read_next_header);
    bool was = inside;
    inside = true;
    int result = next(archive, entry);
    inside = was;
    return result;
}

int archive_read_open_fd(void *archive, int fd, size_t block)
{
    NEXT(archive_read_open_fd);
    bool was = inside;
    inside = true;
    int result = next(archive, fd, block);
    inside = was;
    return result;
}

/* And over the one that it writes, which grows with a file's head. */
int archive_write_header(void *archive, void *entry)
{
    NEXT(archive_write_header);
    bool was = inside;
    inside = true;
    int result = next(archive, entry);
    inside = was;
    return result;
}

char *setlocale(int category, const char *locale)
{
    NEXT(setlocale);
    bool was = inside;
    inside = true;
    char *found = next(category, locale);
    inside = was;
    return found;
}

/* ---- the disk; what goes to a pipe or a terminal is no change to it ---- */

static bool is_file(int fd)
{
    struct stat info;
    int kept = errno;
    bool file = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    errno = kept;
    return fd > STDERR_FILENO && file;
}

ssize_t write(int fd, const void *data, size_t size)
{
    NEXT(write);
    return is_file(fd) && no_change() ? -1 : next(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    NEXT(pwrite);
    return is_file(fd) && no_change() ? -1 : next(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    NEXT(pwrite64);
    return is_file(fd) && no_change() ? -1 : next(fd, data, size, at);
}

int fsync(int fd)
{
    NEXT(fsync);
    return no_change() ? -1 : next(fd);
}

int fdatasync(int fd)
{
    NEXT(fdatasync);
    return no_change() ? -1 : next(fd);
}

int ftruncate(int fd, off_t size)
{
    NEXT(ftruncate);
    return no_change() ? -1 : next(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    NEXT(ftruncate64);
    return no_change() ? -1 : next(fd, size);
}

int rename(const char *from, const char *to)
{
    NEXT(rename);
    return no_change() ? -1 : next(from, to);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    NEXT(renameat);
    return no_change() ? -1 : next(from_fd, from, to_fd, to);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    NEXT(renameat2);
    return no_change() ? -1 : next(from_fd, from, to_fd, to, flags);
}

int unlink(const char *path)
{
    NEXT(unlink);
    return no_change() ? -1 : next(path);
}

int unlinkat(int fd, const char *path, int flags)
{
    NEXT(unlinkat);
    return no_change() ? -1 : next(fd, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
    NEXT(mkdir);
    return no_change() ? -1 : next(path, mode);
}

int mkdirat(int fd, const char *path, mode_t mode)
{
    NEXT(mkdirat);
    return no_change() ? -1 : next(fd, path, mode);
}

int mkostemp(char *path, int flags)
{
    NEXT(mkostemp);
    return no_change() ? -1 : next(path, flags);
}

static mode_t mode_of(int flags, va_list args)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

#define OPENS(name)                                                                                \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        NEXT(name);                                                                                \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode_t mode = mode_of(flags, args);                                                        \
        va_end(args);                                                                              \
        return flags & O_CREAT && no_change() ? -1 : next(path, flags, mode);                      \
    }

#define OPENS_AT(name)                                                                             \
    int name(int fd, const char *path, int flags, ...)                                             \
    {                                                                                              \
        NEXT(name);                                                                                \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode_t mode = mode_of(flags, args);                                                        \
        va_end(args);                                                                              \
        return flags & O_CREAT && no_change() ? -1 : next(fd, path, flags, mode);                  \
    }

OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)
