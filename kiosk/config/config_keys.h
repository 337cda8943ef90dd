#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "config/config.h"

/* The one list of settings: their keys, types and limits. The files are read by it, `kiosk config`
 * and the staff's screens show and change by it. */

enum config_kind {
    CONFIG_SWITCH,           /* bool */
    CONFIG_WHOLE,            /* int, least..most */
    CONFIG_NUMBER,           /* double, least..most */
    CONFIG_LENGTH,           /* double: 0 for "not known", or least..most */
    CONFIG_PATH,             /* char[size] */
    CONFIG_LINE,             /* char[size], on one line of the screen */
    CONFIG_NAME,             /* the same, of (size - 1) / 4 characters in whatever script */
    CONFIG_LANGUAGE,         /* char[size], a language's code */
    CONFIG_LANGUAGE_OR_NONE, /* the same, or "" */
    CONFIG_CHOICE,           /* int, index into `choices` */
    CONFIG_LANGUAGES,        /* struct config_languages */
    CONFIG_FOLDERS,          /* struct config_folders */
    CONFIG_PLACES,           /* struct config_folders, whole paths */
    CONFIG_DAY,              /* struct hours_day */
    CONFIG_CLOSED,           /* struct hours_closed */
    CONFIG_KEYS,             /* struct config_key_list */
    CONFIG_MATRIX,           /* struct config_matrix: none, or six numbers */
    CONFIG_FIXED,            /* struct config_fixed */
    CONFIG_VOICES            /* struct config_voices */
};

struct config_key {
    const char *key; /* "idle.ask_s"; at most one dot */
    enum config_kind kind;
    size_t offset, size; /* of its value in struct config */
    double least, most;
    double step;      /* of a press on + or - */
    const char *unit; /* "s"; "" for none */
    const char *const *choices;
    int choice_count;
    /* Only kiosk.json may have it: what opens the kiosk or names files of the machine is not for
     * who stands before the screen, and what is looked at when the kiosk starts could not act at
     * once. */
    bool file_only;
};

/* Keys of one group stand together. */
extern const struct config_key config_keys[];
extern const size_t config_key_count;

/* NULL when there is none of this name. */
const struct config_key *config_key_find(const char *name);

/* The known key most like it; NULL when none is near enough to be meant. */
const char *config_key_nearest(const char *name);

/* "idle" of "idle.ask_s", written to `out`, which is returned; "" for a key without a group. */
const char *config_key_group(const struct config_key *key, char *out, size_t size);

/* "ask_s" of "idle.ask_s". */
const char *config_key_name(const struct config_key *key);

/* kiosk.json says that the screen may not change it. */
bool config_key_fixed(const struct config_key *key, const struct config *config);

const void *config_key_value(const struct config_key *key, const struct config *config);

/* "whole numbers from 60 to 600", of seconds; what may be written after it. To be freed. */
char *config_key_allowed(const struct config_key *key);

/* The value as JSON in one line. */
void config_key_print(FILE *out, const struct config_key *key, const struct config *config);

/* A text as JSON, whatever it holds. To be freed. */
char *config_text_json(const char *text);

/* What somebody typed as JSON: texts need no quotes, lists may be words with commas between, hours
 * "8:00-12:30,14:00-18:00" or "closed". Nothing is checked. To be freed. */
char *config_key_typed(const struct config_key *key, const char *text);
