#include "packs/pack_find.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "packs/pack_place.h"
#include "packs/pack_search.h"
#include "packs/pack_signed.h"

enum { OFFERED_MAX = 20, COMPARED_MAX = 16 };

struct finding {
    struct pack_search search;
    const char *path, *call;
    struct fault_list *faults;
    size_t compared;
};

static const char *full_name(const struct finding *finding, const char *relative)
{
    return *relative ? arena_printf(finding->search.arena, "%s/%s", finding->path, relative)
                     : finding->path;
}

static void say(const struct finding *finding, enum fault_severity severity, const char *relative,
                const char *text)
{
    fault_add(finding->faults, severity, full_name(finding, relative), 0, 0, "$", "%s", text);
}

static bool take_print(struct finding *finding, struct pack_candidate *candidate)
{
    struct fault_list unread = {0};
    struct arena arena = {0};
    struct pack_stage stage = {.fd = -1,
                               .source = "",
                               .faults = &unread,
                               .arena = &arena,
                               .large_pictures = true,
                               .print = &candidate->print};
    int fd = below_open(finding->search.root, candidate->path,
                        O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    bool taken = fd >= 0 && pack_copy(&stage, fd);
    if (fd >= 0)
        close(fd);
    arena_free(&arena);
    fault_list_free(&unread);
    return taken;
}

/* False when it cannot be told. */
static bool fingerprint(struct finding *finding, struct pack_candidate *candidate)
{
    if (!candidate->printed && finding->compared++ < COMPARED_MAX)
        candidate->printed = take_print(finding, candidate);
    return candidate->printed;
}

static bool same(struct finding *finding, struct pack_candidate *a, struct pack_candidate *b)
{
    return *a->title.id && strcmp(a->title.id, b->title.id) == 0 &&
           strcmp(a->title.version, b->title.version) == 0 && fingerprint(finding, a) &&
           fingerprint(finding, b) && a->print == b->print;
}

/* A folder rather than an archive, then the shorter name: "clinic.zip", not "clinic (1).zip". */
static bool better(const struct pack_candidate *a, const struct pack_candidate *b)
{
    return a->zip != b->zip ? b->zip : strlen(a->path) < strlen(b->path);
}

static bool is_twin(struct finding *finding, struct pack_candidate *candidate, size_t before)
{
    for (size_t i = 0; i < before; i++) {
        struct pack_candidate *other = &finding->search.found[i];
        if (!same(finding, other, candidate))
            continue;
        if (better(candidate, other)) {
            struct pack_candidate taken = *candidate;
            *candidate = *other;
            *other = taken;
        }
        say(finding, FAULT_WARNING, candidate->path,
            arena_printf(finding->search.arena, "holds the same as %s, which is taken",
                         full_name(finding, other->path)));
        return true;
    }
    return false;
}

static void drop_twins(struct finding *finding)
{
    struct pack_search *search = &finding->search;
    size_t kept = 0;
    for (size_t i = 0; i < search->count; i++) {
        struct pack_candidate candidate = search->found[i];
        if (!is_twin(finding, &candidate, kept))
            search->found[kept++] = candidate;
    }
    search->count = kept;
}

/* They are passed over as long as there are others. Gives the one to be refused in detail. */
static const char *drop_bad(struct finding *finding)
{
    struct pack_search *search = &finding->search;
    size_t kept = 0;
    const char *bad = NULL;
    for (size_t i = 0; i < search->count; i++) {
        const struct pack_candidate *candidate = &search->found[i];
        if (!candidate->problem)
            search->found[kept++] = *candidate;
        else if (search->good == 0 && !bad)
            bad = candidate->path;
        else
            say(finding, FAULT_WARNING, candidate->path,
                arena_printf(search->arena, "is passed over: %s", candidate->problem));
    }
    search->count = kept;
    return bad;
}

/* As a shell takes it for one word. */
static const char *quoted(struct arena *arena, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "/._-+,:@%=";
    if (path[strspn(path, plain)] == '\0')
        return path;
    char *text = arena_alloc(arena, 4 * strlen(path) + 3), *out = text;
    *out++ = '\'';
    for (; *path; path++) {
        if (*path == '\'')
            out = stpcpy(out, "'\\'");
        *out++ = *path;
    }
    *out = '\'';
    return text;
}

static void offer(struct finding *finding)
{
    const struct pack_search *search = &finding->search;
    struct arena *arena = search->arena;
    say(finding, FAULT_ERROR, "",
        arena_printf(arena, "holds several packs (%zu); name one of them", search->count));
    for (size_t i = 0; i < search->count && i < OFFERED_MAX; i++) {
        const struct pack_candidate *candidate = &search->found[i];
        const struct pack_title *title = &candidate->title;
        const char *path = quoted(arena, full_name(finding, candidate->path));
        if (*title->id)
            say(finding, FAULT_ERROR, candidate->path,
                arena_printf(arena, "is the pack %s, \"%s\", version %s: %s %s", title->id,
                             title->name, *title->version ? title->version : "?", finding->call,
                             path));
        else
            say(finding, FAULT_ERROR, candidate->path,
                arena_printf(arena, "is a pack whose pack.json gives no id: %s %s", finding->call,
                             path));
    }
}

static void say_none(struct finding *finding)
{
    const struct pack_search *search = &finding->search;
    if (search->nearly)
        say(finding, FAULT_ERROR, search->nearly, "is not read; rename it pack.json");
    else if (search->other_count == 1)
        say(finding, FAULT_ERROR, search->other, search->other_problem);
    if (search->cut)
        say(finding, FAULT_ERROR, "",
            "holds more than is looked through; name the pack itself: its folder, or its .zip");
    else if (!search->nearly)
        say(finding, FAULT_ERROR, "",
            "holds no pack; a folder with pack.json, or a .zip of one, is needed");
}

static const char *choose(struct finding *finding)
{
    struct pack_search *search = &finding->search;
    const char *bad = drop_bad(finding);
    if (bad)
        return bad;
    drop_twins(finding);
    if (search->count > 1)
        offer(finding);
    else if (search->count == 0)
        say_none(finding);
    else if (search->cut)
        say(finding, FAULT_WARNING, "",
            "holds more than is looked through; there may be other packs");
    return search->count == 1 ? search->found[0].path : NULL;
}

/* A pack whose pack.json is missing, perhaps just being saved: what else lies in it is not meant.
 */
static bool lacks_head(int fd)
{
    return pack_is_there(fd, "exercises") || pack_is_there(fd, "routines");
}

static void say_headless(struct finding *finding)
{
    if (finding->search.nearly)
        say(finding, FAULT_ERROR, finding->search.nearly, "is not read; rename it pack.json");
    else
        say(finding, FAULT_ERROR, "", "is not a pack; a pack is a folder with a file pack.json");
}

/* Below the folder; "" when it is a pack itself, or no folder. */
static const char *find_at(int fd, const char *path, const char *call, struct arena *arena,
                           struct fault_list *faults)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISDIR(info.st_mode) || pack_is_there(fd, "pack.json"))
        return "";
    struct finding finding = {.path = path, .call = call, .faults = faults};
    struct arena scratch = {0};
    const char *found = NULL;
    bool headless = lacks_head(fd);
    pack_search_run(&finding.search, fd, headless ? 0 : PACK_SEARCH_LEVELS, &scratch);
    if (headless)
        say_headless(&finding);
    else
        found = choose(&finding);
    found = found ? arena_strdup(arena, found) : NULL;
    arena_free(&scratch);
    return found;
}

