#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/picture.h"
#include "figure/clip.h"

/* Everything a pack holds, as plain structs. Immutable after content_load; all pointers stay valid
 * until content_free. Strings are UTF-8, never NULL where a field is required, "" when optional
 * and absent. Fields carry the names of content/README.md. */

enum { CONTENT_ID_MAX = 64 }; /* bytes of an id without its NUL, of whatever has one */

enum position {
    POSITION_SUPINE,
    POSITION_PRONE,
    POSITION_KNEELING,
    POSITION_ALL_FOURS,
    POSITION_SITTING, /* on the floor */
    POSITION_CHAIR,
    POSITION_STANDING,
    POSITION_WATER,
    POSITION_COUNT
};

/* Where a patient has to be for a whole routine; what the home screen filters by. */
enum place { PLACE_MAT, PLACE_CHAIR, PLACE_STANDING, PLACE_WATER, PLACE_COUNT };

enum sides {
    SIDES_NONE,
    SIDES_EACH,     /* the whole set on one side, then on the other */
    SIDES_ALTERNATE /* left and right in turn, rep by rep */
};

enum step_role { ROLE_SETUP, ROLE_MOVE, ROLE_BREATHE, ROLE_CUE, ROLE_SAFETY };

/* The moment that an instruction is for. WHEN_ANY: whenever its role has its turn. */
enum step_when {
    WHEN_ANY,
    WHEN_READY, /* before it begins */
    WHEN_MOVE,  /* on the way into the end pose, and while moving */
    WHEN_HOLD,
    WHEN_BREATHE_IN,
    WHEN_BREATHE_OUT,
    WHEN_LET_GO, /* on the way back from the end pose */
    WHEN_SWITCH  /* changing sides */
};

struct string_list {
    const char *const *items;
    size_t count;
};

bool string_list_has(const struct string_list *list, const char *word);

/* How much of an exercise. Zero means "not part of this dose". The first that is set decides how
 * the player counts: breaths, hold_s, duration_s, then reps (paced when tempo is set, otherwise
 * at the patient's own pace with a Done button). Seconds throughout. */
struct dose {
    int sets;           /* >= 1 */
    int reps;           /* holds or movements in one set, on one side; >= 1 */
    int hold_s;         /* one hold */
    int relax_s;        /* between two holds */
    int rest_s;         /* between two sets, and before the next step */
    double tempo_s[3];  /* out, stay, back: one paced rep */
    int duration_s;     /* timed movement, one side */
    int breaths;        /* slow breaths */
    double breath_s[2]; /* in, out; default 4, 6 */
    int side_change_s;  /* default 6; 0: at once */
};

/* What a dose may say: content with anything else is refused, and a session takes what is nearest.
 * See dose_limits for the whole numbers. */
enum {
    DOSE_SETS_MAX = 10,
    DOSE_REPS_MAX = 100,
    DOSE_HOLD_S_MAX = 600,
    DOSE_RELAX_S_MAX = 120,
    DOSE_REST_S_MAX = 600,
    DOSE_TEMPO_S_MAX = 60, /* each of the three */
    DOSE_REP_S_MIN = 1,    /* the three together */
    DOSE_DURATION_S_MIN = 5,
    DOSE_DURATION_S_MAX = 3600,
    DOSE_BREATHS_MAX = 60,
    DOSE_BREATH_S_MIN = 1, /* in, and out */
    DOSE_BREATH_S_MAX = 20,
    DOSE_SIDE_CHANGE_S_MAX = 60
};

enum { DOSE_OWN_PACE_REP_S = 4 }; /* one movement at the patient's own pace, as it is estimated */

/* The whole numbers of a dose. */
enum dose_field {
    DOSE_SETS,
    DOSE_REPS,
    DOSE_HOLD_S,
    DOSE_RELAX_S,
    DOSE_REST_S,
    DOSE_DURATION_S,
    DOSE_BREATHS_N,
    DOSE_SIDE_CHANGE_S,
    DOSE_FIELD_COUNT
};

