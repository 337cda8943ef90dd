#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "clinic/own_pack.h"
#include "content/content.h"

/* A routine being built. Everything is undone step by step, and after each change the draft is on
 * the disk (draft.json in the state folder, see store/kept.h): a lock, a crash or a power cut takes
 * nothing away. Patients see it when it is saved into the own pack. */

enum { DRAFT_LANGUAGES_MAX = 16, DRAFT_CODE_SIZE = 16 };

/* One text in several languages, as far as there are any. Strings live in the draft. */
struct draft_words {
    struct {
        const char *code, *text;
    } items[DRAFT_LANGUAGES_MAX];
    int count;
};

/* In this language; else, marked by *other (may be NULL), in whichever was written first. "" when
 * there is none. */
const char *draft_words_in(const struct draft_words *words, const char *code, bool *other);

struct draft_step {
    const char *exercise; /* id; of one that may be gone by now */
    struct dose dose;
    struct draft_words note;
    int from; /* its place in the routine's file, for what else stands there; -1: new */
};

struct draft_state {
    const char *id; /* of the own routine that it will be saved as; "": a new one */
    struct draft_words name, summary, how_often;
    struct string_list conditions, body_regions;
    enum routine_color color;
    const char *person;    /* "": the kiosk varies */
    const char *red_flags; /* page; "": as content_red_flags has it */
    bool shown, demo;
    int change_s;
    struct draft_step steps[ROUTINE_STEPS_MAX];
    int step_count, chosen; /* chosen: -1 when there is no step */
    bool changed;           /* since it was saved, or begun */
};

struct draft {
    struct arena arena;
    struct draft_state now;
    const char **history; /* what was before each change, as JSON; the last is undone first */
    size_t history_count, history_room;
    size_t former;   /* so many of them are of a draft before this one, which was not saved */
    size_t saved_at; /* so many there were when it was saved: to undo one of them is a change */
    bool unkept;     /* the last change could not be brought to the disk, */
    int unkept_why;  /* because of this errno */
};

/* Brings it to the disk once more; see `unkept`. */
void draft_keep(struct draft *draft);

/* An empty one, on the disk as well. draft_free leaves what lies on the disk. */
void draft_begin(struct draft *draft);

/* The same, and a draft that was not saved comes back with the first undo. draft_copy and
 * draft_open begin so. */
void draft_begin_after(struct draft *draft);

/* Another is to be opened over it, unsaved as it may be: it is kept on the disk beside that one
 * until draft_return, which brings back the last that was put by. False when the disk refuses; when
 * nothing was put by. */
bool draft_put_by(struct draft *draft);
bool draft_return(struct draft *draft);

void draft_free(struct draft *draft);

/* The one on the disk; begins an empty one, and gives false, when there is none that can be read.
 */
bool draft_read(struct draft *draft);

/* Begins with a routine that is not the own pack's, or with a copy of one that is: in all languages
 * that it is in. `name` (in `code`) instead of its own, NULL: the same. */
void draft_copy(struct draft *draft, const struct content *content, const struct routine *routine,
                const char *code, const char *name);

/* From what a routine was opened. */
enum draft_source {
    DRAFT_FROM_NOTHING, /* nothing can be made of it */
    DRAFT_FROM_FILE,
    DRAFT_FROM_SHOWN, /* its file is no JSON: what is shown of it stands in */
    DRAFT_FROM_GUESS  /* nothing is shown, either: what a person would understand by the file */
};

/* Begins with a routine of the own pack, also one that the loader has left out for its mistakes.
 * There is a fault unless it comes from the file. */
enum draft_source draft_open(struct draft *draft, const struct own_place *place,
                             const struct content *content, const char *id,
                             struct fault_list *faults);

/* Nothing is in it that anybody would miss. */
bool draft_empty(const struct draft *draft);

/* Below the chosen one; it becomes the chosen one. False when there are ROUTINE_STEPS_MAX. */
bool draft_add(struct draft *draft, const struct exercise *exercise);
bool draft_double(struct draft *draft, int step);
void draft_remove(struct draft *draft, int step);
void draft_move(struct draft *draft, int from, int to);
void draft_choose(struct draft *draft, int step); /* no change: nothing to undo */

/* How often an exercise is in it. */
int draft_count(const struct draft *draft, const char *exercise);

/* What a number may be, and who says so. */
struct draft_limit {
    int min, max;
    bool of_exercise; /* its ranges; else the format's limits */
};

struct draft_limit draft_limit(const struct exercise *exercise, enum dose_field field);

/* One press of a stepper: to the next multiple of draft_stride, or to the limit. */
void draft_step_number(struct draft *draft, int step, const struct exercise *exercise,
                       enum dose_field field, int direction);
void draft_set_number(struct draft *draft, int step, enum dose_field field, int value);
int draft_stride(enum dose_field field);

/* Seconds of one paced movement: out, stay or back, by half seconds within the format. */
void draft_step_tempo(struct draft *draft, int step, int part, int direction);

/* Ways of counting that a routine can ask of an exercise: its own pace only where that is the
 * exercise's own. */
bool draft_can_count(const struct exercise *exercise, enum dose_kind kind);
void draft_set_kind(struct draft *draft, int step, const struct exercise *exercise,
                    enum dose_kind kind);

/* The first number that is outside its limits; DOSE_FIELD_COUNT when all are within. */
enum dose_field draft_wrong_number(const struct draft_step *step, const struct exercise *exercise);

struct draft_text {
    const char *code, *text; /* an empty text takes the language out */
};

enum draft_what { DRAFT_NAME, DRAFT_SUMMARY, DRAFT_NOTE };

/* In several languages at once, which is one change; none when they are as they were. `step`: whose
 * note. */
void draft_set_texts(struct draft *draft, enum draft_what what, int step,
                     const struct draft_text *texts, size_t count);

/* The name, as one change. When the first text is another one, names that other languages have from
 * another routine go with it: they would call this one something else. True when any went. */
bool draft_rename(struct draft *draft, const struct content *content,
                  const struct draft_text *texts, size_t count);

/* In one of them. */
void draft_set_name(struct draft *draft, const char *code, const char *text);
void draft_set_summary(struct draft *draft, const char *code, const char *text);
void draft_set_note(struct draft *draft, int step, const char *code, const char *text);

void draft_set_color(struct draft *draft, enum routine_color color);
void draft_set_person(struct draft *draft, const char *person);
void draft_set_red_flags(struct draft *draft, const char *page);
void draft_set_shown(struct draft *draft, bool shown);
void draft_set_demo(struct draft *draft, bool demo);

bool draft_can_undo(const struct draft *draft);
void draft_undo(struct draft *draft);

/* What the player would play, in a language; steps whose exercise is gone are left out. Lives in
 * `arena`, points into `content` and the draft. False when no step is left. */
bool draft_routine(const struct draft *draft, const struct content *content, const char *code,
                   struct arena *arena, struct routine *out);

/* Writes it into the own pack, under `name` when it has none in any language, and is then the draft
 * of that routine. False, with a fault, when it could not: nothing has changed, the draft is kept.
 * `content`: what is shown, in whose ids it may not be named. */
bool draft_save(struct draft *draft, const struct own_place *place, const struct content *content,
                const char *code, const char *name, struct fault_list *faults);

/* The same as a pack of its own with this one routine, and a new id, nowhere on the disk: to be
 * taken elsewhere, and closed. Its id lives in `arena`. */
struct own_pack *draft_pack(const struct draft *draft, const struct own_place *place,
                            const struct content *content, const char *code, const char *name,
                            struct arena *arena, const char **id);
