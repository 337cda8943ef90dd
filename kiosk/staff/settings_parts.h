#pragma once

#include "clinic/settings_file.h"
#include "screens/screen.h"
#include "staff/frame.h"
#include "ui/switch_row.h"

/* Shared by the sections of staff-settings only. */

struct settings_section {
    const char *id; /* "settings:visits" */
    const char *icon;
    const char *title, *info; /* keys of words */
    stack_fn *content;        /* called with the struct screen_context; NULL: the PIN's pad */
    /* NULL, or what stands at the right of the title, at the top on a small panel. */
    struct switch_row (*aside)(const struct screen_context *context);
    bool (*tap)(struct screen_context *context,
                const struct tap *tap); /* true when it was for it */
};

extern const struct settings_section settings_language, settings_sound, settings_visits,
    settings_hours, settings_screen, settings_clinic;

/* Takes what was written on the keyboard. */
void settings_clinic_update(struct screen_context *context);

struct staff_settings *settings_of(const struct screen_context *context);

/* Settings as a clinic might have them, for pictures. */
const struct config *settings_sample(bool quiet_hours);

/* Writes one key, or several, and asks for them to be in force. What was refused is told below the
 * title. */
void settings_set(struct screen_context *context, const char *key, const char *json);
void settings_set_all(struct screen_context *context, const struct settings_wish *wishes,
                      size_t count);
void settings_undo(struct screen_context *context);

/* The same, called something else than the key is: a language of several. */
void settings_set_named(struct screen_context *context, const char *key, const char *json,
                        const char *what);

/* Adds a way back; `before` NULL: there is none, from this change or any before it. */
void settings_remember(struct staff_settings *settings, const char *key, const char *what,
                       const char *before);

/* The last change that can be undone; NULL: there is none. */
const struct settings_past *settings_last(const struct staff_settings *settings);

/* What a key is called on the screen. */
const char *settings_title(const struct screen_context *context, const char *key);

/* A day's times as JSON, in `out`, which is returned. */
enum { SETTINGS_DAY_TEXT = 128 };
const char *settings_day_json(char out[SETTINGS_DAY_TEXT], const struct hours_day *day);

/* "90 s", "2 min", "80 %" */
const char *settings_value_text(const struct screen_context *context, struct arena *arena,
                                const struct config_key *key, double value);

struct settings_row {
    const char *key;          /* of the setting; its targets' id, too */
    const char *title, *info; /* keys of words; info NULL: what is allowed */
};

/* A stepper or a switch, as the key's kind wants it; a fixed one with a padlock. */
void settings_row_put(struct stack *stack, const struct screen_context *context,
                      const struct settings_row *row);

/* True when the tap was on its control, which then has changed the setting. */
bool settings_row_tap(struct screen_context *context, const struct tap *tap, const char *key);

/* "Set in the file" where the key is fixed. False when it is not. */
bool settings_fixed_put(struct stack *stack, const struct screen_context *context, const char *key,
                        const char *title, const char *value);

/* Whether staff may change it: kiosk.json does not fix it. */
bool settings_may_change(const struct screen_context *context, const char *key);

/* Between two rows. */
void settings_gap(struct stack *stack);