/* What the source allows; max 0 when it says nothing. */
struct dose_range {
    int min, max;
};

extern const struct dose_range dose_limits[DOSE_FIELD_COUNT];

/* The key of a number in JSON, and where it stands in a dose. */
const char *dose_key(enum dose_field field);
bool dose_in_seconds(enum dose_field field); /* else it counts */
int *dose_number(struct dose *dose, enum dose_field field);

enum dose_kind { DOSE_HOLD, DOSE_PACED, DOSE_OWN_PACE, DOSE_TIME, DOSE_BREATHS };

enum { DOSE_KIND_COUNT = DOSE_BREATHS + 1, DOSE_COUNTED_MAX = 3 };

enum dose_kind dose_kind(const struct dose *dose);

/* What a kind of dose is made of: the one place that says so. */
struct dose_made {
    /* What is counted, in the order of showing. The first says how it is counted. */
    enum dose_field counted[DOSE_COUNTED_MAX];
    int counted_count;
    struct dose first; /* the numbers that somebody who chooses it begins with */
};

extern const struct dose_made dose_made[DOSE_KIND_COUNT];

/* Whether the number says anything in a dose of this kind. */
bool dose_uses(enum dose_kind kind, enum dose_field field);

/* All numbers; what a patient notices first comes first. */
extern const enum dose_field dose_order[DOSE_FIELD_COUNT];

/* Seconds from the start pose into the end pose of a hold, which counts from then on. */
double hold_lead_s(double hold_s);

/* Roughly how many seconds it takes, rests included; the player counts exactly (session.h). */
double dose_estimate_s(const struct dose *dose, enum sides sides);

struct instruction {
    enum step_role role;
    enum step_when when;
    const char *text;
};

/* Who of the trade has read the content, when, and when it is due again: "2025-01-31". "" where the
 * pack does not say. */
struct review {
    const char *by, *date, *next;
};

struct exercise {
    const char *id;
    const char *pack_id; /* of the pack it comes from; "" where its pack.json does not say */
    const char *name;
    const char *summary;
    bool activity; /* walking, swimming, ...: guided or informational */
    bool everyday; /* no more than everybody does all day, as walking: needs no warning card among
                      others */
    enum position position;
    enum sides sides;
    struct string_list aliases, body_regions, conditions, equipment;
    const char *level; /* "beginner", "intermediate", "advanced" */
    struct dose dose;
    struct dose_range ranges[DOSE_FIELD_COUNT];
    bool has_dose; /* it says how much; only an activity may leave that out */
    const struct instruction *steps;
    size_t step_count;
    struct string_list benefits, precautions, stop_if, sources;
    struct string_list ask_first;         /* who asks before they begin, and whom */
    struct string_list contraindications; /* who does not do it */
    const struct exercise *easier;        /* NULL when none is named */
    const struct exercise *harder;
    const char *feel;            /* body zone, e.g. "glute"; "" when none */
    const struct review *review; /* its pack's; never NULL */
    /* What illustrates it: a figure, pictures, or neither. */
    const struct figure_clip *clip; /* NULL when there is none */
    struct picture_set pictures;    /* those of its images that can be shown */
    struct string_list alts;        /* what can be seen on its images, one text each */
    const unsigned char *alt_of;    /* for each of `pictures` its place in `alts` */
};

/* What can be seen on one of its pictures, in words. */
static inline const char *exercise_alt(const struct exercise *exercise, size_t picture)
{
    return exercise->alts.items[exercise->alt_of[picture]];
}

/* How many texts say who should not do it, or should ask before they begin. */
static inline size_t exercise_asked_count(const struct exercise *exercise)
{
    return exercise->ask_first.count + exercise->contraindications.count;
}

static inline bool exercise_not_for_all(const struct exercise *exercise)
{
    return exercise_asked_count(exercise) > 0;
}

static inline bool exercise_illustrated(const struct exercise *exercise)
{
    return exercise->clip || exercise->pictures.count > 0;
}

