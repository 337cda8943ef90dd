#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What the self-check found, each part when it was last looked at; kept in the file `check` of the
 * state folder. */

enum check_part {
    CHECK_TOUCH,
    CHECK_SOUND,
    CHECK_COLOURS,
    CHECK_CLOCK,
    CHECK_CONTENT,
    CHECK_STORAGE,
    CHECK_PARTS
};

enum check_result { CHECK_OPEN, CHECK_FINE, CHECK_FAILED, CHECK_LEFT_OUT };

/* Squares of the touch check: of 30 mm on a 21.5" screen, in as many columns as it is wide. */
enum { CHECK_LONG = 16, CHECK_SHORT = 9, CHECK_SQUARES = CHECK_LONG * CHECK_SHORT };

struct self_check {
    int64_t at; /* seconds since 1970 when the last of it ended; 0: never */
    int took_s; /* all of it; 0: that was a single part */
    enum check_result result[CHECK_PARTS];
    int64_t part_at[CHECK_PARTS]; /* when that was found; 0: never */
    bool white[CHECK_SQUARES]; /* squares that did not answer: from the top left, row by row of 16
                                  (of 9 in portrait) */
};

struct self_check self_check_read(void);

/* False when it could not be kept. */
bool self_check_keep(const struct self_check *check);

int self_check_failed(const struct self_check *check);

/* Parts that nobody has looked at. */
int self_check_open(const struct self_check *check);

/* What patients touch, hear and see. A person has to judge it, so the last verdict stands until
 * somebody looks again; a bit a part. */
enum { CHECK_DEVICES = 1 << CHECK_TOUCH | 1 << CHECK_SOUND | 1 << CHECK_COLOURS };

/* Those of the devices of which this was found. */
unsigned self_check_devices(const struct self_check *check, enum check_result result);

/* When all of them were looked at, the earliest; 0: one never was. */
int64_t self_check_devices_at(const struct self_check *check);
int self_check_white(const struct self_check *check);
