#include "store/wall.h"

int64_t wall_now(void)
{
    return (int64_t)time(NULL);
}

struct tm wall_local(int64_t seconds)
{
    time_t time = (time_t)seconds;
    struct tm local = {0};
    localtime_r(&time, &local);
    return local;
}

int wall_date(const struct tm *date)
{
    return (date->tm_year + 1900) * 10000 + (date->tm_mon + 1) * 100 + date->tm_mday;
}

int wall_day(int64_t seconds)
{
    struct tm local = wall_local(seconds);
    return wall_date(&local);
}
