#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault_log.h"
#include "base/log.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/handout_text.h"
#include "cli/library.h"
#include "json/json.h"
#include "store/whole_file.h"

static bool interface_speaks(const struct assembly *assembly, const char *code)
{
    char file[ASSEMBLY_PATH + 32];
    snprintf(file, sizeof file, "%s/%s.json", assembly->lang_dir, code);
    return access(file, R_OK) == 0;
}

/* The kiosk's own words and the packs are in this language. */
static bool speaks(const struct assembly *assembly, const struct content *content, const char *code)
{
    return interface_speaks(assembly, code) && content_speaks(content, code);
}

static void complain_language(const struct assembly *assembly, const struct content *content,
                              const char *code)
{
    const char *gap = "";
    fprintf(stderr, "kiosk handout: there is nothing in \"%s\"; --lang must be one of: ", code);
    for (size_t i = 0; i < content->language_count; i++) {
        const char *known = content->languages[i].code;
        if (!speaks(assembly, content, known))
            continue;
        fprintf(stderr, "%s%s", gap, known);
        gap = ", ";
    }
    fputc('\n', stderr);
}

static void complain_routine(const struct content *content, const char *id)
{
    const char **names = memory_new(content->routine_count, sizeof *names);
    for (size_t i = 0; i < content->routine_count; i++)
        names[i] = content->routines[i]->id;
    const char *near = json_nearest(id, names, content->routine_count);
    fprintf(stderr, "kiosk handout: there is no routine \"%s\"", id);
    if (near)
        fprintf(stderr, "; did you mean %s?", near);
    fputs("\nIt must be one of: ", stderr);
    for (size_t i = 0; i < content->routine_count; i++)
        fprintf(stderr, "%s%s", i > 0 ? ", " : "", names[i]);
    fputc('\n', stderr);
    free(names);
}

static bool first_for(const struct theme_family *family, const char *language)
{
    for (size_t i = 0; i < THEME_FAMILY_LANGUAGES && *family->languages[i]; i++)
        if (strcmp(family->languages[i], language) == 0)
            return true;
    return false;
}

static void take_family(struct handout *handout, const struct assembly *assembly,
                        const struct theme_family *family)
{
    struct handout_family *out = &handout->families[handout->family_count++];
    for (int i = 0; i < HANDOUT_WEIGHTS; i++)
        if (*family->file[i])
            snprintf(out->file[i], sizeof out->file[i], "%s/assets/fonts/%s", assembly->share,
                     family->file[i]);
}

/* As on the screen: the language's own family is asked before the main one. */
static void take_fonts(struct handout *handout, const struct assembly *assembly)
{
    const struct theme_fonts *fonts = &assembly->theme.fonts;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < fonts->count && handout->family_count < HANDOUT_FAMILIES; i++)
            if (first_for(&fonts->family[i], handout->language) == (pass == 0))
                take_family(handout, assembly, &fonts->family[i]);
}

/* What is written when all of it is there. */
struct bytes {
    char *data;
    size_t length, room;
};

static bool take_bytes(void *context, const void *data, size_t length)
{
    struct bytes *bytes = context;
    if (bytes->length + length > bytes->room) {
        bytes->room = 2 * (bytes->length + length);
        bytes->data = memory_grow(bytes->data, bytes->room, 1);
    }
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return true;
}

static void warn(const char *text)
{
    log_warn("handout", "text=%s", text);
}

static int make_file(const struct handout *handout, const char *file)
{
    handout_make_fn *make = (handout_make_fn *)library_open(HANDOUT_LIBRARY, HANDOUT_MAKE);
    if (!make)
        return CLI_MACHINE_WRONG;
    struct bytes bytes = {0};
    struct handout_use use = {&bytes, take_bytes, warn, memory_gone};
    const char *wrong = make(handout, &use);
    if (wrong)
        log_error("handout", "file=%s text=%s", file, wrong);
    bool written = !wrong && whole_file_write(file, bytes.data, bytes.length);
    free(bytes.data);
    return written ? CLI_FINE : wrong ? CLI_MACHINE_WRONG : CLI_INPUT_WRONG;
}

static int make_handout(const struct assembly *assembly, const struct strings *strings,
                        const struct content *content, const struct options *options)
{
    const char *id = options->arguments[0];
    struct handout_source source = {strings, content_in(content, strings_code(strings)), NULL,
                                    assembly->config.clinic.emergency};
    source.routine = content_routine(source.content, id);
    if (!source.routine) {
        complain_routine(content, id);
        return CLI_INPUT_WRONG;
    }
    struct arena arena = {0};
    struct handout *handout = ARENA_NEW(&arena, struct handout);
    handout->paper = options->letter ? HANDOUT_LETTER : HANDOUT_A4;
    handout_fill(handout, &arena, &source);
    take_fonts(handout, assembly);
    int code = make_file(handout, options->out_file);
    arena_free(&arena);
    return code;
}

static int in_language(const struct assembly *assembly, const struct content *content,
                       const struct options *options)
{
    const char *code = options->language ? options->language : assembly->config.language;
    if (options->language && !speaks(assembly, content, code)) {
        complain_language(assembly, content, code);
        return CLI_INPUT_WRONG;
    }
    struct fault_list faults = {0};
    struct strings *strings = strings_load(assembly->lang_dir, code, &faults);
    fault_list_log(&faults, "language");
    fault_list_free(&faults);
    int result = strings ? make_handout(assembly, strings, content, options) : CLI_INPUT_WRONG;
    strings_free(strings);
    return result;
}

int command_handout(const struct options *options)
{
    struct assembly_options wanted = command_assembly(options);
    struct assembly assembly;
    int code = assembly_find(&assembly, &wanted);
    if (code != CLI_FINE)
        return code;
    struct content *content = command_content(&assembly, NULL);
    code = content ? in_language(&assembly, content, options) : CLI_INPUT_WRONG;
    content_free(content);
    return code;
}
