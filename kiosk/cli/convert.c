#include "cli/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/convert_languages.h"
#include "cli/convert_pack.h"

/* The whole of free-exercise-db is 1 MB, of wger with all languages 20 MB. */
static const size_t max_bytes = (size_t)64 << 20;

static const struct {
    const char *name;
    void (*read)(struct json root, struct convert_pack *pack);
} formats[] = {{"free-exercise-db", convert_free_exercise_db}, {"wger", convert_wger}};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

bool convert_is_format(const char *format)
{
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, format) == 0)
            return true;
    return false;
}

static bool fault(struct fault_list *faults, const char *path, const char *what)
{
    fault_add(faults, FAULT_ERROR, path, 0, 0, "$", "%s", what);
    return false;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_folder(const char *path)
{
    nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static char *begin_folder(struct arena *arena, const char *out, struct fault_list *faults)
{
    char *name = arena_strdup(arena, out);
    for (size_t end = strlen(name); end > 1 && name[end - 1] == '/'; end--)
        name[end - 1] = '\0';
    struct stat info;
    if (lstat(name, &info) == 0) {
        fault(faults, name, "is already there; name a new folder");
        return NULL;
    }
    char *staging = arena_printf(arena, "%s.XXXXXX", name);
    if (mkdtemp(staging) && chmod(staging, 0755) == 0)
        return staging;
    fault(faults, name,
          arena_printf(arena, "cannot be made: %s; its parent must be a folder you can write to",
                       strerror(errno)));
    return NULL;
}

/* What the kiosk would say of it; nothing, unless a text got through that it does not take. */
static bool loads(const char *folder, struct fault_list *faults)
{
    size_t errors = faults->errors;
    struct content *content = content_load(&folder, 1, faults);
    bool good = content && faults->errors == errors;
    content_free(content);
    return good;
}

static bool end_folder(const char *staging, const char *out, struct fault_list *faults)
{
    size_t length = strlen(staging) - strlen(".XXXXXX");
    char *name = memory_text_n(staging, length);
    bool moved = renameat2(AT_FDCWD, staging, AT_FDCWD, name, RENAME_NOREPLACE) == 0;
    int error = errno;
    free(name);
    return moved || fault(faults, out, strerror(error));
}

static bool write_pack(const struct convert_pack *pack, const char *out, struct fault_list *faults)
{
    char *staging = begin_folder(pack->arena, out, faults);
    if (!staging)
        return false;
    if (convert_images(pack, staging, faults) && convert_write(pack, staging, faults) &&
        loads(staging, faults) && end_folder(staging, out, faults))
        return true;
    remove_folder(staging);
    return false;
}

static void read_pack(struct json root, const char *format, struct convert_pack *pack)
{
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, format) == 0)
            formats[i].read(root, pack);
    if (pack->count == 0 && json_errors(root.file) == 0)
        json_error(root, "holds no exercise with a name and instructions in \"%s\"",
                   pack->language);
}

static bool convert(struct json root, struct convert_pack *pack, const char *out,
                    struct fault_list *faults)
{
    read_pack(root, pack->format, pack);
    if (json_errors(root.file) > 0)
        return false;
    convert_name_ids(pack);
    return write_pack(pack, out, faults);
}

static bool read_languages(const char *file, struct arena *arena, struct convert_languages *out,
                           struct fault_list *faults)
{
    *out = convert_wger_languages;
    if (!file)
        return true;
    struct json_file *json = json_read(file, faults);
    bool good = json && convert_languages_read(json_root(json), arena, out);
    json_free(json);
    return good;
}

bool convert_file(const struct convert_call *call, struct convert_result *result,
                  struct fault_list *faults)
{
    *result = (struct convert_result){0};
    struct json_file *json = json_read_large(call->file, max_bytes, faults);
    if (!json)
        return false;
    struct arena arena = {0};
    struct convert_languages languages;
    struct convert_pack pack = {.arena = &arena,
                                .format = call->format,
                                .language = call->language,
                                .languages = &languages,
                                .images_dir = call->images};
    bool good = read_languages(call->languages, &arena, &languages, faults) &&
                convert(json_root(json), &pack, call->out, faults);
    *result = (struct convert_result){pack.count, pack.left_out};
    arena_free(&arena);
    json_free(json);
    return good;
}

static const char *call_problem(const struct options *options)
{
    if (!convert_is_format(options->arguments[0]))
        return "is no format; free-exercise-db and wger are";
    if (options->languages_file && strcmp(options->arguments[0], "wger") != 0)
        return "has no languages; --languages is for wger";
    return NULL;
}

int command_convert(const struct options *options)
{
    const struct convert_call call = {.format = options->arguments[0],
                                      .file = options->arguments[1],
                                      .out = options->arguments[2],
                                      .language = options->language ? options->language : "en",
                                      .languages = options->languages_file,
                                      .images = options->images_dir};
    const char *problem = call_problem(options);
    if (problem) {
        fprintf(stderr, "kiosk convert: '%s' %s\n", call.format, problem);
        return CLI_CALL_WRONG;
    }
    struct fault_list faults = {0};
    struct convert_result result;
    bool good = convert_file(&call, &result, &faults);
    fault_list_print(&faults, stderr);
    if (good)
        printf("%s: %zu exercises, %zu left out; doses are defaults, to be checked by a "
               "clinician\n",
               call.out, result.exercises, result.left_out);
    fault_list_free(&faults);
    return good ? CLI_FINE : CLI_INPUT_WRONG;
}
