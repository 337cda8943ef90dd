#include "ui/fit.h"

int fit_first(int count, fit_fn *fits, void *what)
{
    int candidate = 0;
    while (!fits(candidate, what) && candidate < count - 1)
        candidate++;
    return candidate;
}
