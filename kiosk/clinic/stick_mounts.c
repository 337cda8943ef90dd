#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clinic/stick.h"

/* One line of mountinfo: "36 35 98:0 / /run/media/kiosk/MY\040STICK rw,nosuid shared:1 - vfat
 * /dev/sdb1 rw,utf8". */

/* Cuts the next field off *line; "" at its end. */
static char *next_field(char **line)
{
    char *field = *line;
    size_t length = strcspn(field, " ");
    *line += length + (field[length] == ' ');
    field[length] = '\0';
    return field;
}

static bool is_octal(const char *digits)
{
    for (int i = 0; i < 3; i++)
        if (digits[i] < '0' || digits[i] > '7')
            return false;
    return true;
}

/* Blanks, tabs, line breaks and backslashes are written as "\040" and the like. */
static void decode(char *text)
{
    char *out = text;
    for (const char *in = text; *in; out++) {
        if (*in == '\\' && is_octal(in + 1)) {
            *out = (char)((in[1] - '0') * 64 + (in[2] - '0') * 8 + (in[3] - '0'));
            in += 4;
        } else {
            *out = *in++;
        }
    }
    *out = '\0';
}

static bool has_option(const char *options, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = options; *at; at += strcspn(at, ","), at += *at == ',')
        if (strncmp(at, name, length) == 0 && (at[length] == ',' || at[length] == '\0'))
            return true;
    return false;
}

/* One or two folders further down: "/media/STICK", "/run/media/kiosk/STICK". */
static bool lies_below(const char *path, const char *dir)
{
    size_t length = strlen(dir);
    while (length > 1 && dir[length - 1] == '/')
        length--;
    if (strncmp(path, dir, length) != 0 || path[length] != '/' || !path[length + 1])
        return false;
    const char *first = strchr(path + length + 1, '/');
    return !first || !strchr(first + 1, '/');
}

static bool lies_below_any(const char *path, const struct config_folders *dirs)
{
    for (int i = 0; i < dirs->count; i++)
        if (lies_below(path, dirs->paths[i]))
            return true;
    return false;
}

static void take_out(struct sticks *sticks, int index)
{
    sticks->count--;
    memmove(&sticks->list[index], &sticks->list[index + 1],
            (size_t)(sticks->count - index) * sizeof *sticks->list);
}

/* What was mounted at the same place before is covered. */
static void add(struct sticks *sticks, const struct stick *stick)
{
    for (int i = sticks->count - 1; i >= 0; i--)
        if (strcmp(sticks->list[i].path, stick->path) == 0)
            take_out(sticks, i);
    if (sticks->count == STICKS_MAX)
        take_out(sticks, 0);
    sticks->list[sticks->count++] = *stick;
}

static void parse_line(struct sticks *sticks, char *line, const struct config_folders *dirs)
{
    struct stick stick = {.kernel = strtol(next_field(&line), NULL, 10)};
    stick.mount = stick.kernel;
    next_field(&line); /* its parent */
    next_field(&line); /* the device */
    bool whole = strcmp(next_field(&line), "/") == 0;
    char *path = next_field(&line), *options = next_field(&line);
    while (*line && strcmp(next_field(&line), "-") != 0)
        ;
    const char *kind = next_field(&line);
    next_field(&line); /* the device's name */
    decode(path);
    /* A folder that is mounted elsewhere, as a sandbox does, is none. A mount that waits for
     * somebody to look is none yet, and looking at it would wait. */
    if (!whole || strcmp(kind, "autofs") == 0 || strlen(path) >= sizeof stick.path ||
        !lies_below_any(path, dirs))
        return;
    memcpy(stick.path, path, strlen(path) + 1);
    stick.read_only = has_option(options, "ro") || has_option(line, "ro");
    add(sticks, &stick);
}

void sticks_parse(struct sticks *sticks, const char *mountinfo, const struct config_folders *dirs)
{
    char line[2 * STICK_PATH + 2048];
    *sticks = (struct sticks){0};
    for (const char *at = mountinfo; *at;) {
        size_t length = strcspn(at, "\n");
        if (snprintf(line, sizeof line, "%.*s", (int)length, at) < (int)sizeof line)
            parse_line(sticks, line, dirs);
        at += length + (at[length] == '\n');
    }
}

void sticks_number(struct sticks *sticks, const struct sticks *before, long *last)
{
    for (int i = 0; i < sticks->count; i++) {
        struct stick *stick = &sticks->list[i];
        stick->mount = 0;
        for (int k = 0; k < before->count; k++)
            if (before->list[k].kernel == stick->kernel &&
                strcmp(before->list[k].path, stick->path) == 0)
                stick->mount = before->list[k].mount;
        if (stick->mount == 0)
            stick->mount = ++*last;
    }
}

const struct stick *sticks_find(const struct sticks *sticks, const struct stick *stick)
{
    for (int i = 0; i < sticks->count; i++)
        if (sticks->list[i].mount == stick->mount && strcmp(sticks->list[i].path, stick->path) == 0)
            return &sticks->list[i];
    return NULL;
}

const struct stick *sticks_new(const struct sticks *before, const struct sticks *now)
{
    for (int i = now->count - 1; i >= 0; i--)
        if (!sticks_find(before, &now->list[i]))
            return &now->list[i];
    return NULL;
}

bool sticks_same(const struct sticks *a, const struct sticks *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++) {
        const struct stick *other = sticks_find(b, &a->list[i]);
        same = other && other->read_only == a->list[i].read_only;
    }
    return same;
}

const char *stick_name(const struct stick *stick)
{
    const char *slash = strrchr(stick->path, '/');
    return slash ? slash + 1 : stick->path;
}
