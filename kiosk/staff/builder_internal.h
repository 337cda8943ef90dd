#pragma once

#include "staff/builder.h"
#include "staff/parts.h"
#include "ui/stack.h"

/* Between the files of the builder only. */

/* By what fits: never by what is in the draft, so that nothing moves while one builds. */
enum builder_arrangement {
    BUILDER_WIDE, /* three columns */
    BUILDER_TALL, /* editor, steps and library below each other */
    BUILDER_ONE   /* one thing at a time: enum builder_page */
};

struct builder_view {
    struct screen_context *context;
    struct staff_builder *builder;
    const struct draft_state *now; /* of the draft */
    const struct routine *routine; /* as patients would have it; NULL without a step */
    struct arena *arena;           /* of the frame */
    enum builder_arrangement arrangement;
    int widest_label, widest_button; /* px: the longest word of all exercises' names, in the
                                        smallest letters of these roles */
};

static inline const char *builder_word(const struct builder_view *v, const char *key)
{
    return tr(v->context->strings, key);
}

/* The chosen step and its exercise; NULL when there is none (any more). */
const struct draft_step *builder_step(const struct builder_view *v);
const struct exercise *builder_exercise(const struct builder_view *v);

/* What of the screen is drawn where; each fills `rect`. */
void builder_draw_library(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_small_library(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_steps(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_editor(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_one(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_intro(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_sheet(const struct builder_view *v, struct ui *ui);

/* What the arrangements are chosen by, px. The columns are 0 where a card would split a name; the
 * numbers' height is what they take at most, whatever the step. */
enum builder_arrangement builder_arrange(const struct builder_view *v, struct ui *ui,
                                         struct rect area);
int builder_library_columns(const struct builder_view *v, const struct ui *ui, int width);
int builder_library_least(const struct builder_view *v, const struct ui *ui, int width);
bool builder_steps_fit(const struct builder_view *v, struct ui *ui, int width);
int builder_steps_least(const struct ui *ui);
int builder_numbers_height(const struct builder_view *v, struct ui *ui, int width);
int builder_tall_numbers_width(const struct ui *ui, int width); /* of the editor's */
int builder_bar_height(const struct ui *ui);
int builder_facts_width(const struct builder_view *v, const struct ui *ui);

/* "Routine 4", for one that nobody has named. */
const char *builder_stopgap(const struct screen_context *context, struct arena *arena, int n);

/* A place that leads to the keyboard, drawn as a field, without what stands in it. */
void builder_draw_field(struct ui *ui, struct rect rect, const char *id, const char *text,
                        enum theme_color edge);

/* A list that scrolls, with its arrows beside it where it overflows. */
void builder_scroll(const struct builder_view *v, struct ui *ui, struct rect rect,
                    struct scroll *scroll, stack_fn *fn);

/* The numbers of the chosen step that are always in view, and those behind "More". */
void builder_put_numbers(struct stack *stack, const void *view);
void builder_put_more(struct stack *stack, const void *view);

/* Of the library: where its exercises are done. */
void builder_put_places(struct stack *stack, const void *view);

/* What was begun before, and is not saved. */
void builder_put_unfinished(struct stack *stack, const void *view);

/* The chosen exercise's name, and which side its figure shows. */
void builder_draw_exercise(const struct builder_view *v, struct ui *ui, struct rect rect);

/* The routine's name, and how long it is and whether it is saved. */
void builder_draw_name(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_draw_facts(const struct builder_view *v, struct ui *ui, struct rect rect);
struct button builder_save_button(const struct builder_view *v);

/* The figure of the chosen step, with its share of the time. */
void builder_draw_stage(const struct builder_view *v, struct ui *ui, struct rect rect);

struct button builder_side_button(const struct builder_view *v);

/* It shows the note where that fits on one line of `width` px, else that there is one. */
struct button builder_note_button(const struct builder_view *v, const struct ui *ui, int width);

/* The exercises of a place (-1: any) in which what is searched for is found, in the order of the
 * content. */
int builder_found(const struct screen_context *context, int place, const char *search,
                  const struct exercise **out, int most);

/* Below the chosen step; says so when there is no room. */
void builder_add(struct screen_context *context, const char *id);

/* Whether the name of the routine stands in another language than the one that is shown. */
const char *builder_name(const struct builder_view *v);

/* Texts that are written on the keyboard's screen. */
void builder_ask_name(struct screen_context *context);
void builder_ask_first_name(struct screen_context *context, const char *stopgap); /* once saved */
void builder_ask_line(struct screen_context *context);
void builder_ask_note(struct screen_context *context);
void builder_ask_search(struct screen_context *context);
void builder_take_answers(struct screen_context *context);

/* How patients see it, and the card as it stands on their first screen, which fills `rect`. */
void builder_put_details(struct stack *stack, const void *view);
void builder_draw_preview(const struct builder_view *v, struct ui *ui, struct rect rect);
void builder_choose_person(struct draft *draft, int index); /* by its place on that sheet */

/* It is saved, and the kiosk does not take it. */
bool builder_is_refused(const struct builder_view *view);

/* What a tap on a sheet does. */
void builder_tap_sheet(struct screen_context *context, const struct tap *tap);

/* The draft as a routine, in `arena`. */
const struct routine *builder_routine(const struct screen_context *context, struct arena *arena);

/* The one on the disk, once after the lock. */
void builder_know_draft(struct screen_context *context);

/* Another routine is to be opened instead of the unsaved draft; it is. */
bool builder_wishes(const struct staff_builder *builder);
void builder_take_wish(struct screen_context *context);

/* It was opened, and nothing was done to it since; or it is saved. */
bool builder_was_only_seen(const struct staff_builder *builder);

/* What is saved is done: what it was opened over comes back, else a new one begins. */
void builder_leave_saved(struct staff_builder *builder);

/* The draft becomes a copy of it, shown by the same person. */
void builder_begin_copy(struct screen_context *context, const struct routine *routine);

/* What is said beside the length until the next tap. */
void builder_say(struct staff_builder *builder, bool failed, const char *text);

/* The kiosk chooses who shows it, and by its id, which it gets when it is saved; until then each
 * new one has the next of the people. */
bool builder_is_anybodys(const struct draft_state *now);
const char *builder_next_person(const struct screen_context *context);

void builder_save(struct screen_context *context);

/* What the disk does not take. builder_take_parcel: it has come to its end. */
void builder_save_to_stick(struct screen_context *context);
void builder_take_parcel(struct screen_context *context);

/* Onto which a routine goes that cannot be saved. */
enum builder_stick { BUILDER_NO_STICK, BUILDER_STICK_READ_ONLY, BUILDER_STICK };

enum builder_stick builder_stick(const struct screen_context *context);