const char *pack_find(const char *path, const char *call, struct arena *arena,
                      struct fault_list *faults)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return path;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *folder = arena_strndup(arena, path, length);
    const char *found = find_at(fd, folder, call, arena, faults);
    close(fd);
    return found && *found ? arena_printf(arena, "%s/%s", folder, found) : found ? path : NULL;
}

bool pack_copy(struct pack_stage *stage, int fd)
{
    struct stat info = {0};
    fstat(fd, &info);
    if (S_ISDIR(info.st_mode))
        return pack_folder_copy(stage, fd);
    if (S_ISREG(info.st_mode))
        return pack_zip_copy(stage, fd);
    pack_stage_refuse(stage, "", "is neither the folder of a pack nor a .zip file");
    return false;
}

/* Takes signature_fd. */
static bool copy_signed(struct pack_stage *stage, int fd, int signature_fd)
{
    int let_in = pack_signed(stage, fd, signature_fd);
    bool copied = let_in >= 0 && pack_copy(stage, let_in);
    if (let_in >= 0 && let_in != fd)
        close(let_in);
    if (signature_fd >= 0)
        close(signature_fd);
    return copied;
}

static bool copy_inner(struct pack_stage *stage, int fd, const char *relative)
{
    enum { READING = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };
    stage->source = arena_printf(stage->arena, "%s/%s", stage->source, relative);
    int inner = below_open(fd, relative, READING);
    if (inner < 0) {
        pack_stage_refuse_system(stage, "", "cannot be opened", errno);
        return false;
    }
    const char *signature = arena_printf(stage->arena, "%s" SIGNATURE_END, relative);
    bool copied = copy_signed(stage, inner, below_open(fd, signature, READING));
    close(inner);
    return copied;
}

/* The signature of what the user has named. */
static int open_signature(const struct pack_stage *stage)
{
    return open(arena_printf(stage->arena, "%s" SIGNATURE_END, stage->source),
                O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

bool pack_find_copy(struct pack_stage *stage, int fd)
{
    const char *found = find_at(fd, stage->source, "kiosk import", stage->arena, stage->faults);
    bool copied = found && (*found ? copy_inner(stage, fd, found)
                                   : copy_signed(stage, fd, open_signature(stage)));
    close(fd);
    return copied;
}
