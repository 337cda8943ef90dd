#include "platform/display.h"

#include <glob.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/x11.h"

/* NULL when it is not set, or to nothing. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static bool x11_is_named(void)
{
    return variable("DISPLAY") != NULL;
}

/* NULL: nothing is missing. */
static const char *x11_lacks(void)
{
    struct x11 *x11 = x11_open();
    struct rect place;
    const char *lack = !x11                      ? "the X server does not answer"
                       : !x11_place(x11, &place) ? "no screen is on"
                                                 : NULL;
    x11_close(x11);
    return lack;
}

/* As libwayland looks for it. */
static bool wayland_address(struct sockaddr_un *address)
{
    const char *name = variable("WAYLAND_DISPLAY");
    name = name ? name : "wayland-0";
    const char *folder = *name == '/' ? "" : getenv("XDG_RUNTIME_DIR");
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    size_t size = sizeof address->sun_path;
    return folder && snprintf(address->sun_path, size, "%s%s%s", folder, *folder ? "/" : "", name) <
                         (int)size;
}

static bool wayland_is_named(void)
{
    struct sockaddr_un address;
    return variable("WAYLAND_DISPLAY") || variable("WAYLAND_SOCKET") ||
           (wayland_address(&address) && access(address.sun_path, F_OK) == 0);
}

static const char *wayland_lacks(void)
{
    struct sockaddr_un address;
    if (variable("WAYLAND_SOCKET"))
        return NULL; /* already connected */
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool answers = fd >= 0 && wayland_address(&address) &&
                   connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0)
        close(fd);
    return answers ? NULL : "the Wayland compositor does not answer";
}

static bool kms_is_named(void)
{
    glob_t cards;
    bool found = glob("/dev/dri/card*", 0, NULL, &cards) == 0;
    globfree(&cards);
    return found;
}

static bool is_connected(const char *status_file)
{
    char word[16] = "";
    FILE *file = fopen(status_file, "r");
    if (!file)
        return false;
    bool connected = fgets(word, sizeof word, file) && strcmp(word, "connected\n") == 0;
    fclose(file);
    return connected;
}

/* Where the kernel tells nothing of connectors, SDL may try. */
static const char *kms_lacks(void)
{
    glob_t files;
    bool connected = glob("/sys/class/drm/card*-*/status", 0, NULL, &files) != 0;
    for (size_t i = 0; !connected && i < files.gl_pathc; i++)
        connected = is_connected(files.gl_pathv[i]);
    globfree(&files);
    return connected ? NULL : "no screen is connected";
}

static const struct driver {
    const char *name;
    bool (*is_named)(void);
    const char *(*lacks)(void);
} drivers[] = {
    {"x11", x11_is_named, x11_lacks},
    {"wayland", wayland_is_named, wayland_lacks},
    {"KMSDRM", kms_is_named, kms_lacks},
};

/* NULL for one that shows nothing to anybody. */
static const struct driver *find_driver(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        if (strlen(drivers[i].name) == length && strncasecmp(drivers[i].name, name, length) == 0)
            return &drivers[i];
    return NULL;
}

/* `names`: best first, with commas between them. */
static struct display find_among(const char *names)
{
    struct display display = {.state = DISPLAY_NONE};
    while (*names) {
        size_t length = strcspn(names, ",");
        const struct driver *driver = find_driver(names, length);
        names += length + (names[length] == ',');
        if (!driver || !driver->is_named())
            continue;
        const char *lack = driver->lacks();
        if (!lack)
            return (struct display){.state = DISPLAY_READY, .driver = driver->name};
        if (display.state == DISPLAY_NONE)
            display = (struct display){.state = DISPLAY_AWAITED, .cause = lack};
    }
    return display;
}

struct display display_find(void)
{
    const char *chosen = variable("SDL_VIDEODRIVER");
    if (chosen)
        return find_among(chosen);
    struct display display = find_among("x11,wayland");
    return display.state == DISPLAY_NONE ? find_among("KMSDRM") : display;
}
