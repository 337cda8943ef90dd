#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "packs/zip_directory.h"

/* Inside the store only: the bytes of a .zip's files, one after the other. Neither names nor sizes
 * that libarchive gives are used: those of the directory count. */
struct zip_reader;

/* Before the first file. NULL when it cannot be read. `fd` and *directory must outlive it. */
struct zip_reader *zip_reader_open(int fd, const struct zip_directory *directory);
void zip_reader_close(struct zip_reader *reader);

/* The next file's entry; NULL at the end, or when the archive is damaged. */
const struct zip_entry *zip_reader_next(struct zip_reader *reader);

/* What is said of it where it lies, which may be another thing than in the directory. */
enum zip_kind zip_reader_kind(const struct zip_reader *reader);
bool zip_reader_folder(const struct zip_reader *reader);
bool zip_reader_encrypted(const struct zip_reader *reader);

/* Bytes of the file, 0 at its end, -1 when it is damaged. */
long zip_reader_read(struct zip_reader *reader, void *to, size_t size);

/* What is damaged; NULL when nothing is. */
const char *zip_reader_problem(const struct zip_reader *reader);
