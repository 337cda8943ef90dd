#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_names.h"
#include "packs/bundle.h"
#include "packs/pack_stage.h"
#include "packs/packs.h"
#include "packs/zip_names.h"
#include "packs/zip_reader.h"

/* First all entries of a .zip's directory are named and judged and the pack in it is found, then
 * the pack's files are unpacked. Sizes that entries claim are not believed: what comes out counts.
 */

enum {
    ENTRIES_MAX = 4 * PACKS_MAX_FILES, /* with what systems and editors leave behind */
    CHUNK_SIZE = 16 * 1024,
    HEADS_MAX = 32,
    HEAD_SIZE = 64 * 1024,
    DEPTH_MAX = 3, /* of folders around the pack: "Extract all" makes one more, twice two */
};

#define BROKEN "is no .zip file, or not all of one; copy it again, or pack it again"
#define TOO_MANY "holds too many files; at most %d are allowed"

bool pack_zip_is_name(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcasecmp(name + length - 4, ".zip") == 0;
}

/* libarchive reads the whole table of contents at once, which may be longer than all else. Each
 * entry of it begins with this mark. */
static const char entry_mark[4] = {'P', 'K', 1, 2};

static size_t count_marks(const char *data, size_t size)
{
    size_t count = 0;
    const char *end = data + size;
    while ((data = memmem(data, (size_t)(end - data), entry_mark, sizeof entry_mark))) {
        data += sizeof entry_mark;
        count++;
    }
    return count;
}

static bool has_too_many(int fd)
{
    char data[CHUNK_SIZE];
    size_t count = 0;
    ssize_t size;
    /* The next chunk begins where a mark could have been cut. */
    for (off_t at = 0; (size = pread(fd, data, sizeof data, at)) >= (ssize_t)sizeof entry_mark;
         at += size - (ssize_t)sizeof entry_mark + 1) {
        count += count_marks(data, (size_t)size);
        if (count > ENTRIES_MAX)
            return true;
    }
    return false;
}

bool pack_zip_refuse_large(struct pack_stage *stage)
{
    pack_stage_refuse(stage, "", "is too large; at most %d MB are allowed", PACKS_MAX_BYTES >> 20);
    return false;
}

/* What can be told before any of it is believed. */
static bool judge_size(struct pack_stage *stage, int fd)
{
    struct stat info;
    if (fstat(fd, &info) == 0 && info.st_size > PACK_ZIP_MAX_BYTES)
        pack_zip_refuse_large(stage);
    else if (has_too_many(fd))
        pack_stage_refuse(stage, "", TOO_MANY, PACKS_MAX_FILES);
    return stage->refused == 0;
}

static bool open_zip(struct pack_stage *stage, int fd, struct zip_directory *directory)
{
    enum zip_fault fault = zip_directory_read(directory, fd, ENTRIES_MAX, stage->arena);
    if (fault == ZIP_TOO_MANY)
        pack_stage_refuse(stage, "", TOO_MANY, PACKS_MAX_FILES);
    else if (fault != ZIP_GOOD)
        pack_stage_refuse(stage, "", BROKEN);
    return fault == ZIP_GOOD;
}

/* Without "." and empty parts; a "/" at the start stays, to be refused. */
static const char *tidy(char *name)
{
    char *out = name + (*name == '/');
    for (const char *part = name; *part;) {
        size_t length = strcspn(part, "/");
        const char *next = part + length + (part[length] == '/');
        bool empty = length == 0 || (length == 1 && *part == '.');
        if (!empty && out > name && out[-1] != '/')
            *out++ = '/';
        memmove(out, part, empty ? 0 : length);
        out += empty ? 0 : length;
        part = next;
    }
    *out = '\0';
    return name;
}

/* Some programs of Windows part folders by "\\" alone. */
static void part_by_slashes(char *name)
{
    if (strchr(name, '/'))
        return;
    for (char *p = strchr(name, '\\'); p; p = strchr(p, '\\'))
        *p = '/';
}

/* `files`: see zip_names_fit. */
static void name_entries(struct pack_stage *stage, struct zip_directory *directory,
                         const char *const *files, size_t count)
{
    struct zip_misfit misfit = zip_names_fit(directory, files, count, stage->arena);
    if (misfit.stored)
        pack_stage_refuse(stage, "",
                          "the names in this .zip are in letters we cannot read, such as \"%s\", "
                          "where the pack's files say \"%s\"; rename the photos to a-z, 0-9, there "
                          "and in those files, and pack it again",
                          misfit.stored, misfit.wanted);
    for (size_t i = 0; i < directory->count; i++) {
        struct zip_entry *entry = &directory->entries[i];
        char *name = arena_strdup(stage->arena, entry->name);
        part_by_slashes(name);
        entry->folder |= *name && name[strlen(name) - 1] == '/';
        entry->name = tidy(name);
    }
}

static bool leads_out(const char *name)
{
    if (*name == '/' || strchr(name, '\\'))
        return true;
    for (const char *part = name;; part += strcspn(part, "/") + 1) {
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return true;
        if (!strchr(part, '/'))
            return false;
    }
}

