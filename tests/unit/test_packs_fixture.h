#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"
#include "packs/packs.h"

/* What the tests of packs share: three versions of a pack, and a folder to import them into. */

static char dir[512];
static struct fault_list faults;
static struct arena arena;

static inline const char *in_root(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder_root, name);
}

/* A pack all of whose files hold its version; each version has one file of its own. */
static inline void make_pack(const char *name, int version)
{
    folder_shell(
        "mkdir -p %s/exercises %s/images; for f in pack.json exercises/a.json exercises/b.json "
        "images/v%d.png; do echo 'version %d' >%s/$f; done",
        name, name, version, version, name);
}

static inline bool file_holds(const char *path, int version)
{
    char text[64] = "", wanted[64];
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    snprintf(wanted, sizeof wanted, "version %d\n", version);
    return strcmp(text, wanted) == 0;
}

/* 0 when there is none. A mix fails the test. */
static inline int version_of(const char *name)
{
    const char *pack = arena_printf(&arena, "%s/%s", dir, name);
    if (access(pack, F_OK) != 0)
        return 0;
    int version = 0;
    for (int v = 1; v <= 9; v++)
        if (file_holds(arena_printf(&arena, "%s/pack.json", pack), v))
            version = v;
    for (int v = 1; v <= 9; v++)
        assert_int_equal(access(arena_printf(&arena, "%s/images/v%d.png", pack, v), F_OK) == 0,
                         v == version);
    assert_true(file_holds(arena_printf(&arena, "%s/exercises/a.json", pack), version));
    assert_true(file_holds(arena_printf(&arena, "%s/exercises/b.json", pack), version));
    return version;
}

static inline bool is_there(const char *name)
{
    return access(arena_printf(&arena, "%s/%s", dir, name), F_OK) == 0;
}

static inline void expect_tidy(void)
{
    assert_false(is_there(".staging"));
    assert_false(is_there(".trash"));
    assert_false(is_there(".next-clinic"));
}

static inline int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    snprintf(dir, sizeof dir, "%s/state/packs", folder_root);
    make_pack("one", 1);
    make_pack("two", 2);
    make_pack("three", 3);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    fault_list_free(&faults);
    arena_free(&arena);
    return folder_remove();
}

static inline bool import(const char *path, const char *id)
{
    struct packs *packs = packs_open(dir, 0, &faults);
    bool good = packs && packs_stage(packs, path, &faults) && packs_install(packs, id, &faults);
    packs_close(packs);
    return good;
}

static inline bool go_back(const char *id)
{
    struct packs *packs = packs_open(dir, 0, &faults);
    bool good = packs && packs_go_back(packs, id, &faults);
    packs_close(packs);
    return good;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
