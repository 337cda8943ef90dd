#include "cli/convert_pack.h"

#include <stdlib.h>
#include <string.h>

#include "cli/convert_text.h"

enum { TEXT_MAX = 2000, ID_MAX = 56 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct convert_exercise *convert_begin(struct json list, struct convert_pack *pack)
{
    size_t count = json_count(list);
    if (json_type(list) != JSON_ARRAY) {
        json_error(list, "is not a list; the exercises of %s are needed: [ ... ]", pack->format);
        return NULL;
    }
    if (count == 0 || count > CONVERT_MAX_ITEMS) {
        json_error(list, "holds %zu exercises; 1 to %d are allowed", count, CONVERT_MAX_ITEMS);
        return NULL;
    }
    pack->exercises = ARENA_ARRAY(pack->arena, struct convert_exercise, count);
    return pack->exercises;
}

void convert_add_word(struct convert_words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return;
    if (*word && words->count < CONVERT_MAX_WORDS)
        words->items[words->count++] = word;
}

struct meaning {
    const char *theirs, *ours; /* found anywhere in the word; "" when it needs no word of ours */
};

static const struct meaning muscles[] = {
    {"abdom", "core"},
    {"abs", "core"},
    {"obliqu", "core"},
    {"serratus", "core"},
    {"abductor", "hips"},
    {"adductor", "thighs"},
    {"biceps femoris", "thighs"},
    {"hamstring", "thighs"},
    {"quad", "thighs"},
    {"biceps", "arms"},
    {"brachi", "arms"},
    {"forearm", "arms"},
    {"triceps", "arms"},
    {"arms", "arms"},
    {"cal", "legs"},
    {"soleus", "legs"},
    {"gastrocnemius", "legs"},
    {"legs", "legs"},
    {"chest", "chest"},
    {"pectoral", "chest"},
    {"glut", "buttocks"},
    {"latissimus", "upper-back"},
    {"lats", "upper-back"},
    {"middle back", "upper-back"},
    {"trap", "upper-back"},
    {"lower back", "lower-back"},
    {"erector", "lower-back"},
    {"back", "upper-back"},
    {"neck", "neck"},
    {"shoulder", "shoulders"},
    {"delt", "shoulders"},
    {"cardio", "whole-body"},
};

static const struct meaning things[] = {
    {"body only", ""},
    {"none", ""},
    {"other", ""},
    {"mat", "mat"},
    {"band", "elastic-band"},
    {"foam roll", "foam-roller"},
    {"exercise ball", "exercise-ball"},
    {"swiss ball", "exercise-ball"},
    {"kettlebell", "kettlebell"},
    {"dumbbell", "dumbbell"},
};

/* NULL when the word is not known. */
static const char *meaning_of(const char *word, const struct meaning *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (convert_has_words(word, list[i].theirs))
            return list[i].ours;
    return NULL;
}

void convert_add_muscle(struct convert_exercise *exercise, const char *muscle)
{
    const char *region = meaning_of(muscle, muscles, COUNT(muscles));
    if (region)
        convert_add_word(&exercise->regions, region);
}

void convert_add_equipment(struct arena *arena, struct convert_exercise *exercise,
                           const char *equipment)
{
    const char *ours = meaning_of(equipment, things, COUNT(things));
    convert_add_word(&exercise->equipment, ours ? ours : convert_id(arena, equipment, ID_MAX));
}

static const struct {
    const char *words;
    enum position position;
} signs[] = {
    {"all fours", POSITION_ALL_FOURS},
    {"hands and knees", POSITION_ALL_FOURS},
    {"face down", POSITION_PRONE},
    {"facing down", POSITION_PRONE},
    {"your stomach", POSITION_PRONE},
    {"prone", POSITION_PRONE},
    {"push-up position", POSITION_PRONE},
    {"on your back", POSITION_SUPINE},
    {"supine", POSITION_SUPINE},
    {"lie back", POSITION_SUPINE},
    {"lie flat", POSITION_SUPINE},
    {"lie down", POSITION_SUPINE},
    {"lying", POSITION_SUPINE},
    {"kneel", POSITION_KNEELING},
    {"on your knees", POSITION_KNEELING},
    {"sit on the floor", POSITION_SITTING},
    {"sit on the ground", POSITION_SITTING},
    {"sit down on the floor", POSITION_SITTING},
    {"seated on the floor", POSITION_SITTING},
    {"seat on the floor", POSITION_SITTING},
    {"sit on a", POSITION_CHAIR},
    {"sit down", POSITION_CHAIR},
    {"sit upright", POSITION_CHAIR},
    {"seated", POSITION_CHAIR},
    {"chair", POSITION_CHAIR},
    {"stand", POSITION_STANDING},
};

/* Whatever is said first is where the exercise begins; of two signs at one place the longer. */
static bool find_position(const char *text, enum position *position)
{
    const char *first = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(signs); i++) {
        const char *at = strcasestr(text, signs[i].words);
        size_t length = strlen(signs[i].words);
        if (!at || (first && (at > first || (at == first && length <= longest))))
            continue;
        first = at;
        longest = length;
        *position = signs[i].position;
    }
    return first != NULL;
}

