#include "packs/unpacked.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "packs/pack_stage.h"
#include "packs/pack_tree.h"
#include "store/owner.h"

#define FOLDER_PREFIX "physio-kiosk-pack-"

enum { FOLDER_SIZE = 1024, FOLDER_TRIES = 8 };

struct unpacked {
    struct unpacked *next;
    struct arena arena;
    const char *path;
    struct stat file; /* what the folder was made of */
    char folder[FOLDER_SIZE];
    int fd; /* of the folder; locked, so that others see that it is in use */
    int readers;
    struct fault_list faults;
};

/* Also held while one is unpacked: two threads that want the same file get the same folder. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct unpacked *all;

bool unpacked_is_zip(const char *path)
{
    struct stat info;
    return pack_zip_is_name(path) && (stat(path, &info) != 0 || !S_ISDIR(info.st_mode));
}

/* -1 when there is no such folder, or somebody else's in its place. */
static int open_own(int dir_fd, const char *name)
{
    struct stat info;
    int fd = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &info) == 0 && info.st_uid == geteuid())
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Nobody holds the lock of a folder whose program was killed. */
static void remove_stale(const char *parent)
{
    DIR *dir = opendir(parent);
    if (!dir) {
        memory_ask("folder");
        return;
    }
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (strncmp(entry->d_name, FOLDER_PREFIX, strlen(FOLDER_PREFIX)) != 0)
            continue;
        int fd = open_own(dirfd(dir), entry->d_name);
        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
            pack_tree_remove(dirfd(dir), entry->d_name);
        if (fd >= 0)
            close(fd);
    }
    closedir(dir);
}

/* Locked. Between its making and its locking it looks stale to others: then another one. */
static bool make_folder_in(struct unpacked *unpacked, const char *parent)
{
    for (int tries = 0; tries < FOLDER_TRIES; tries++) {
        struct stat info;
        if (snprintf(unpacked->folder, FOLDER_SIZE, "%s/" FOLDER_PREFIX "XXXXXX", parent) >=
                FOLDER_SIZE ||
            !mkdtemp(unpacked->folder))
            return false;
        unpacked->fd = open_own(AT_FDCWD, unpacked->folder);
        if (unpacked->fd >= 0 && flock(unpacked->fd, LOCK_EX) == 0 &&
            fstat(unpacked->fd, &info) == 0 && info.st_nlink > 0)
            return true;
        if (unpacked->fd >= 0)
            close(unpacked->fd);
        unpacked->fd = -1;
    }
    return false;
}

static bool make_folder(struct unpacked *unpacked)
{
    const char *const parents[] = {getenv("RUNTIME_DIRECTORY"), getenv("XDG_RUNTIME_DIR"),
                                   getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof parents / sizeof *parents; i++) {
        char parent[FOLDER_SIZE];
        if (!parents[i] || parents[i][0] != '/')
            continue;
        /* systemd may list several, by colons. */
        snprintf(parent, sizeof parent, "%.*s", (int)strcspn(parents[i], ":"), parents[i]);
        if (owner_is_another(parent))
            continue;
        remove_stale(parent);
        if (make_folder_in(unpacked, parent))
            return true;
    }
    return false;
}

static void release(struct unpacked *unpacked)
{
    if (unpacked->fd >= 0) {
        pack_tree_remove(AT_FDCWD, unpacked->folder);
        close(unpacked->fd);
    }
    fault_list_free(&unpacked->faults);
    struct arena arena = unpacked->arena; /* which holds *unpacked itself */
    arena_free(&arena);
}

static void copy_faults(const struct fault_list *from, struct fault_list *to)
{
    for (const struct fault *f = from->first; f; f = f->next)
        fault_copy(to, f, f->file);
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static struct unpacked *find_shared(const char *path, const struct stat *file)
{
    for (struct unpacked *u = all; u; u = u->next)
        if (strcmp(u->path, path) == 0 && u->file.st_dev == file->st_dev &&
            u->file.st_ino == file->st_ino && u->file.st_size == file->st_size &&
            same_time(u->file.st_mtim, file->st_mtim) && same_time(u->file.st_ctim, file->st_ctim))
            return u;
    return NULL;
}

static bool unpack(struct unpacked *unpacked, int zip_fd)
{
    struct pack_stage stage = {.source = unpacked->path,
                               .faults = &unpacked->faults,
                               .arena = &unpacked->arena,
                               .passing = true,
                               .large_pictures = true};
    if (!S_ISREG(unpacked->file.st_mode))
        pack_stage_refuse(&stage, "", "is neither the folder of a pack nor a .zip file");
    else if (!make_folder(unpacked))
        pack_stage_refuse(&stage, "", "cannot be unpacked: %s; TMPDIR must name a folder",
                          strerror(errno));
    stage.fd = unpacked->fd;
    return stage.refused == 0 && pack_zip_copy(&stage, zip_fd);
}

static struct unpacked *open_zip(const char *path, int zip_fd, struct fault_list *faults)
{
    struct stat file = {0};
    fstat(zip_fd, &file);
    struct unpacked *unpacked = find_shared(path, &file);
    if (!unpacked) {
        struct arena arena = {0};
        unpacked = ARENA_NEW(&arena, struct unpacked);
        *unpacked = (struct unpacked){
            .next = all, .path = arena_strdup(&arena, path), .file = file, .fd = -1};
        unpacked->arena = arena;
        if (!unpack(unpacked, zip_fd)) {
            copy_faults(&unpacked->faults, faults);
            release(unpacked);
            return NULL;
        }
        all = unpacked;
    }
    unpacked->readers++;
    copy_faults(&unpacked->faults, faults);
    return unpacked;
}

struct unpacked *unpacked_open(const char *path, struct fault_list *faults)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        fault_add(faults, FAULT_ERROR, path, 0, 0, "$",
                  "cannot be opened: %s; the folder of a pack, or a .zip of one, is needed",
                  strerror(errno));
        return NULL;
    }
    pthread_mutex_lock(&lock);
    struct unpacked *unpacked = open_zip(path, fd, faults);
    pthread_mutex_unlock(&lock);
    close(fd);
    return unpacked;
}

void unpacked_close(struct unpacked *unpacked)
{
    if (!unpacked)
        return;
    pthread_mutex_lock(&lock);
    if (--unpacked->readers == 0) {
        struct unpacked **link = &all;
        while (*link != unpacked)
            link = &(*link)->next;
        *link = unpacked->next;
        release(unpacked);
    }
    pthread_mutex_unlock(&lock);
}

const char *unpacked_folder(const struct unpacked *unpacked)
{
    return unpacked->folder;
}
