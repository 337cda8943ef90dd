#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/log.h"

/* The words of one call, read by a table. Strings point into argv, whose words are moved. */

enum option {
    OPTION_CONFIG,
    OPTION_CONTENT,
    OPTION_LANG,
    OPTION_LOG,
    OPTION_LOG_FORMAT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_WINDOW,
    OPTION_SIZE,
    OPTION_OUT,
    OPTION_AT,
    OPTION_PHASE,
    OPTION_HITS,
    OPTION_TEXTS,
    OPTION_EASE,
    OPTION_JSON,
    OPTION_SECONDS,
    OPTION_DISPLAY,
    OPTION_FLAT_OUT,
    OPTION_ALL,
    OPTION_PRESENTER,
    OPTION_SIDE,
    OPTION_CAMERA,
    OPTION_SHEET,
    OPTION_PERSON,
    OPTION_ROLLBACK,
    OPTION_LIST,
    OPTION_IMAGES,
    OPTION_LANGUAGES,
    OPTION_PAPER,
    OPTION_SET,
    OPTION_RESET,
    OPTION_CSV,
    OPTION_DAYS,
    OPTION_PROMETHEUS,
    OPTION_LOCK,
    OPTION_COUNT
};

enum { OPTIONS_MAX_CONTENT = 8 };

struct options {
    const char *config_file; /* NULL: the shipped one */
    const char *content_dirs[OPTIONS_MAX_CONTENT];
    size_t content_dir_count;
    const char *language; /* NULL: config's */
    enum log_level log_level;
    enum log_format log_format;
    int window_width, window_height; /* 0: fullscreen */
    int width, height;               /* px; 0: the command's default */
    const char *out_file;
    double at_s;       /* negative: the screen's default */
    const char *phase; /* of a figure's movement; NULL: it goes out and stays there */
    const char *hits_file;
    const char *texts_file;
    unsigned ease; /* bits of enum app_ease */
    bool json;
    double seconds;
    bool display, flat_out, all;
    const char *presenter;
    bool left, right;          /* --side */
    double yaw_deg, pitch_deg; /* --camera; see OPTION_CAMERA in `given` */
    bool sheet;
    const char *person;         /* NULL: the first */
    const char *images_dir;     /* NULL: pictures are left out */
    const char *languages_file; /* NULL: wger.de's */
    bool letter;                /* --paper; else A4 */
    bool set_pin, reset_pin;
    bool csv;
    int days;       /* 0: the command's default */
    uint64_t given; /* bit per enum option */
    char **arguments;
    size_t argument_count;
};

struct command {
    const char *name;
    const char *arguments; /* as the usage line shows them; "" for none */
    const char *help;      /* what it does, one or more lines */
    uint64_t accepts;      /* bit per enum option, besides the common ones */
    uint64_t needs;        /* options it cannot do without */
    size_t least_arguments, most_arguments;
    int (*run)(const struct options *options);
};

#define OPTION_BIT(option) (UINT64_C(1) << (option))

/* Reads a call. `commands` ends with a NULL name; the first one is the default. Returns the command
 * to run, or NULL with the exit code in *code: after --help, --version, or a message on standard
 * error that says what is wrong and what would be right. */
const struct command *options_parse(int argc, char **argv, const struct command *commands,
                                    struct options *options, int *code);
