#include <archive.h>
#include <archive_entry.h>
#include <iconv.h>
#include <locale.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_names.h"
#include "store/pack_stage.h"
#include "store/packs.h"

/* A .zip is read twice: first all its entries are judged and the pack in it is found, then the
 * pack's files are unpacked. Sizes that entries claim are not believed: what comes out counts. */

enum {
    ENTRIES_MAX = 4 * PACKS_MAX_FILES, /* with what systems and editors leave behind */
    ZIP_MAX_BYTES = PACKS_MAX_BYTES + PACKS_MAX_BYTES / 4,
    CHUNK_SIZE = 64 * 1024
};

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
    static char data[CHUNK_SIZE];
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

/* What can be told before any of it is believed. */
static bool judge_size(struct pack_stage *stage, int fd)
{
    struct stat info;
    if (fstat(fd, &info) == 0 && info.st_size > ZIP_MAX_BYTES)
        pack_stage_refuse(stage, "", "is too large; at most %d MB are allowed",
                          PACKS_MAX_BYTES >> 20);
    else if (has_too_many(fd))
        pack_stage_refuse(stage, "", "holds too many files; at most %d are allowed",
                          PACKS_MAX_FILES);
    return stage->refused == 0;
}

static struct archive *open_zip(struct pack_stage *stage, int fd)
{
    struct archive *archive = archive_read_new();
    if (archive && lseek(fd, 0, SEEK_SET) == 0 &&
        archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
        archive_read_open_fd(archive, fd, CHUNK_SIZE) == ARCHIVE_OK)
        return archive;
    pack_stage_refuse(stage, "",
                      "is no .zip file, or not all of one; copy it again, or pack it again");
    archive_read_free(archive);
    return NULL;
}

/* False at the end, or with a fault. */
static bool next_entry(struct pack_stage *stage, struct archive *archive,
                       struct archive_entry **entry)
{
    int result = archive_read_next_header(archive, entry);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
        return true;
    if (result != ARCHIVE_EOF)
        pack_stage_refuse(stage, "", "is damaged, or no .zip file: %s",
                          archive_error_string(archive) ? archive_error_string(archive) : "?");
    return false;
}

/* Windows' own zip writes names in the letters of DOS, as far as those go, and says so nowhere.
 * NULL when they cannot be read as such. */