/* The first instruction with this role, NULL when there is none. */
const char *exercise_instruction(const struct exercise *exercise, enum step_role role);

/* The first one for this moment, NULL when there is none. */
const char *exercise_instruction_at(const struct exercise *exercise, enum step_when when);

struct routine_step {
    const struct exercise *exercise;
    struct dose dose; /* the exercise's own with the routine's overrides laid over it */
    const char *note; /* "" when none */
};

struct page;

/* What a routine's card is tinted with, by the names of JSON; the theme has a token for each. */
#define ROUTINE_COLORS(X) X(MINT, mint) X(SAND, sand) X(LILAC, lilac) X(SKY, sky)

enum routine_color {
#define X(NAME, name) ROUTINE_##NAME,
    ROUTINE_COLORS(X)
#undef X
        ROUTINE_COLOR_COUNT
};

/* As in JSON. */
extern const char *const routine_color_names[ROUTINE_COLOR_COUNT];

enum { ROUTINE_STEPS_MAX = 40, ROUTINE_CHANGE_S_MAX = 300, ROUTINE_CHANGE_S = 25 };

struct routine {
    const char *id;
    const char *pack_id; /* as an exercise's */
    const char *name;
    const char *summary;
    const char *how_often; /* to do it at home: "Every day"; "" when the pack does not say */
    struct string_list conditions, body_regions;
    const struct routine_step *steps;
    size_t step_count;            /* >= 1 */
    int change_s;                 /* time to change place where the next step is done elsewhere or
                                     with other things; 0: none is given */
    bool demo;                    /* part of the attract loop */
    const struct page *red_flags; /* its own warning card; NULL when none: content_red_flags */
    enum routine_color color;
    const char *person; /* who demonstrates; "" lets the kiosk vary */
};

/* The place that suits every step: mat beats standing beats chair (a mat routine may also stand).
 */
enum place routine_place(const struct routine *routine);

/* Where one is in this position. */
enum place position_place(enum position position);

/* What must be at hand for the whole routine: each item once, in the order of first use. The list
 * is in `arena`. */
struct string_list routine_equipment(const struct routine *routine, struct arena *arena);

struct page_section {
    const char *heading; /* "" when none */
    const char *text;    /* a paragraph; "" when none */
    struct string_list list;
    const char *const *cells;   /* a table: rows * columns strings, the first row is the head */
    size_t rows, columns;       /* 0 when there is no table */
    struct string_list regions; /* "for": a warning card asks it only before what exercises one of
                                   these; none: before everything */
    bool emergency; /* it tells to call for help: the number of the settings is shown below it */
};

struct page {
    const char *id;
    const char *title;
    const char *summary; /* one line for the index */
    const char *icon;    /* icon name, e.g. "calendar-days" */
    const struct page_section *sections;
    size_t section_count;
    const struct exercise *figure; /* illustrates the page; NULL when none */
    bool listed;                   /* in the advice index */
    struct string_list sources;
};

struct content;

/* One of the languages that the packs are written in or translated into. */
struct content_language {
    const char *code;              /* "es", "pt-BR" */
    const char *reviewed_by;       /* who of the trade has read the translation; "" says nobody */
    const struct content *content; /* the same items, at the same indexes, in this language */
};

/* A routine that a pack holds, shown or not: what staff see of it. */
struct routine_entry {
    const char *id, *name;           /* the name is the id where nobody can tell */
    const struct routine *routine;   /* NULL: it is left out for its faults */
    const char *file;                /* as faults call it */
    const char *pack_id, *pack_name; /* "" where its pack.json does not say */
    bool hidden;                     /* by its own pack or a later one */
};

/* What a recording of a pack is of. */
enum recording_kind {
    RECORDING_PHASE,     /* "phase.hold": a word of the player; recording_phases has them */
    RECORDING_NUMBER,    /* "number.3" */
    RECORDING_NAME,      /* "cobra.name": of an exercise */
    RECORDING_STEP,      /* "cobra.step-1": of its steps, from 1 */
    RECORDING_PRECAUTION /* "cobra.precaution-1" */
};

