#include "packs/zip_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

enum { BLOCK_SIZE = 16 * 1024 };

struct zip_reader {
    struct archive *archive;
    struct archive_entry *entry;
    const struct zip_directory *directory;
    size_t next;
    const char *problem;
};

struct zip_reader *zip_reader_open(int fd, const struct zip_directory *directory)
{
    struct zip_reader *reader = MEMORY_NEW(struct zip_reader);
    reader->directory = directory;
    memory_watch();
    reader->archive = archive_read_new();
    bool opened = reader->archive && lseek(fd, 0, SEEK_SET) == 0 &&
                  archive_read_support_format_zip_seekable(reader->archive) == ARCHIVE_OK &&
                  archive_read_open_fd(reader->archive, fd, BLOCK_SIZE) == ARCHIVE_OK;
    memory_ask("archive"); /* it would open all the same, and fall later */
    if (opened)
        return reader;
    zip_reader_close(reader);
    return NULL;
}

void zip_reader_close(struct zip_reader *reader)
{
    if (reader)
        archive_read_free(reader->archive);
    free(reader);
}

static void note_problem(struct zip_reader *reader)
{
    const char *problem = archive_error_string(reader->archive);
    reader->problem = problem ? problem : "?";
}

const struct zip_entry *zip_reader_next(struct zip_reader *reader)
{
    const struct zip_directory *directory = reader->directory;
    memory_watch(); /* besides, libarchive takes an old ENOMEM for its own */
    int result = archive_read_next_header(reader->archive, &reader->entry);
    memory_ask("archive");
    /* A warning: of letters that the locale has not. */
    bool found = result == ARCHIVE_OK || result == ARCHIVE_WARN;
    if (found && reader->next < directory->count)
        return &directory->entries[reader->next++];
    if (found || (result == ARCHIVE_EOF && reader->next != directory->count))
        reader->problem = "its files are not those of its table of contents";
    else if (result != ARCHIVE_EOF)
        note_problem(reader);
    return NULL;
}

enum zip_kind zip_reader_kind(const struct zip_reader *reader)
{
    __LA_MODE_T type = archive_entry_filetype(reader->entry);
    if (type == AE_IFLNK || archive_entry_hardlink(reader->entry))
        return ZIP_LINK;
    return type == AE_IFREG || type == AE_IFDIR ? ZIP_FILE : ZIP_SPECIAL;
}

bool zip_reader_folder(const struct zip_reader *reader)
{
    return archive_entry_filetype(reader->entry) == AE_IFDIR;
}

bool zip_reader_encrypted(const struct zip_reader *reader)
{
    return archive_entry_is_encrypted(reader->entry);
}

long zip_reader_read(struct zip_reader *reader, void *to, size_t size)
{
    memory_watch();
    la_ssize_t got = archive_read_data(reader->archive, to, size);
    memory_ask("archive");
    if (got >= 0)
        return got;
    note_problem(reader);
    return -1;
}

const char *zip_reader_problem(const struct zip_reader *reader)
{
    return reader->problem;
}
