#include "cli/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

bool paths_join(char *out, size_t size, const char *folder, const char *file)
{
    int length = *file == '/' || *folder == '\0' ? snprintf(out, size, "%s", file)
                                                 : snprintf(out, size, "%s/%s", folder, file);
    return length >= 0 && (size_t)length < size;
}

static bool holds_assets(const char *share)
{
    char assets[PATH_SIZE + 16];
    struct stat info;
    return paths_join(assets, sizeof assets, share, "assets") && stat(assets, &info) == 0 &&
           S_ISDIR(info.st_mode);
}

bool paths_beside(char *out, size_t size, const char *name)
{
    char program[PATH_SIZE];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash)
        *slash = '\0';
    return paths_join(out, size, program, name);
}

bool paths_share(char *share, size_t size)
{
    const char *named = getenv("KIOSK_SHARE");
    if (named && *named)
        return paths_join(share, size, "", named) && holds_assets(share);
    return (paths_beside(share, size, "share") && holds_assets(share)) ||
           (paths_beside(share, size, "../share/physio-kiosk") && holds_assets(share));
}