extern const char *const recording_phases[]; /* NULL after the last */

/* audio/CODE/ID.LINE.ogg of a pack: somebody says what is written there. */
struct recording {
    const char *language; /* "es" */
    const char *id, *line;
    enum recording_kind kind;
    int number;       /* of the step, the precaution, or itself */
    const char *file; /* whole path */
};

struct content {
    struct unpacked_pack *unpacked; /* of packs that are .zip files */
    struct arena arena; /* empty in the content of a language: what was loaded owns it all */
    const struct exercise **exercises; /* sorted by id */
    size_t exercise_count;
    const struct routine *
        *routines; /* in the order of display; behind them those that are hidden */
    size_t routine_count, hidden_count;
    const struct routine_entry *entries; /* of all packs, in the order of display */
    size_t entry_count;
    const struct page **pages;
    size_t page_count;
    /* Of the last pack that has one; the set is empty when none has. */
    struct picture_set logo;
    const char *logo_alt;
    const char *logo_pack;        /* id of that pack; NULL: none has one */
    struct recording *recordings; /* in the order of the packs: the last one of a thing counts */
    size_t recording_count;
    /* The same in every language's content. In the order of the packs; the first is the one that
     * the first pack's texts stand in. */
    const struct content_language *languages;
    size_t language_count;
};

/* It says that the pack was made for a newer kiosk: nothing is wrong with the pack, and nothing
 * else is said of it. */
bool content_needs_newer(const struct fault *fault);

/* Loads packs in order: a later pack adds, replaces by id, or hides. Every fault is added to
 * `faults`; a faulty item is left out and the rest stays. NULL only when not one routine is left,
 * shown or hidden (the trouble screen's case); with all of them hidden there is advice to show.
 * Free with content_free. Each pack is read as it was at one moment, also while it is exchanged for
 * another.
 *
 * A path may also name a .zip of a pack. One that names another file stands for a pack with this
 * one exercise, routine or page. */
struct content *content_load(const char *const *dirs, size_t count, struct fault_list *faults);
void content_free(struct content *content);

/* The content in this language; texts without a translation are as they stand in their file. For
 * "es-MX" also "es". Poses and doses are shared by all languages. `content`, as loaded or in any
 * language, when no pack is in this one. Valid until content_free of what was loaded. */
const struct content *content_in(const struct content *content, const char *code);

/* The pack was written in or translated into this language, or into that of any region of it. */
bool content_speaks(const struct content *content, const char *code);

/* Where it is among the exercises; their count when there is none. */
size_t content_exercise_index(const struct content *content, const char *id);

/* NULL when there is none. */
const struct exercise *content_exercise(const struct content *content, const char *id);
const struct routine *content_routine(const struct content *content, const char *id);
const struct page *content_page(const struct content *content, const char *id);

#define CONTENT_RED_FLAGS "red-flags" /* id of the page that is asked where none is named */

/* Whether back, neck or leg are exercised, so that the signs of danger are to be asked before: some
 * exercise of it names a body region other than whole-body (as calm breathing does), arms and
 * shoulders, and is not everyday, or all there is. Where an exercise names none, those of the
 * routine count; where that names none either, nobody knows, and it is asked. */
bool routine_asks_red_flags(const struct routine *routine);

/* Some exercise of it, or the routine as a whole, names one of these body regions. */
bool routine_exercises(const struct routine *routine, const struct string_list *regions);

/* The page that is asked before the routine: its own, else CONTENT_RED_FLAGS where
 * routine_asks_red_flags. NULL when there is nothing to ask, or no page. */
const struct page *content_red_flags(const struct content *content, const struct routine *routine);

/* The names JSON uses: "supine", "all-fours", ... */
const char *position_name(enum position position);
const char *place_name(enum place place); /* "mat", "chair", "standing", "water" */
