#include "vitals.h"

#include <dirent.h>
#include <ftw.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
size_t __sanitizer_get_current_allocated_bytes(void); /* NOLINT(bugprone-reserved-identifier) */
#endif

/* Freed memory that the sanitizer keeps aside is none. */
static long live_bytes(void)
{
#ifdef __SANITIZE_ADDRESS__
    return (long)__sanitizer_get_current_allocated_bytes();
#else
    struct mallinfo2 info = mallinfo2();
    return (long)(info.uordblks + info.hblkhd);
#endif
}

static long resident_bytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%*d %ld", &pages) != 1) /* NOLINT(cert-err34-c) */
        pages = 0;
    if (file)
        fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static int count_entries(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        count += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return count;
}

static int watches_of(const char *descriptor)
{
    char path[300], line[256];
    int count = 0;
    snprintf(path, sizeof path, "/proc/self/fdinfo/%s", descriptor);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        count += strncmp(line, "inotify wd:", 11) == 0;
    if (file)
        fclose(file);
    return count;
}

static int count_watches(void)
{
    int count = 0;
    DIR *dir = opendir("/proc/self/fdinfo");
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        count += watches_of(entry->d_name);
    if (dir)
        closedir(dir);
    return count;
}

struct vitals vitals_take(void)
{
    return (struct vitals){.live = live_bytes(),
                           .rss = resident_bytes(),
                           .descriptors = count_entries("/proc/self/fd"),
                           .watches = count_watches(),
                           .threads = count_entries("/proc/self/task")};
}

static int files;

static int count_file(const char *path, const struct stat *info, int kind, struct FTW *where)
{
    (void)path;
    (void)info;
    (void)kind;
    (void)where;
    files++;
    return 0;
}

int vitals_files(const char *folder)
{
    files = 0;
    nftw(folder, count_file, 16, FTW_PHYS);
    return files;
}
