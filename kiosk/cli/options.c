#include "cli/options.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "cli/cli.h"
#include "json/json.h"

struct option_row {
    const char *name;
    const char *value; /* NULL: a switch */
    const char *help;
    const char *allowed; /* what a value must be, for the message */
    bool (*set)(struct options *options, const char *value);
};

static bool read_number(const char **text, double least, double most, double *out)
{
    char *end;
    double value = strtod(*text, &end);
    if (end == *text || !isfinite(value) || value < least || value > most)
        return false;
    *text = end;
    *out = value;
    return true;
}

static bool read_size(const char *text, int *width, int *height)
{
    double w, h;
    if (!read_number(&text, 160, 7680, &w) || *text++ != 'x' ||
        !read_number(&text, 160, 7680, &h) || *text != '\0')
        return false;
    *width = (int)w;
    *height = (int)h;
    return *width == w && *height == h;
}

static bool set_config(struct options *o, const char *value)
{
    o->config_file = value;
    return *value != '\0';
}

static bool set_content(struct options *o, const char *value)
{
    if (o->content_dir_count == OPTIONS_MAX_CONTENT || *value == '\0')
        return false;
    o->content_dirs[o->content_dir_count++] = value;
    return true;
}

static bool set_lang(struct options *o, const char *value)
{
    o->language = value;
    return *value != '\0' && strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789-") == strlen(value);
}

static bool set_log(struct options *o, const char *value)
{
    return log_level_parse(value, &o->log_level);
}

static bool set_window(struct options *o, const char *value)
{
    return read_size(value, &o->window_width, &o->window_height);
}

static bool set_size(struct options *o, const char *value)
{
    return read_size(value, &o->width, &o->height);
}

static bool set_out(struct options *o, const char *value)
{
    o->out_file = value;
    return *value != '\0';
}

static bool set_at(struct options *o, const char *value)
{
    return read_number(&value, 0, 3600, &o->at_s) && *value == '\0';
}

static bool set_hits(struct options *o, const char *value)
{
    o->hits_file = value;
    return *value != '\0';
}

static bool set_ease(struct options *o, const char *value)
{
    static const struct {
        const char *name;
        enum app_ease bit;
    } names[] = {{"larger-text", APP_LARGER_TEXT},
                 {"high-contrast", APP_HIGH_CONTRAST},
                 {"less-motion", APP_LESS_MOTION},
                 {"low-reach", APP_LOW_REACH}};
    for (bool more = true; more;) {
        size_t length = strcspn(value, ",");
        unsigned bit = 0;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strlen(names[i].name) == length && strncmp(names[i].name, value, length) == 0)
                bit = names[i].bit;
        if (!bit)
            return false;
        o->ease |= bit;
        more = value[length] == ',';
        value += length + more;
    }
    return true;
}

static bool set_json(struct options *o, const char *value)
{
    (void)value;
    return o->json = true;
}

static bool set_seconds(struct options *o, const char *value)
{
    return read_number(&value, 0.1, 86400, &o->seconds) && *value == '\0';
}

static bool set_display(struct options *o, const char *value)
{
    (void)value;
    return o->display = true;
}

static bool set_flat_out(struct options *o, const char *value)
{
    (void)value;
    return o->flat_out = true;
}

static bool set_presenter(struct options *o, const char *value)
{
    o->presenter = value;
    return strcmp(value, "auto") == 0 || strcmp(value, "surface") == 0 ||
           strcmp(value, "texture") == 0;
}

static bool set_side(struct options *o, const char *value)
{
    o->left = strcmp(value, "left") == 0;
    o->right = strcmp(value, "right") == 0;
    return o->left || o->right;
}

static bool set_camera(struct options *o, const char *value)
{
    return read_number(&value, -360, 360, &o->yaw_deg) && *value++ == ',' &&
           read_number(&value, -90, 90, &o->pitch_deg) && *value == '\0';
}

static bool set_sheet(struct options *o, const char *value)
{
    (void)value;
    return o->sheet = true;
}

static bool set_person(struct options *o, const char *value)
{
    o->person = value;
    return *value != '\0';
}

static bool set_images(struct options *o, const char *value)
{
    o->images_dir = value;
    return *value != '\0';
}

