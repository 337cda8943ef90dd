#pragma once

#include "screens/screen.h"
#include "staff/staff.h"
#include "ui/stack.h"

/* Shared by the files of the screen for sticks only. */

enum stick_item_kind {
    STICK_ITEM_PACK,
    STICK_ITEM_PHOTOS,
    STICK_ITEM_BACKUP,
    STICK_ITEM_BACK_UP, /* not chosen, but done at once; pale where it cannot be */
    STICK_ITEM_INSTALLED
};

/* One of the things there are to choose from. */
struct stick_item {
    enum stick_item_kind kind;
    int index; /* of its kind */
};

enum { STICK_MAX_ITEMS = STICK_MAX_PACKS + STICK_MAX_BACKUPS + 3 };

/* A box with a sign: a warning, or (`icon`) what it is about. */
struct stick_note {
    const char *icon; /* NULL: a warning */
    const char *title, *text;
};

void stick_note_put(struct stack *stack, const struct stick_note *note);

/* In the order of the list; the installed packs always come last. */
int stick_items(const struct staff_stick *state, struct stick_item items[STICK_MAX_ITEMS]);

/* The chosen one: never what is done at once. */
int stick_chosen_place(const struct staff_stick *state);
struct stick_item stick_chosen(const struct staff_stick *state);

/* Begins it beside the main thread; nobody waits any more for what was under way. What is given may
 * be NULL, as stick_task_new takes it. */
void stick_begin(struct screen_context *context, enum stick_task_kind kind, const char *path,
                 const char *id, const char *text);

/* Of the backup that was looked at, wherever it is kept by now; else of that on the stick. */
void stick_begin_restore(struct screen_context *context, const char *path);

/* Of all that staff made, onto the stick. */
void stick_begin_backup(struct screen_context *context);

void stick_leave_work(struct staff_stick *state);

/* What is to be seen of the chosen thing. */
enum stick_pane {
    STICK_PANE_NOTE, /* a sentence: stick_note */
    STICK_PANE_REHEARSAL,
    STICK_PANE_MISTAKES,
    STICK_PANE_PHOTOS,
    STICK_PANE_INSTALLED
};

struct stick_view {
    struct screen_context *context;
    struct ui *ui;
    struct staff_stick *state;
    struct arena *arena; /* the frame's */
    enum stick_pane pane;
    bool one;                                         /* one thing at a time */
    bool hint_in_pane, counts_in_pane, said_in_stack; /* there is no room for them elsewhere */
};

/* Of an exercise, a routine or a page, new or not, in the language that is shown where it can be;
 * NULL: nobody knows it. A fault_namer; `view` is the struct stick_view. */
const char *stick_item_name(const void *view, const char *id);

const char *stick_word(const struct stick_view *v, const char *key);

/* That nothing has changed yet. */
const char *stick_hint(const struct stick_view *v);

enum stick_pane stick_pane(const struct staff_stick *state);

/* What was rehearsed is on the kiosk already, all of it. */
bool stick_changes_nothing(const struct staff_stick *state);

/* Nothing of it would be seen: it may still be another version. */
bool stick_looks_the_same(const struct staff_stick *state);
const char *stick_same_words(const struct stick_view *v);

/* The content as it would be, in the language that is shown; NULL when there is none. */
const struct content *stick_after(const struct screen_context *context);

/* What a preview of this change shows; both NULL: it has none. */
struct stick_shown {
    const struct routine *routine;
    const struct exercise *exercise;
};

struct stick_shown stick_shown(const struct screen_context *context,
                               const struct pack_change *change);

/* what stands in the pane (stick_rows.c, stick_pages.c) */

void stick_put_rehearsal(struct stack *stack, const struct stick_view *v);
void stick_put_mistakes(struct stack *stack, const struct stick_view *v);
void stick_put_installed(struct stack *stack, const struct stick_view *v);
void stick_put_note(struct stack *stack, const struct stick_view *v);
void stick_put_photos(struct stack *stack, const struct stick_view *v);

/* "3 new", "1 changed": at most 5. */
int stick_counts(const struct stick_view *v, struct tag tags[5]);

/* Settings that are others with the text of a backup's settings.json (NULL: none are), as bits. */
struct config;
unsigned stick_settings_find(const struct config *site, const char *text);

/* Besides the own pack: the settings that a restore changes, by their names, and the routine being
 * built that it brings. */
void stick_put_brought(struct stack *stack, const struct stick_view *v);

enum stick_item_state { STICK_LOOK_PLAIN, STICK_LOOK_WARNS, STICK_LOOK_OFF };

struct stick_item_look {
    const char *icon, *title, *text;
    enum stick_item_state state;
};

/* What is said of one of the things there are. */
struct stick_item_look stick_item_look(const struct stick_view *v, struct stick_item item);

/* "Riverside 1.3"; what was made at the screen of a kiosk has no versions. */
const char *stick_pack_name(const struct stick_view *v, const char *id, const char *name,
                            const char *version);

/* One of the things there are: a box that can be chosen. */
bool stick_item_fits(const struct stick_view *v, int width, struct stick_item item);
int stick_item_height(const struct stick_view *v, int width, struct stick_item item);
void stick_draw_item(const struct stick_view *v, struct rect rect, struct stick_item item,
                     int place);

/* So many mistakes the own pack has: a backup of it could not be restored as it is. */
int stick_own_mistakes(const struct screen_context *context);

/* What is said now; "" when nothing is. */
const char *stick_said_text(const struct stick_view *v);

/* With arrows where it overflows: beside it, or (`bar`) below it. */
void stick_draw_scrolled(const struct stick_view *v, struct rect area, struct scroll *scroll,
                         bool bar, stack_fn *fn);

void stick_draw_done(const struct stick_view *v, struct rect area);
void staff_stick_draw(struct screen_context *context, struct ui *ui);

/* A stick as it might be, for pictures of the screen. */
void stick_show_sample(struct screen_context *context);

/* With a capital letter, where it begins with a Latin one, and not with the name of a file. */
const char *stick_capital(const struct stick_view *v, const char *text);

/* "exercises/a.json, line 12" */
const char *stick_place_text(const struct stick_view *v, const struct fault *fault);

/* "1 Dec" of a moment; "" when it is not known. */
const char *stick_day_text(const struct stick_view *v, int64_t seconds);
