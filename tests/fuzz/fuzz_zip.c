// links: packs
/* Any bytes as a .zip that is imported, or restored. Whatever it holds, there are only folders and
 * regular files in the one folder it may fill, as many and as large as was counted, and nothing
 * beside it. */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "packs/bundle.h"
#include "packs/pack_stage.h"
#include "packs/pack_tree.h"

static size_t files, bytes;

static int count_file(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)at;
    assert(kind == FTW_F || kind == FTW_D);
    assert(utf8_valid(path, strlen(path)));
    assert(kind == FTW_D || S_ISREG(info->st_mode));
    assert(!(info->st_mode & (S_ISUID | S_ISGID | S_ISVTX)));
    if (kind == FTW_F) {
        assert(info->st_size <= PACKS_MAX_PICTURE_BYTES);
        files++;
        bytes += (size_t)info->st_size;
    }
    return 0;
}

static void check_beside(void)
{
    DIR *dir = opendir(fuzz_folder());
    assert(dir);
    for (const struct dirent *entry; (entry = readdir(dir));)
        assert(entry->d_name[0] == '.' || strcmp(entry->d_name, "pack") == 0);
    closedir(dir);
}

static void copy(int zip_fd, struct arena *arena)
{
    struct fault_list faults = {0};
    assert(mkdir(fuzz_path("pack"), 0700) == 0);
    struct pack_stage stage = {.fd = open(fuzz_path("pack"), O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                               .source = "a.zip",
                               .faults = &faults,
                               .arena = arena,
                               .passing = true,
                               .large_pictures = true};
    bool good = pack_zip_copy(&stage, zip_fd);
    assert(good == (faults.errors == 0));
    files = bytes = 0;
    assert(nftw(fuzz_path("pack"), count_file, 16, FTW_PHYS) == 0);
    assert(!good || (files == stage.files && bytes == stage.bytes && files > 0));
    check_beside();
    close(stage.fd);
    assert(pack_tree_remove(AT_FDCWD, fuzz_path("pack")));
    fuzz_end_faults(&faults);
}

/* What a restore reads besides. */
static void read_beside(int zip_fd)
{
    enum { MOST = 4096 };
    char path[64];
    size_t length = 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", zip_fd);
    const char *problem = bundle_problem(path);
    char *text = bundle_read(path, "settings.json", MOST, &length);
    assert(!text || (!problem && length <= MOST && text[length] == '\0'));
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct pack_title title = {"", "", ""};
    const char *problem = NULL;
    int fd = fuzz_fd(data, size);
    enum pack_zip_look look = pack_zip_look(fd, &title, &problem, &arena);
    assert((look == PACK_ZIP_PACK) == !problem);
    assert(title.id && title.name && title.version);
    copy(fd, &arena);
    read_beside(fd);
    close(fd);
    arena_free(&arena);
    return 0;
}
