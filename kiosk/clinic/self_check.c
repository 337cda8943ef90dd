#include "clinic/self_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/kept.h"

#define CHECK_FILE "check"

/* One that an older kiosk kept has a single time for all. */
static void read_times(struct self_check *check, const char *text)
{
    const char *at = strstr(text, "parts");
    at = at ? at + strlen("parts") : NULL;
    for (int i = 0; i < CHECK_PARTS; i++) {
        char *end = NULL;
        check->part_at[i] = at ? strtoll(at, &end, 10) : check->at;
        if (check->result[i] == CHECK_OPEN || check->part_at[i] < 0)
            check->part_at[i] = 0;
        at = end;
    }
}

struct self_check self_check_read(void)
{
    struct self_check check = {0};
    char text[512], results[CHECK_PARTS + 1], squares[CHECK_SQUARES + 1];
    long long at;
    if (kept_read(CHECK_FILE, text, sizeof text) <= 0 ||
        sscanf(text, "at %lld took %d results %6s squares %144s", &at, &check.took_s, results,
               squares) != 4 ||
        strlen(results) != CHECK_PARTS || strlen(squares) != CHECK_SQUARES)
        return (struct self_check){0};
    check.at = at;
    for (int i = 0; i < CHECK_PARTS; i++)
        if (results[i] >= '0' && results[i] <= '0' + CHECK_LEFT_OUT)
            check.result[i] = (enum check_result)(results[i] - '0');
    for (int i = 0; i < CHECK_SQUARES; i++)
        check.white[i] = squares[i] == '1';
    read_times(&check, text);
    return check;
}

bool self_check_keep(const struct self_check *check)
{
    char text[512], results[CHECK_PARTS + 1] = "", squares[CHECK_SQUARES + 1] = "";
    for (int i = 0; i < CHECK_PARTS; i++)
        results[i] = (char)('0' + (int)check->result[i]);
    for (int i = 0; i < CHECK_SQUARES; i++)
        squares[i] = check->white[i] ? '1' : '0';
    int length = snprintf(text, sizeof text, "at %lld\ntook %d\nresults %s\nsquares %s\n",
                          (long long)check->at, check->took_s, results, squares);
    length += snprintf(text + length, sizeof text - (size_t)length, "parts");
    for (int i = 0; i < CHECK_PARTS; i++)
        length += snprintf(text + length, sizeof text - (size_t)length, " %lld",
                           (long long)check->part_at[i]);
    length += snprintf(text + length, sizeof text - (size_t)length, "\n");
    return kept_write(CHECK_FILE, text, (size_t)length);
}

int self_check_failed(const struct self_check *check)
{
    int count = 0;
    for (int i = 0; i < CHECK_PARTS; i++)
        count += check->result[i] == CHECK_FAILED;
    return count;
}

int self_check_open(const struct self_check *check)
{
    int count = 0;
    for (int i = 0; i < CHECK_PARTS; i++)
        count += check->result[i] == CHECK_OPEN;
    return count;
}

unsigned self_check_devices(const struct self_check *check, enum check_result result)
{
    unsigned parts = 0;
    for (int i = 0; i < CHECK_PARTS; i++)
        if (check->result[i] == result)
            parts |= 1u << i;
    return parts & CHECK_DEVICES;
}

int64_t self_check_devices_at(const struct self_check *check)
{
    int64_t earliest = INT64_MAX;
    for (int i = 0; i < CHECK_PARTS; i++)
        if (CHECK_DEVICES & 1 << i && check->part_at[i] < earliest)
            earliest = check->part_at[i];
    return earliest;
}

int self_check_white(const struct self_check *check)
{
    int count = 0;
    for (int i = 0; i < CHECK_SQUARES; i++)
        count += check->white[i];
    return count;
}