static const struct option_row rows[OPTION_COUNT] = {
    [OPTION_CONFIG] = {"--config", "FILE", "site settings; default: the shipped kiosk.json",
                       "a file", set_config},
    [OPTION_CONTENT] = {"--content", "PACK",
                        "a content pack, folder or .zip; up to 8 times, later ones win",
                        "a folder or a .zip, at most 8 in all", set_content},
    [OPTION_LANG] = {"--lang", "CODE", "language, as `kiosk list languages` names it",
                     "a language code such as en or es", set_lang},
    [OPTION_LOG] = {"--log", "LEVEL", "debug, info, warn or error; default: info",
                    "debug, info, warn or error", set_log},
    [OPTION_HELP] = {"--help", NULL, "this text", NULL, NULL},
    [OPTION_VERSION] = {"--version", NULL, "the version", NULL, NULL},
    [OPTION_WINDOW] = {"--window", "WxH", "in a window of this size instead of fullscreen",
                       "WIDTHxHEIGHT in pixels, 160 to 7680 each, such as 1280x800", set_window},
    [OPTION_SIZE] = {"--size", "WxH", "size of the picture in pixels",
                     "WIDTHxHEIGHT in pixels, 160 to 7680 each, such as 1920x1080", set_size},
    [OPTION_OUT] = {"--out", "FILE.png", "where the picture goes", "a file", set_out},
    [OPTION_AT] = {"--at", "SECONDS", "the moment shown, counted from the screen's start",
                   "seconds from 0 to 3600", set_at},
    [OPTION_HITS] = {"--hits", "FILE.json", "also write the touch targets", "a file", set_hits},
    [OPTION_EASE] = {"--ease", "NAMES",
                     "accessibility settings switched on, e.g. larger-text,low-reach",
                     "larger-text, high-contrast, less-motion and low-reach, joined by commas",
                     set_ease},
    [OPTION_JSON] = {"--json", NULL, "as JSON", NULL, set_json},
    [OPTION_SECONDS] = {"--seconds", "N", "how long to run; default: 10",
                        "seconds from 0.1 to 86400", set_seconds},
    [OPTION_DISPLAY] = {"--display", NULL, "in a real window instead of memory", NULL, set_display},
    [OPTION_FLAT_OUT] = {"--flat-out", NULL, "as fast as it goes instead of 60 frames a second",
                         NULL, set_flat_out},
    [OPTION_PRESENTER] = {"--presenter", "HOW", "auto, surface or texture; default: auto",
                          "auto, surface or texture", set_presenter},
    [OPTION_SIDE] = {"--side", "left|right", "the side of the body", "left or right", set_side},
    [OPTION_CAMERA] = {"--camera", "YAW,PITCH", "where the viewer stands, in degrees",
                       "YAW,PITCH in degrees, such as 30,10", set_camera},
    [OPTION_SHEET] = {"--sheet", NULL, "start, middle and end of every exercise on one picture",
                      NULL, set_sheet},
    [OPTION_PERSON] = {"--person", "NAME", "who shows it: mara, joseph, ingrid or kenji", "a name",
                       set_person},
    [OPTION_ROLLBACK] = {"--rollback", NULL,
                         "back to the version before, of pack ID or of the last import", NULL,
                         NULL},
    [OPTION_LIST] = {"--list", NULL, "what is imported", NULL, NULL},
    [OPTION_IMAGES] = {"--images", "DIR", "the folder with the collection's pictures", "a folder",
                       set_images},
};

enum {
    COMMON = OPTION_BIT(OPTION_CONFIG) | OPTION_BIT(OPTION_CONTENT) | OPTION_BIT(OPTION_LANG) |
             OPTION_BIT(OPTION_LOG) | OPTION_BIT(OPTION_HELP)
};

static int print_option(const struct option_row *row)
{
    char left[40];
    snprintf(left, sizeof left, "%s%s%s", row->name, row->value ? " " : "",
             row->value ? row->value : "");
    return printf("  %-22s %s\n", left, row->help);
}

static void print_command_help(const struct command *command)
{
    printf("usage: kiosk %s%s%s", command->name, *command->arguments ? " " : "",
           command->arguments);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (command->needs & OPTION_BIT(i))
            printf(" %s %s", rows[i].name, rows[i].value);
    }
    printf(" [OPTIONS]\n\n%s\n\noptions:\n", command->help);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((command->accepts | command->needs | COMMON) & OPTION_BIT(i))
            print_option(&rows[i]);
    }
}

static void print_overview(const struct command *commands)
{
    printf("Physio Kiosk " KIOSK_VERSION ": guided exercise routines on a touchscreen\n\n"
           "usage: kiosk [COMMAND] [OPTIONS]\n\ncommands:\n");
    for (const struct command *c = commands; c->name; c++) {
        int first_line = (int)strcspn(c->help, "\n");
        printf("  %-8s %.*s%s\n", c->name, first_line, c->help,
               c == commands ? " (the default)" : "");
    }
    printf("\noptions of every command:\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if ((COMMON | OPTION_BIT(OPTION_VERSION)) & OPTION_BIT(i))
            print_option(&rows[i]);
    }
    printf("\n`kiosk COMMAND --help` tells more. Exit codes: 0 fine, 1 the input is wrong,\n"
           "2 the call is wrong, 3 the machine is wrong (no display, ...).\n");
}

static void print_nearest(const char *word, const char *const *names, size_t count)
{
    const char *near = json_nearest(word, names, count);
    if (near)
        fprintf(stderr, "; did you mean %s?", near);
    fputc('\n', stderr);
}

