#pragma once

#include "base/arena.h"
#include "content/content.h"
#include "json/json.h"

/* A pack on its way from another collection's format to a folder. */

struct convert_languages;

enum {
    CONVERT_MAX_ITEMS = 10000,
    CONVERT_MAX_WORDS = 8,
    CONVERT_MAX_STEPS = 12,
    CONVERT_MAX_IMAGES = 8
};

/* Words without repetition; pointers as they were given. */
struct convert_words {
    const char *items[CONVERT_MAX_WORDS];
    size_t count;
};

struct convert_exercise {
    const char *id, *name;
    struct string_list aliases;
    enum position position;
    bool position_found; /* in the texts; otherwise it is only the most likely */
    enum sides sides;    /* SIDES_NONE unless the texts speak of sides */
    struct convert_words regions, equipment, primary, secondary;
    const char *level; /* "" when the collection says nothing */
    const char *category, *origin, *source;
    struct instruction steps[CONVERT_MAX_STEPS];
    size_t step_count;
    bool stretch, cardio;
    struct string_list images; /* files of the collection */
    const char
        *pictures[CONVERT_MAX_IMAGES]; /* those that were copied, by their names in images/ */
    size_t picture_count;
};

struct convert_pack {
    struct arena *arena;
    const char *format; /* the collection's name, as in the call */
    const char *id, *name, *language, *license;
    const struct convert_languages *languages; /* of wger, by number */
    const char *images_dir; /* where the collection's pictures are; NULL: they are not wanted */
    struct convert_exercise *exercises;
    size_t count, left_out;
};

/* Reads a collection. Everything that is wrong is a fault of its file; an entry that holds too
 * little for an exercise is a warning and left out. */
void convert_free_exercise_db(struct json root, struct convert_pack *pack);
void convert_wger(struct json root, struct convert_pack *pack);

/* Room for the exercises of a list; NULL, with a fault, when there are none or too many. */
struct convert_exercise *convert_begin(struct json list, struct convert_pack *pack);

/* Sets steps from lines and guesses what texts tell: roles, position, sides. False, with a warning
 * at `place`, when there is nothing to do. */
bool convert_texts(struct json place, struct convert_pack *pack, struct convert_exercise *exercise,
                   struct string_list lines, struct string_list cues);

/* Adds what a collection's word stands for; words that stand for nothing of ours are made ids. */
void convert_add_muscle(struct convert_exercise *exercise, const char *muscle);
void convert_add_equipment(struct arena *arena, struct convert_exercise *exercise,
                           const char *equipment);
void convert_add_word(struct convert_words *words, const char *word);

/* Gives every exercise an id of its own. */
void convert_name_ids(struct convert_pack *pack);

/* Copies the pictures that are there and can be shown into the folder of the pack; others are
 * warnings. False, with a fault, when that fails. */
bool convert_images(const struct convert_pack *pack, const char *folder, struct fault_list *faults);

/* Writes the files of the pack into an empty folder. False, with a fault, when that fails. */
bool convert_write(const struct convert_pack *pack, const char *folder, struct fault_list *faults);
