#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "config/hours.h"
#include "content/content.h"
#include "store/store.h"

/* What the counts of store/store.h say about some days. Days are numbers as 20251203. */

enum usage_unit { USAGE_DAYS, USAGE_WEEKS /* from Monday */, USAGE_MONTHS };

/* The last `count` of them: the one of today is one. */
struct usage_span {
    enum usage_unit unit;
    int count;
};

struct usage_period {
    int first, last; /* days */
    long long visits;
    bool open; /* it is not over yet */
    bool none; /* there was nothing to count: it was closed, or nothing had been counted before */
};

/* How it felt afterwards. A few answers may be told by who was there: fewer than these are not
 * shown to anybody, nor written. Nor can they be found by taking one table from another: the
 * answers of a routine come in parcels, each of whole days, begun when the one before is full and
 * on the first of January, and full with these answers and the end of its last day. A table tells
 * the parcels whose days it has, all of each; what two tables differ by is then parcels again. */
enum { USAGE_ANSWERS_LEAST = 5 };

struct usage_answers {
    long long better, same, worse;
    bool withheld; /* there are more, in parcels that are not told */
};

struct usage_parcel {
    const char *id; /* of the routine */
    int first, last;
    struct usage_answers answers;
};

/* The full ones that a table from day `first` to `last` tells, by their last day. In `arena`. False
 * when the counts could not be read. */
bool usage_parcels(struct store *store, int first, int last, struct arena *arena,
                   struct usage_parcel **parcels, size_t *count);

/* The answer that a count is of, among these; NULL: it is none. */
long long *usage_answer(struct usage_answers *answers, enum store_kind kind);

/* Where a routine was left, or hurt. */
struct usage_step {
    const char *exercise; /* id */
    long long left, hurts;
};

struct usage_routine {
    const char *id; /* of a routine, or of an activity */
    long long started, finished, hurts;
    long long left; /* early */
    struct usage_answers answers;
    struct usage_step *steps; /* in which anybody left, or was hurt */
    int step_count;
};

/* The histogram is of all days, and shown once there are so many visits in it: those of the first
 * days would tell at what time somebody came. */
enum { USAGE_HOURS_LEAST = 20 };

/* Zeroed: nothing is known. Release with usage_free. */
struct usage {
    struct arena arena; /* of the ids */
    bool known;
    enum usage_unit unit;
    struct usage_period *periods;
    int period_count;
    long long visits, started, finished, hurts;
    struct usage_routine *routines; /* the most started first */
    int routine_count;
    long long hours[STORE_HOURS]; /* all 0 while they are too few */
};

/* `now`: seconds since 1970. `hours`: when it is closed; NULL: never. False, and `known` not set,
 * when the counts could not be read. */
bool usage_read(struct usage *usage, struct store *store, struct usage_span span,
                const struct hours *hours, int64_t now);
void usage_free(struct usage *usage);

/* The day (as wall_day has it) so many days later or, negative, before; what day of the week it is,
 * 0 Monday. */
int usage_day_after(int day, int days);
int usage_weekday(int day);

bool usage_answers_shown(const struct usage_answers *answers);

/* The hour in which most came; -1 while they are too few. */
int usage_busiest(const struct usage *usage);

/* What is counted under this id, hidden or not; NULL: it is gone. `content` may be NULL. */
const char *usage_known_name(const struct content *content, const char *id);

/* The same, or the id. */
const char *usage_name(const struct content *content, const char *id);

/* As JSON; keys stay as they are in later versions. */
void usage_json(const struct usage *usage, const struct content *content, FILE *out);

/* As a table for spreadsheets, from day `first` to `last`: RFC 4180 (commas, CRLF, quotes where
 * needed), UTF-8. It begins with a byte order mark: without one, Excel takes the letters of names
 * for those of the machine's old code page. A row for each day with its visits, then one for each
 * routine that was used on it; no row holds an hour. Cells are empty where there is nothing to say;
 * answers stand on the last day of their parcel. False when the counts could not be read. */
bool usage_csv(struct store *store, const struct content *content, int first, int last, FILE *out);

/* As `first` and `last` of usage_csv: all that is kept. */
enum { USAGE_FIRST_DAY = 0, USAGE_LAST_DAY = 99991231 };

/* That as one text, to be freed; NULL when the counts could not be read. */
char *usage_csv_text(struct store *store, const struct content *content);
