#include "content/recordings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/ogg_header.h"
#include "content/pack_files.h"
#include "content/pack_json.h"

enum { RECORDING_MAX_S = 60, RECORDING_MAX_BYTES = 2 * 1024 * 1024, NUMBER_MAX = 100 };
enum { COUNTED_DOWN = 3, COUNTED_MS = 1000 };

const char *const recording_phases[] = {"ask",     "change",   "ready", "hold",       "relax",
                                        "reps",    "own_pace", "move",  "breathe_in", "breathe_out",
                                        "switch",  "rest",     "right", "left",       "finished",
                                        "halfway", NULL};

/* "1" to `most`, as people write it; 0 when it is anything else. */
static int number_of(const char *text, int most)
{
    size_t digits = strspn(text, "0123456789");
    int number = digits > 0 && digits < 5 && text[digits] == '\0' && *text != '0' ? atoi(text) : 0;
    return number <= most ? number : 0;
}

static bool is_phase(const char *name)
{
    for (size_t i = 0; recording_phases[i]; i++)
        if (strcmp(recording_phases[i], name) == 0)
            return true;
    return false;
}

static const char *list_phases(struct arena *arena)
{
    size_t count = 0;
    while (recording_phases[count])
        count++;
    return arena_list(arena, recording_phases, count);
}

/* What "LINE" of an exercise is; false when it has no such line. */
static bool read_line(const struct exercise *exercise, const char *line, struct recording *out)
{
    static const char step[] = "step-", precaution[] = "precaution-";
    out->kind = RECORDING_NAME;
    if (strcmp(line, "name") == 0)
        return true;
    if (strncmp(line, step, strlen(step)) == 0) {
        out->kind = RECORDING_STEP;
        out->number = number_of(line + strlen(step), (int)exercise->step_count);
    } else if (strncmp(line, precaution, strlen(precaution)) == 0) {
        out->kind = RECORDING_PRECAUTION;
        out->number = number_of(line + strlen(precaution), (int)exercise->precautions.count);
    }
    return out->number > 0;
}

/* NULL when the key is one; *out then says of what. */
static const char *key_problem(struct content_loader *loader, const char *key,
                               struct recording *out)
{
    struct arena *arena = &loader->content->arena;
    const char *dot = strrchr(key, '.');
    if (!dot)
        return "is not the recording of anything; name it ID.name.ogg, ID.step-1.ogg, "
               "ID.precaution-1.ogg, phase.hold.ogg or number.3.ogg";
    out->id = arena_strndup(arena, key, (size_t)(dot - key));
    out->line = arena_strdup(arena, dot + 1);
    if (strcmp(out->id, "phase") == 0) {
        out->kind = RECORDING_PHASE;
        return is_phase(out->line)
                   ? NULL
                   : arena_printf(arena, "names no phase; there are %s", list_phases(arena));
    }
    if (strcmp(out->id, "number") == 0) {
        out->kind = RECORDING_NUMBER;
        out->number = number_of(out->line, NUMBER_MAX);
        return out->number > 0 ? NULL : "names no number from 1 to 100";
    }
    const struct item *item = loader_find(loader, CONTENT_EXERCISE, out->id);
    if (!item || !item->usable)
        return arena_printf(arena,
                            "names \"%s\", which is no exercise of the packs so far, nor "
                            "\"phase\" or \"number\"",
                            out->id);
    return read_line(&item->as.exercise.value, out->line, out)
               ? NULL
               : arena_printf(arena,
                              "names \"%s\", which the exercise does not have; it has name, "
                              "step-1 to step-%zu%s",
                              out->line, item->as.exercise.value.step_count,
                              item->as.exercise.value.precautions.count > 0 ? ", precaution-1 ..."
                                                                            : "");
}

