#pragma once

#include <stdbool.h>

#include "base/fault.h"
#include "config/hours.h"

enum {
    CONFIG_MAX_LANGUAGES = 16,
    CONFIG_MAX_FIXED = 32,
    CONFIG_MAX_KEYS = 8,
    CONFIG_MATRIX_SIZE = 6,
    CONFIG_VOICE_SIZE = 256
};

/* Keys by the names that SDL gives them: "F5", "AudioPlay", "Keypad 8". Whether there are such is
 * asked by `kiosk check` and where they come into force (platform/keys.h). */
struct config_key_list {
    char names[CONFIG_MAX_KEYS][24];
    int count;
};

/* Who speaks: a command line a language; "*" stands for all others. */
struct config_voices {
    char languages[CONFIG_MAX_LANGUAGES][16];
    char commands[CONFIG_MAX_LANGUAGES][CONFIG_VOICE_SIZE];
    int count;
};

/* Colours of the buttons that are tested; the first is theme.json's own. */
enum config_colour { COLOUR_TEAL, COLOUR_BLUE, COLOUR_PLUM, COLOUR_CLAY, COLOUR_COUNT };

/* Site settings from config/kiosk.json, with defaults for everything, and over them what staff set
 * on the screen. Limits, steps and choices: config/config_keys.h. Zero or "" means "not set" where
 * noted. */
struct config {
    struct {
        double diagonal_mm; /* of the visible panel; 0: guessed from the pixels */
        double viewing_mm;  /* distance of the eye; 0: 600, or 450 on panels under 300 mm */
        int rotate;         /* quarter turns of the picture, clockwise */
        struct config_matrix {
            double m[CONFIG_MATRIX_SIZE];
        } touch; /* how touches lie on the panel (platform/turn.h); all 0: as the picture */
    } screen;
    struct {
        int ask_s; /* stillness before "Are you still there?"; default 90 */
        int end_s; /* further seconds before the visit ends; default 30 */
    } idle;
    struct {
        char emergency[32]; /* number of emergency services, as it is shown; "": not shown */
        char name[321];     /* the clinic's, at most 80 characters; "": not shown */
        int colour;         /* enum config_colour */
    } clinic;
    struct {
        bool ask_feeling; /* the question at the end; default true */
    } visit;
    struct {
        char language[16]; /* of staff's screens; "": that of a visit's beginning */
        int lock_s;        /* stillness before staff's screens lock; default 120 */
        int cleaning_s;    /* how long cleaning mode lasts; default 30 */
    } staff;
    struct {
        /* Besides those that every keyboard has for it: arrows, Enter, Esc, Space. */
        struct config_key_list up, down, left, right, ok, back, pause, voice, one_switch;
        double scan_s; /* one switch: how long each choice is lit; default 2 */
    } keys;
    struct hours hours; /* default: always open */
    bool screen_off;    /* while it is closed; default false: black with a dim clock */
    struct {
        int volume;                 /* 0 (silent) to 100; default 40 */
        bool tones;                 /* at each change; default true */
        bool read_aloud;            /* every visit begins with the voice on; default false */
        bool waiting_room;          /* silent until a visitor asks for sound; default false */
        bool quiet_hours;           /* the same at the times in `quiet`; default false */
        struct hours_day quiet;     /* every day; default 12:00 to 13:30 */
        struct config_voices voice; /* none: voice/ knows one */
    } sound;
    double brightness; /* 0.2..1, default 1 */
    bool dim_at_rest;  /* less of it while nobody comes (app/light.h); default false */
    bool lock;         /* production: Esc, Alt+F4, window close and Ctrl+C do not end it */
    bool developer;    /* F1 overlay allowed; default true when not locked */
    char language[16]; /* default "en" */
    struct config_languages {
        char codes[CONFIG_MAX_LANGUAGES][16];
        int count;
    } languages; /* those that visitors are offered besides `language`; none: all there are */
    struct config_folders {
        char paths[8][256]; /* relative to the configuration file's folder */
        int count;          /* 0: the shipped content */
    } content_dirs;
    struct {
        struct config_folders stick_dirs; /* whole paths; default /media and /run/media */
        char keys_dir[256]; /* of who may sign packs; default /etc/physio-kiosk/keys.d */
        char pull_url[512]; /* where `kiosk pull` gets its pack; "": nowhere */
        int pull_rate_kib;  /* KiB/s that it takes at most; 0: as it comes */
    } content;
    char packs_dir[256];  /* of imported packs; relative likewise; "": state folder of the user */
    int memory_mib;       /* for what is kept so as not to make it again; 0: by the panel's size */
    bool less_motion;     /* clinic's default for the visit setting */
    char store_file[256]; /* "": state folder of the user; ":memory:" keeps nothing */
    struct config_fixed {
        char keys[CONFIG_MAX_FIXED][32]; /* keys, or whole groups of them */
        int count;
    } fixed; /* what the screen may not change */
};

void config_default(struct config *config);

/* The command line for a language: its own, else that of "*", else "". */
const char *config_voice(const struct config *config, const char *language);

struct json_file;

/* Lays what was read over *config. Faults are added to the file's list and skipped. False when it
 * holds no object at all, or is NULL; *config is then unchanged. */
bool config_read(struct config *config, struct json_file *json);

/* The same for what staff set on the screen. Keys that only kiosk.json may have are faults; those
 * that *config holds as fixed are left aside, with a warning. */
bool config_read_screen(struct config *config, struct json_file *json);

/* Lays the file over *config. Faults are added and skipped. False when it cannot be read or parsed
 * at all; *config is then unchanged. */
bool config_load(struct config *config, const char *file, struct fault_list *faults);