static const char *kind_problem(enum zip_kind kind, bool encrypted)
{
    if (encrypted)
        return "is encrypted; pack it again without a password";
    if (kind == ZIP_LINK)
        return "is a link; put the file itself into the pack";
    if (kind == ZIP_SPECIAL)
        return "is not a regular file; put a file into the pack";
    return NULL;
}

static void judge(struct pack_stage *stage, const struct zip_entry *entry)
{
    const char *problem = kind_problem(entry->kind, entry->encrypted);
    if (entry->zero)
        problem = "has a zero byte in its name; rename it, and pack it again";
    if (leads_out(entry->name))
        problem = "leads out of the pack; \"..\", \"\\\" and a \"/\" at the start are not allowed";
    if (problem)
        pack_stage_refuse(stage, entry->name, "%s", problem);
}

struct survey {
    const char *heads[HEADS_MAX]; /* "" or "my-pack/": where a pack.json is */
    size_t head_count;
    bool nested;        /* a .zip in the .zip */
    const char *nearly; /* what is meant to be pack.json; NULL: nothing */
};

/* Folders in the path; more than there may be when it is none of a pack. */
static int depth_of(const char *name)
{
    int depth = 0;
    for (; strchr(name, '/'); name += strcspn(name, "/") + 1, depth++)
        if (file_name_is_junk(name, strcspn(name, "/")))
            return DEPTH_MAX + 1;
    return depth;
}

