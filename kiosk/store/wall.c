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