static const char *name_from_dos(const struct pack_stage *stage, const char *raw)
{
    iconv_t none = (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr) */
    char name[1024], *out = name, *in = arena_strdup(stage->arena, raw);
    size_t left = strlen(in), room = sizeof name;
    iconv_t dos = iconv_open("UTF-8", "CP850");
    bool read = dos != none && iconv(dos, &in, &left, &out, &room) != (size_t)-1;
    if (dos != none)
        iconv_close(dos);
    return read ? arena_strndup(stage->arena, name, (size_t)(out - name)) : NULL;
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

/* NULL when its letters cannot be told. */
static const char *entry_name(const struct pack_stage *stage, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    const char *raw = archive_entry_pathname(entry);
    if (!name && raw)
        name = name_from_dos(stage, raw);
    return name ? tidy(arena_strdup(stage->arena, name)) : NULL;
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

static const char *entry_problem(struct archive_entry *entry, const char *name)
{
    if (leads_out(name))
        return "leads out of the pack; \"..\", \"\\\" and a \"/\" at the start are not allowed";
    if (archive_entry_is_encrypted(entry))
        return "is encrypted; pack it again without a password";
    if (archive_entry_filetype(entry) == AE_IFLNK || archive_entry_hardlink(entry))
        return "is a link; put the file itself into the pack";
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != AE_IFDIR)
        return "is not a regular file; put a file into the pack";
    return NULL;
}

static bool judge(struct pack_stage *stage, struct archive_entry *entry, const char **name)
{
    *name = entry_name(stage, entry);
    if (!*name) {
        const char *raw = archive_entry_pathname(entry);
        pack_stage_refuse(stage, raw ? raw : "?",
                          "has a name in letters that cannot be told; use a to z, 0 to 9 and -");
        return false;
    }
    const char *problem = entry_problem(entry, *name);
    if (problem)
        pack_stage_refuse(stage, *name, "%s", problem);
    return !problem;
}

/* ---- first reading ---- */

struct survey {
    const char *prefix; /* "" or "my-pack/": where pack.json is; NULL: not found */
    bool several;
    bool nested;        /* a .zip in the .zip */
    const char *nearly; /* what is meant to be pack.json; NULL: nothing */
};

static void note_head(const struct pack_stage *stage, struct survey *survey, const char *name)
{
    size_t length = strcspn(name, "/");
    survey->nested |= pack_zip_is_name(name);
    if (file_name_is_nearly(name + length + (name[length] == '/'), "pack.json") ||
        file_name_is_nearly(name, "pack.json"))
        survey->nearly = name;
    bool at_top = strcmp(name, "pack.json") == 0;
    if (!at_top && (strcmp(name + length, "/pack.json") != 0 || name[0] == '.'))
        return;
    const char *prefix = at_top ? "" : arena_strndup(stage->arena, name, length + 1);
    if (survey->prefix && *survey->prefix && !at_top && strcmp(survey->prefix, prefix) != 0)
        survey->several = true;
    if (at_top || !survey->prefix)
        survey->prefix = prefix;
}

static void survey_entries(struct pack_stage *stage, struct archive *archive, struct survey *survey)
{
    struct archive_entry *entry;
    while (!pack_stage_over(stage) && next_entry(stage, archive, &entry)) {
        const char *name;
        if (judge(stage, entry, &name))
            note_head(stage, survey, name);
    }
}

/* The folder in the archive that is the pack; NULL, with faults, when anything is wrong. */
static const char *find_pack(struct pack_stage *stage, int fd)
{
    struct archive *archive = open_zip(stage, fd);
    if (!archive)
        return NULL;
    struct survey survey = {0};
    survey_entries(stage, archive, &survey);
    archive_read_free(archive);
    if (stage->refused > 0)
        return NULL;
    if (!survey.prefix && survey.nearly)
        pack_stage_refuse(stage, survey.nearly, "is not read; rename it pack.json");
    else if (!survey.prefix && survey.nested)
        pack_stage_refuse(stage, "", "holds no pack but another .zip; unpack it, and use that one");
    else if (!survey.prefix)
        pack_stage_refuse(
            stage, "", "holds no pack; pack.json must be at its top, or in the one folder there");
    else if (*survey.prefix && survey.several)
        pack_stage_refuse(stage, "", "holds several packs; make a .zip of each");
    return stage->refused == 0 ? survey.prefix : NULL;
}

/* ---- second reading ---- */

static void unpack_data(struct pack_file *file, struct archive *archive)
{
    static char data[CHUNK_SIZE];
    for (;;) {
        la_ssize_t size = archive_read_data(archive, data, sizeof data);
        if (size < 0)
            pack_stage_refuse(file->stage, file->relative, "is damaged: %s",
                              archive_error_string(archive) ? archive_error_string(archive) : "?");
        if (size <= 0 || !pack_file_write(file, data, (size_t)size))
            return;
    }
}

static void unpack_entry(struct pack_stage *stage, struct archive *archive,
                         struct archive_entry *entry, const char *prefix)
{
    const char *name;
    struct pack_file file;
    if (!judge(stage, entry, &name)) /* the file may have changed since the first reading */
        return;
    bool folder = archive_entry_filetype(entry) == AE_IFDIR;
    if (strncmp(name, prefix, strlen(prefix)) != 0)
        return;
    name += strlen(prefix);
    if (folder || !*name || !pack_stage_wants(stage, name, folder))
        return;
    if (pack_file_begin(&file, stage, name)) {
        unpack_data(&file, archive);
        pack_file_end(&file);
    }
}

static void unpack(struct pack_stage *stage, int fd, const char *prefix)
{
    struct archive *archive = open_zip(stage, fd);
    struct archive_entry *entry;
    while (archive && !pack_stage_over(stage) && next_entry(stage, archive, &entry))
        unpack_entry(stage, archive, entry, prefix);
    archive_read_free(archive);
}

bool pack_zip_copy(struct pack_stage *stage, int zip_fd)
{
    /* libarchive turns names into the characters of the locale; all of them must have one. */
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
    const char *prefix = judge_size(stage, zip_fd) ? find_pack(stage, zip_fd) : NULL;
    if (prefix)
        unpack(stage, zip_fd, prefix);
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    return stage->refused == 0;
}