static bool begins_with(const char *name, const char *prefix)
{
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* A pack in a pack is none. */
static void add_head(struct survey *survey, const char *head)
{
    size_t kept = 0;
    for (size_t i = 0; i < survey->head_count; i++) {
        if (begins_with(head, survey->heads[i]))
            return;
        if (!begins_with(survey->heads[i], head))
            survey->heads[kept++] = survey->heads[i];
    }
    survey->head_count = kept;
    if (kept < HEADS_MAX)
        survey->heads[survey->head_count++] = head;
}

static void note_head(const struct pack_stage *stage, struct survey *survey, const char *name)
{
    const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
    survey->nested |= pack_zip_is_name(name);
    if (depth_of(name) > DEPTH_MAX)
        return;
    if (file_name_is_nearly(last, "pack.json"))
        survey->nearly = name;
    if (strcmp(last, "pack.json") == 0)
        add_head(survey, arena_strndup(stage->arena, name, (size_t)(last - name)));
}

/* Those that lie deepest count only when there are no others. */
static void leave_out_deepest(struct survey *survey)
{
    size_t kept = 0;
    for (size_t i = 0; i < survey->head_count; i++)
        if (depth_of(survey->heads[i]) < DEPTH_MAX)
            survey->heads[kept++] = survey->heads[i];
    if (kept > 0)
        survey->head_count = kept;
}

static void survey_entries(struct pack_stage *stage, const struct zip_directory *directory,
                           struct survey *survey)
{
    for (size_t i = 0; i < directory->count && !pack_stage_over(stage); i++) {
        judge(stage, &directory->entries[i]);
        if (!directory->entries[i].folder)
            note_head(stage, survey, directory->entries[i].name);
    }
    leave_out_deepest(survey);
}

/* Why there is no pack, or not one. */
static const char *survey_problem(const struct survey *survey, struct arena *arena)
{
    if (survey->head_count > 1)
        return arena_printf(arena, "holds several packs, such as %s and %s; make a .zip of each",
                            survey->heads[0], survey->heads[1]);
    if (survey->head_count == 1)
        return NULL;
    return survey->nested
               ? "holds no pack but another .zip; unpack it, and use that one"
               : "holds no pack; pack.json must be at its top, or in the one folder there";
}

/* The folder in the archive that is the pack; NULL, with faults, when anything is wrong. */
static const char *find_pack(struct pack_stage *stage, const struct zip_directory *directory)
{
    struct survey survey = {0};
    survey_entries(stage, directory, &survey);
    const char *problem = survey_problem(&survey, stage->arena);
    if (stage->refused > 0)
        return NULL;
    if (survey.head_count == 0 && survey.nearly)
        pack_stage_refuse(stage, survey.nearly, "is not read; rename it pack.json");
    else if (problem)
        pack_stage_refuse(stage, "", "%s", problem);
    return stage->refused == 0 ? survey.heads[0] : NULL;
}

static void unpack_data(struct pack_file *file, struct zip_reader *reader)
{
    char data[CHUNK_SIZE];
    for (;;) {
        long size = zip_reader_read(reader, data, sizeof data);
        if (size < 0)
            pack_stage_refuse(file->stage, file->relative, "is damaged: %s",
                              zip_reader_problem(reader));
        if (size <= 0 || !pack_file_write(file, data, (size_t)size))
            return;
    }
}

static void unpack_entry(struct pack_stage *stage, struct zip_reader *reader,
                         const struct zip_entry *entry, const char *prefix)
{
    struct pack_file file;
    const char *problem = kind_problem(zip_reader_kind(reader), zip_reader_encrypted(reader));
    if (!problem && zip_reader_folder(reader) && !entry->folder)
        problem = "is a file in the table of contents, and a folder in its place; pack it again";
    if (problem)
        pack_stage_refuse(stage, entry->name, "%s", problem);
    if (problem || !begins_with(entry->name, prefix))
        return;
    const char *name = entry->name + strlen(prefix);
    if (entry->folder || !*name || !pack_stage_wants(stage, name, false))
        return;
    if (pack_file_begin(&file, stage, name)) {
        unpack_data(&file, reader);
        pack_file_end(&file);
    }
}

static void unpack(struct pack_stage *stage, int fd, const struct zip_directory *directory,
                   const char *prefix)
{
    struct zip_reader *reader = zip_reader_open(fd, directory);
    const struct zip_entry *entry = NULL;
    while (reader && !pack_stage_over(stage) && (entry = zip_reader_next(reader)))
        unpack_entry(stage, reader, entry, prefix);
    const char *problem = reader ? zip_reader_problem(reader) : "it cannot be read";
    if (!entry && problem && stage->refused == 0)
        pack_stage_refuse(stage, "", "is damaged, or no .zip file: %s", problem);
    zip_reader_close(reader);
}

bool pack_zip_copy(struct pack_stage *stage, int zip_fd)
{
    struct zip_directory directory;
    if (!judge_size(stage, zip_fd) || !open_zip(stage, zip_fd, &directory))
        return false;
    const char *const *files = NULL;
    size_t count = zip_names_wanting(&directory)
                       ? zip_names_wanted(&directory, zip_fd, &files, stage->arena)
                       : 0;
    name_entries(stage, &directory, files, count);
    const char *prefix = find_pack(stage, &directory);
    if (prefix)
        unpack(stage, zip_fd, &directory, prefix);
    return stage->refused == 0;
}

static struct pack_title read_title(int fd, const struct zip_directory *directory, const char *name,
                                    struct arena *arena)
{
    struct pack_title title = {"", "", ""};
    struct zip_reader *reader = zip_reader_open(fd, directory);
    const struct zip_entry *entry = NULL;
    while (reader && (entry = zip_reader_next(reader)) && strcmp(entry->name, name) != 0)
        continue;
    char text[HEAD_SIZE];
    size_t length = 0;
    long got = 0;
    while (entry && length < sizeof text &&
           (got = zip_reader_read(reader, text + length, sizeof text - length)) > 0)
        length += (size_t)got;
    if (entry && got == 0)
        title = pack_title_parse(text, length, arena);
    zip_reader_close(reader);
    return title;
}

/* Its own pack is for `kiosk restore`, with all that belongs to it. */
static bool is_backup(const struct zip_directory *directory)
{
    for (size_t i = 0; i < directory->count; i++)
        if (strcmp(directory->entries[i].raw, BUNDLE_BACKUP) == 0)
            return true;
    return false;
}

/* NULL: it is a pack. */
static const char *look(int fd, struct pack_title *title, bool *bad, struct arena *scratch,
                        struct arena *arena)
{
    struct fault_list faults = {0};
    struct pack_stage stage = {.source = "", .faults = &faults, .arena = scratch};
    struct zip_directory directory;
    struct survey survey = {0};
    enum zip_fault fault = zip_directory_read(&directory, fd, ENTRIES_MAX, scratch);
    if (fault == ZIP_GOOD) {
        name_entries(&stage, &directory, NULL, 0);
        survey_entries(&stage, &directory, &survey);
    }
    const char *problem = fault == ZIP_BROKEN ? BROKEN : survey_problem(&survey, scratch);
    if (survey.head_count == 0 && survey.nearly)
        problem = arena_printf(scratch, "holds %s, which is not read; rename it pack.json",
                               survey.nearly);
    if (survey.head_count > 0 && faults.first) /* its file is "/name" */
        problem = arena_printf(scratch, "%s %s", faults.first->file + 1, faults.first->message);
    fault_list_free(&faults);
    *bad = fault == ZIP_BROKEN || survey.head_count > 0;
    if (fault == ZIP_GOOD && is_backup(&directory)) {
        *bad = false;
        return "holds a backup; `kiosk restore` takes it";
    }
    if (!problem)
        *title = read_title(fd, &directory, arena_printf(scratch, "%spack.json", survey.heads[0]),
                            arena);
    return problem;
}

enum pack_zip_look pack_zip_look(int zip_fd, struct pack_title *title, const char **problem,
                                 struct arena *arena)
{
    struct arena scratch = {0};
    bool bad;
    *problem = look(zip_fd, title, &bad, &scratch, arena);
    if (*problem)
        *problem = arena_strdup(arena, *problem);
    arena_free(&scratch);
    return !*problem ? PACK_ZIP_PACK : bad ? PACK_ZIP_BAD : PACK_ZIP_OTHER;
}
