#include "cli/library.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/assembly.h"
#include "cli/paths.h"

static bool find_library(char *file, size_t size, const char *library)
{
    char installed[256];
    snprintf(installed, sizeof installed, "../lib/physio-kiosk/%s", library);
    return (paths_beside(file, size, library) && access(file, R_OK) == 0) ||
           paths_beside(file, size, installed);
}

void (*library_open(const char *library, const char *name))(void)
{
    char file[ASSEMBLY_PATH];
    bool found = find_library(file, sizeof file, library);
    void *opened = found ? dlopen(file, RTLD_NOW | RTLD_LOCAL) : NULL;
    void *symbol = opened ? dlsym(opened, name) : NULL;
    if (!symbol)
        log_error("library", "file=%s text=%s", library,
                  found ? dlerror() : "the program has no folder");
    void (*function)(void);
    memcpy(&function, &symbol, sizeof function); /* C has no other way from the one to the other */
    return function;
}