static void guess_position(struct convert_exercise *exercise)
{
    exercise->position = POSITION_STANDING;
    exercise->position_found = false;
    for (size_t i = 0; i < exercise->step_count && !exercise->position_found; i++)
        exercise->position_found = find_position(exercise->steps[i].text, &exercise->position);
    if (!exercise->position_found)
        exercise->position_found = find_position(exercise->name, &exercise->position);
}

static void guess_sides(struct convert_exercise *exercise)
{
    static const char *const each[] = {"other side",  "opposite side", "other leg",   "other arm",
                                       "switch legs", "switch sides",  "opposite leg"};
    for (size_t i = 0; i < exercise->step_count; i++) {
        if (convert_has_words(exercise->steps[i].text, "alternat"))
            exercise->sides = SIDES_ALTERNATE;
        for (size_t k = 0; exercise->sides == SIDES_NONE && k < COUNT(each); k++)
            if (convert_has_words(exercise->steps[i].text, each[k]))
                exercise->sides = SIDES_EACH;
    }
}

/* Everything up to "this is your starting position" gets into place. */
static size_t setup_steps(const struct convert_exercise *exercise, size_t moves)
{
    static const char *const begin[] = {"lie ",   "sit ", "stand ", "kneel ",   "start ",
                                        "begin ", "get ", "place ", "position "};
    for (size_t i = 0; i + 1 < moves; i++)
        if (convert_has_words(exercise->steps[i].text, "starting position"))
            return i + 1;
    for (size_t i = 0; moves > 1 && i < COUNT(begin); i++)
        if (strncasecmp(exercise->steps[0].text, begin[i], strlen(begin[i])) == 0)
            return 1;
    return 0;
}

static bool is_remark(const char *text)
{
    static const char *const heads[] = {"caution", "note:", "tip:", "warning", "variation"};
    for (size_t i = 0; i < COUNT(heads); i++)
        if (strncasecmp(text, heads[i], strlen(heads[i])) == 0)
            return true;
    return false;
}

static size_t add_steps(struct arena *arena, struct convert_exercise *exercise,
                        struct string_list lines, enum step_role role)
{
    size_t room = CONVERT_MAX_STEPS - exercise->step_count;
    if (room == 0 || lines.count == 0)
        return 0;
    struct string_list steps = convert_steps(arena, lines, room, TEXT_MAX);
    for (size_t i = 0; i < steps.count; i++)
        exercise->steps[exercise->step_count++] =
            (struct instruction){.role = role, .text = steps.items[i]};
    return steps.count;
}

bool convert_texts(struct json place, struct convert_pack *pack, struct convert_exercise *exercise,
                   struct string_list lines, struct string_list cues)
{
    exercise->step_count = 0;
    size_t moves = add_steps(pack->arena, exercise, lines, ROLE_MOVE);
    if (moves == 0) {
        json_warn(place, "has no instructions; the exercise is left out");
        return false;
    }
    size_t setup = setup_steps(exercise, moves);
    for (size_t i = 0; i < setup; i++)
        exercise->steps[i].role = ROLE_SETUP;
    for (size_t i = setup + 1; i < moves; i++)
        if (is_remark(exercise->steps[i].text))
            exercise->steps[i].role = ROLE_CUE;
    add_steps(pack->arena, exercise, cues, ROLE_CUE);
    guess_position(exercise);
    guess_sides(exercise);
    return true;
}

static int compare_exercises(const void *a, const void *b)
{
    const struct convert_exercise *left = *(struct convert_exercise *const *)a;
    const struct convert_exercise *right = *(struct convert_exercise *const *)b;
    int order = strcmp(left->id, right->id);
    return order ? order : (left > right) - (left < right);
}

/* Those that share an id get their number behind it until none is left; a number may make it one
 * that another has by itself. */
static bool number_equal_ids(struct convert_pack *pack, struct convert_exercise **sorted)
{
    bool equal = false;
    qsort(sorted, pack->count, sizeof(struct convert_exercise *), compare_exercises);
    const char *former = "";
    int number = 1;
    for (size_t i = 0; i < pack->count; i++) {
        if (strcmp(sorted[i]->id, former) != 0) {
            former = sorted[i]->id;
            number = 1;
            continue;
        }
        equal = true;
        sorted[i]->id = arena_printf(pack->arena, "%.*s-%d", ID_MAX, former, ++number);
    }
    return equal;
}

void convert_name_ids(struct convert_pack *pack)
{
    struct arena scratch = {0};
    struct convert_exercise **sorted =
        ARENA_ARRAY(&scratch, struct convert_exercise *, pack->count);
    for (size_t i = 0; i < pack->count; i++) {
        struct convert_exercise *exercise = sorted[i] = &pack->exercises[i];
        exercise->id = convert_id(pack->arena, exercise->name, ID_MAX - 8);
        if (!*exercise->id)
            exercise->id = arena_printf(pack->arena, "exercise-%zu", i + 1);
    }
    for (int round = 0; round < 20 && number_equal_ids(pack, sorted); round++)
        continue;
    arena_free(&scratch);
}