static void complain_option(const char *word)
{
    const char *names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = rows[i].name;
    fprintf(stderr, "kiosk: unknown option %s", word);
    print_nearest(word, names, OPTION_COUNT);
}

static void complain_command(const char *word, const struct command *commands)
{
    const char *names[16];
    size_t count = 0;
    for (const struct command *c = commands; c->name && count < 16; c++)
        names[count++] = c->name;
    fprintf(stderr, "kiosk: unknown command %s", word);
    print_nearest(word, names, count);
    fprintf(stderr, "`kiosk --help` lists them.\n");
}

/* The option that `word` names, up to a '='; OPTION_COUNT when there is none. */
static int find_option(const char *word)
{
    if (strcmp(word, "-h") == 0)
        return OPTION_HELP;
    size_t length = strcspn(word, "=");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, word, length) == 0)
            return i;
    }
    return OPTION_COUNT;
}

/* Takes the option at argv[*at] and its value; *at ends on the last word used. */
static bool take_option(int argc, char **argv, int *at, struct options *options)
{
    const char *word = argv[*at];
    int found = find_option(word);
    if (found == OPTION_COUNT) {
        complain_option(word);
        return false;
    }
    const struct option_row *row = &rows[found];
    options->given |= OPTION_BIT(found);
    const char *value = strchr(word, '=');
    if (!row->value) {
        if (value) {
            fprintf(stderr, "kiosk: %s takes no value\n", row->name);
            return false;
        }
        return !row->set || row->set(options, NULL);
    }
    if (value)
        value++;
    else if (*at + 1 < argc)
        value = argv[++*at];
    if (!value) {
        fprintf(stderr, "kiosk: %s needs a value: %s\n", row->name, row->allowed);
        return false;
    }
    if (!row->set(options, value)) {
        fprintf(stderr, "kiosk: %s cannot be '%s'; it must be %s\n", row->name, value,
                row->allowed);
        return false;
    }
    return true;
}

static bool take_words(int argc, char **argv, struct options *options, const char **command)
{
    bool options_over = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!options_over && strcmp(word, "--") == 0) {
            options_over = true;
        } else if (!options_over && word[0] == '-' && word[1] != '\0') {
            if (!take_option(argc, argv, &i, options))
                return false;
        } else if (!*command) {
            *command = word;
        } else {
            options->arguments[options->argument_count++] = argv[i];
        }
    }
    return true;
}

static const struct command *find_command(const struct command *commands, const char *name)
{
    for (const struct command *c = commands; c->name; c++) {
        if (strcmp(c->name, name) == 0)
            return c;
    }
    return NULL;
}

/* Does this call suit the command? Says what does not. */
static bool suits(const struct command *command, const struct options *options)
{
    uint32_t allowed = command->accepts | command->needs | COMMON;
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (allowed & OPTION_BIT(i))
            names[count++] = rows[i].name;
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (options->given & ~allowed & OPTION_BIT(i)) {
            fprintf(stderr, "kiosk %s: %s is not an option of this command", command->name,
                    rows[i].name);
            print_nearest(rows[i].name, names, count);
            return false;
        }
        if (command->needs & ~options->given & OPTION_BIT(i)) {
            fprintf(stderr, "kiosk %s: %s %s is missing\n", command->name, rows[i].name,
                    rows[i].value);
            return false;
        }
    }
    if (options->argument_count < command->least_arguments) {
        fprintf(stderr, "kiosk %s: %s is missing\n", command->name, command->arguments);
        return false;
    }
    if (options->argument_count > command->most_arguments) {
        fprintf(stderr, "kiosk %s: '%s' is one word too many\n", command->name,
                options->arguments[command->most_arguments]);
        return false;
    }
    return true;
}

const struct command *options_parse(int argc, char **argv, const struct command *commands,
                                    struct options *options, int *code)
{
    *options = (struct options){.log_level = LOG_LEVEL_INFO,
                                .at_s = -1,
                                .seconds = 10,
                                .presenter = "auto",
                                .arguments = argv + 1};
    const char *name = NULL;
    *code = CLI_CALL_WRONG;
    if (!take_words(argc, argv, options, &name))
        return NULL;
    const struct command *command = name ? find_command(commands, name) : commands;
    if (name && !command) {
        complain_command(name, commands);
        return NULL;
    }
    if (options->given & OPTION_BIT(OPTION_HELP)) {
        if (name)
            print_command_help(command);
        else
            print_overview(commands);
        *code = CLI_FINE;
        return NULL;
    }
    if (!name && (options->given & OPTION_BIT(OPTION_VERSION))) {
        printf("Physio Kiosk %s\n", KIOSK_VERSION);
        *code = CLI_FINE;
        return NULL;
    }
    if (!suits(command, options)) {
        fprintf(stderr, "`kiosk %s --help` shows how to call it.\n", command->name);
        return NULL;
    }
    *code = CLI_FINE;
    return command;
}