static const char *sound_problem(struct arena *arena, int fd, ms_t *length)
{
    struct stat at;
    struct ogg_header header;
    *length = 0;
    if (fstat(fd, &at) != 0 || !S_ISREG(at.st_mode))
        return "is not a regular file; an Ogg Vorbis file is needed";
    if (at.st_size > RECORDING_MAX_BYTES)
        return arena_printf(arena,
                            "is %lld bytes large; at most 2 MB are allowed: save it with a "
                            "lower quality",
                            (long long)at.st_size);
    switch (ogg_header_of_file(fd, (size_t)at.st_size, &header)) {
    case OGG_OTHER:
        return "is no Ogg file, whatever its name ends in; save it as Ogg Vorbis";
    case OGG_CODEC:
        return "is Ogg, but not Vorbis; save it as Ogg Vorbis";
    case OGG_DAMAGED:
        return "is damaged or ends too early; save it as Ogg Vorbis anew";
    case OGG_GOOD:
        break;
    }
    if (header.channels > 2 || header.rate < 8000 || header.rate > 48000)
        return arena_printf(arena,
                            "has %d channels at %d Hz; 1 or 2 at 8000 to 48000 Hz are "
                            "allowed",
                            header.channels, header.rate);
    if (header.length < 100 || header.length > RECORDING_MAX_S * 1000)
        return arena_printf(arena, "is %lld.%lld s long; 0.1 to %d s are allowed",
                            (long long)header.length / 1000, (long long)header.length / 100 % 10,
                            RECORDING_MAX_S);
    *length = header.length;
    return NULL;
}

static const char *file_problem(struct arena *arena, int dir_fd, const char *relative, ms_t *length)
{
    int fd = below_open(dir_fd, relative, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) {
        int error = errno;
        const char *problem = below_problem(error);
        return problem ? problem : arena_printf(arena, "cannot be read: %s", strerror(error));
    }
    const char *problem = sound_problem(arena, fd, length);
    close(fd);
    return problem;
}

static void add(struct content *content, const struct recording *recording)
{
    size_t count = content->recording_count;
    content->recordings =
        arena_more(&content->arena, content->recordings, count, sizeof *content->recordings);
    content->recordings[content->recording_count++] = *recording;
}

/* The pack being read. */
struct reading {
    struct content_loader *loader;
    int dir_fd;
    const char *folder, *pack;
};

/* Of the last three seconds each has its number: the next one would begin over it. */
static void warn_of_length(struct content_loader *loader, const char *path,
                           const struct recording *recording, ms_t length)
{
    bool counts_down = recording->kind == RECORDING_NUMBER && recording->number <= COUNTED_DOWN;
    if (counts_down && length > COUNTED_MS)
        fault_add(loader->faults, FAULT_WARNING, path, 0, 0, "$",
                  "is %lld.%02lld s long; each of the last three seconds has its number: cut the "
                  "silence at both ends, or say it faster, in 1 s at most",
                  (long long)length / 1000, (long long)length / 10 % 100);
}

static void read_file(const struct reading *reading, const char *code, const char *name)
{
    struct content *content = reading->loader->content;
    struct arena *arena = &content->arena;
    const char *relative = arena_printf(arena, "audio/%s/%s", code, name);
    const char *path = arena_printf(arena, "%s/%s", reading->pack, relative);
    size_t size = strlen(name);
    ms_t length = 0;
    struct recording recording = {.language = code,
                                  .file = arena_printf(arena, "%s/%s", reading->folder, relative)};
    if (size < 5 || strcmp(name + size - 4, ".ogg") != 0) {
        fault_add(reading->loader->faults, FAULT_WARNING, path, 0, 0, "$",
                  "is not read; only .ogg files are");
        return;
    }
    const char *problem =
        key_problem(reading->loader, arena_strndup(arena, name, size - 4), &recording);
    if (!problem)
        problem = file_problem(arena, reading->dir_fd, relative, &length);
    if (problem) {
        fault_add(reading->loader->faults, FAULT_ERROR, path, 0, 0, "$", "%s", problem)
            ->spares_item = true;
        return;
    }
    warn_of_length(reading->loader, path, &recording, length);
    add(content, &recording);
}

void recordings_read(struct content_loader *loader, int dir_fd, const char *folder,
                     const char *pack)
{
    struct arena *arena = &loader->content->arena;
    const struct reading reading = {loader, dir_fd, arena_strdup(arena, folder), pack};
    const char **codes, **names;
    if (faccessat(dir_fd, "audio", F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    size_t count = pack_list_all(dir_fd, pack, "audio", &loader->scratch, &codes, loader->faults);
    for (size_t i = 0; i < count; i++) {
        const char *code = arena_strdup(arena, codes[i]);
        if (!pack_language_valid(code)) {
            fault_add(loader->faults, FAULT_WARNING, arena_printf(arena, "%s/audio/%s", pack, code),
                      0, 0, "$", "is not read; a folder for each language is, such as audio/en");
            continue;
        }
        size_t files = pack_list_all(dir_fd, pack, arena_printf(arena, "audio/%s", code),
                                     &loader->scratch, &names, loader->faults);
        for (size_t k = 0; k < files; k++)
            read_file(&reading, code, names[k]);
    }
}
