// links: content figure json base folder
/* A pack is exchanged for another version while it is read. */
#include <dirent.h>
#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/content.h"
#include "folder.h"

static const char *deed; /* done when `wait` more folders have been opened */
static int wait = -1;

/* The loader lists the folders of a pack one after the other: between any two of them something
 * else may happen. */
DIR *fdopendir(int fd)
{
    DIR *(*real)(int) = (DIR * (*)(int)) dlsym(RTLD_NEXT, "fdopendir");
    if (wait-- == 0)
        folder_shell("%s", deed);
    return real(fd);
}

/* Each version says in every file which one it is. */
static int make_versions(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    for (int i = 1; i <= 2; i++)
        folder_shell("cp -r " SOURCE_DIR "/tests/bad_content/good v%d; cd v%d; mkdir -p lang;"
                     "sed -i 's/\"name\": *\"/&%d /' exercises/*.json routines/*.json",
                     i, i, i);
    folder_shell("cp -r v1 a; cp -r v2 b");
    return 0;
}

static int remove_versions(void **state)
{
    (void)state;
    return folder_remove();
}

/* Loads pack "a"; which version it is, as all of it says. */
static char version(void)
{
    struct fault_list faults = {0};
    const char *dir = folder_path("a");
    struct content *content = content_load(&dir, 1, &faults);
    assert_string_equal(folder_faults(&faults), "");
    assert_non_null(content);
    char one = content->routines[0]->name[0];
    assert_int_equal(content->exercise_count, 2);
    for (size_t i = 0; i < content->exercise_count; i++)
        assert_int_equal(content->exercises[i]->name[0], one);
    for (size_t i = 0; i < content->routine_count; i++)
        assert_int_equal(content->routines[i]->name[0], one);
    content_free(content);
    return one;
}

static void test_the_old_one_or_the_new_one_is_read_whole(void **state)
{
    (void)state;
    static const char *const deeds[] = {
        "mv a old; mv b a; rm -r old", /* as an import, and the next one */
        "rm a/pack.json; rm -r a/routines; rm -r a/exercises; rm -r a; mv b a" /* in place */
    };
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        for (int at = 0; at < 6; at++) {
            folder_shell("rm -rf a b old; cp -r v1 a; cp -r v2 b");
            deed = deeds[i];
            wait = at;
            char read = version();
            bool done = wait < 0;
            wait = -1;
            if (done)
                assert_int_equal(read, '2');
            assert_true(done || at > 2); /* it was opened so often at least */
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_old_one_or_the_new_one_is_read_whole,
                                        make_versions, remove_versions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
