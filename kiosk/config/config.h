#pragma once

#include <stdbool.h>

#include "base/fault.h"

/* Site settings from config/kiosk.json, with defaults for everything. Zero or "" means "not set"
 * where noted. */
struct config {
    struct {
        double diagonal_mm; /* of the visible panel; 0: guessed from the pixels */
        double viewing_mm;  /* distance of the eye; 0: 600, or 450 on panels under 300 mm */
    } screen;
    struct {
        int ask_s; /* stillness before "Are you still there?"; 60..600, default 90 */
        int end_s; /* further seconds before the visit ends; 20..120, default 30 */
    } idle;
    struct {
        char emergency[32]; /* number of emergency services, as it is shown; "": not shown */
    } clinic;
    struct {
        int lock_s;     /* stillness before staff's screens lock; 60..600, default 120 */
        int cleaning_s; /* how long cleaning mode lasts; 30..120, default 30 */
    } staff;
    bool lock;                 /* production: Esc, Alt+F4, window close and Ctrl+C do not end it */
    bool developer;            /* F1 overlay allowed; default true when not locked */
    char language[16];         /* default "en" */
    char content_dirs[8][256]; /* relative to the configuration file's folder */
    int content_dir_count;     /* 0: the shipped content */
    char packs_dir[256];  /* of imported packs; relative likewise; "": state folder of the user */
    int figure_cache_mib; /* memory for finished figure frames; 1..512, default 16 */
    bool less_motion;     /* clinic's default for the visit setting */
    char store_file[256]; /* "": state folder of the user; ":memory:" keeps nothing */
};

void config_default(struct config *config);

struct json_file;

/* Lays what was read over *config. Faults are added to the file's list and skipped. False when it
 * holds no object at all, or is NULL; *config is then unchanged. */
bool config_read(struct config *config, struct json_file *json);

/* Lays the file over *config. Faults are added and skipped. False when it cannot be read or parsed
 * at all; *config is then unchanged. */
bool config_load(struct config *config, const char *file, struct fault_list *faults);
