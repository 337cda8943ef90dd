// links: base
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/color.h"
#include "base/fault.h"
#include "base/geometry.h"
#include "base/log.h"
#include "base/memo.h"
#include "base/ms.h"
#include "base/table.h"
#include "base/thread.h"
#include "base/utf8.h"

/* ---- table ---- */

struct thing {
    int number;
    struct table_node node;
    struct use_node use;
};

/* Hashes that meet in one slot, and some that are equal, in a table of four slots. */
static void test_a_table_finds_all_of_a_hash_newest_first(void **state)
{
    (void)state;
    struct table_node *slots[4] = {NULL};
    struct table table = {slots, 3};
    struct thing things[12];
    for (int i = 0; i < 12; i++) {
        things[i].number = i;
        table_add(&table, &things[i].node, (uint64_t)(i % 6));
    }
    for (int round = 0; round < 2; round++) { /* then without the newer half */
        for (int i = 0; i < 6; i++) {
            struct table_node *node = table_first(&table, (uint64_t)i);
            if (round == 0) {
                assert_int_equal(TABLE_OWNER(node, struct thing, node)->number, i + 6);
                node = table_next(node);
            }
            assert_int_equal(TABLE_OWNER(node, struct thing, node)->number, i);
            assert_null(table_next(node));
        }
        for (int i = 6; round == 0 && i < 12; i++)
            table_remove(&table, &things[i].node);
    }
    table_add_behind(&things[2].node, &things[8].node);
    assert_ptr_equal(table_first(&table, 2), &things[2].node);
    assert_ptr_equal(table_next(&things[2].node), &things[8].node);
    assert_null(table_first(&table, 10));
    assert_int_equal(table_slots(0), 16);
    assert_int_equal(table_slots(9), 32);
}

static void test_the_order_of_use_is_kept(void **state)
{
    (void)state;
    struct use_order order = {0};
    struct thing things[3];
    for (int i = 0; i < 3; i++)
        use_add(&order, &things[i].use);
    use_again(&order, &things[0].use);
    use_again(&order, &things[0].use);
    use_again(&order, &things[1].use);
    assert_ptr_equal(order.oldest, &things[2].use);
    assert_ptr_equal(order.oldest->newer, &things[0].use);
    assert_ptr_equal(order.newest, &things[1].use);
    use_remove(&order, &things[0].use);
    assert_ptr_equal(order.newest->older, &things[2].use);
    use_remove(&order, &things[2].use);
    use_remove(&order, &things[1].use);
    assert_null(order.newest);
    assert_null(order.oldest);
}

/* ---- arena ---- */

static void test_arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena arena = {.block_size = 256};
    for (size_t size = 1; size < 2000; size += 37) {
        unsigned char *p = arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xFF, size);
    }
    arena_free(&arena);
    assert_null(arena.first);
}

static void test_arena_reuses_its_blocks(void **state)
{
    (void)state;
    struct arena arena = {.block_size = 1024};
    void *first = arena_alloc(&arena, 100);
    memset(first, 0xFF, 100);
    for (int i = 0; i < 100; i++)
        arena_alloc(&arena, 100);
    arena_reset(&arena);
    unsigned char *again = arena_alloc(&arena, 100);
    assert_ptr_equal(again, first);
    for (int i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    arena_free(&arena);
}

static void test_arena_copies_strings(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(arena_strdup(&arena, "hold"), "hold");
    assert_string_equal(arena_strndup(&arena, "hold", 2), "ho");
    assert_string_equal(arena_strndup(&arena, "hold", 99), "hold");
    assert_string_equal(arena_printf(&arena, "%d of %s", 4, "ten"), "4 of ten");
    char *large = arena_printf(&arena, "%*s", 100000, "x");
    assert_int_equal(strlen(large), 100000);
    arena_free(&arena);
}

/* ---- geometry ---- */

static void test_rect_intersect(void **state)
{
    (void)state;
    struct rect a = {0, 0, 10, 10};
    assert_true(
        rect_equal(rect_intersect(a, (struct rect){5, 6, 10, 10}), (struct rect){5, 6, 5, 4}));
    assert_true(rect_empty(rect_intersect(a, (struct rect){10, 0, 5, 5})));
    assert_true(rect_empty(rect_intersect(a, (struct rect){-9, -9, 5, 5})));
}

static void test_rect_union(void **state)
{
    (void)state;
    struct rect a = {0, 0, 10, 10};
    assert_true(
        rect_equal(rect_union(a, (struct rect){20, 5, 1, 10}), (struct rect){0, 0, 21, 15}));
    assert_true(rect_equal(rect_union(a, (struct rect){50, 50, 0, 3}), a));
    assert_true(rect_equal(rect_union((struct rect){0}, a), a));
}

static void test_rect_cuts(void **state)
{
    (void)state;
    struct rect rest = {0, 0, 100, 50};
    assert_true(rect_equal(rect_cut_top(&rest, 10, 5), (struct rect){0, 0, 100, 10}));
    assert_true(rect_equal(rest, (struct rect){0, 15, 100, 35}));
    assert_true(rect_equal(rect_cut_bottom(&rest, 10, 5), (struct rect){0, 40, 100, 10}));
    assert_true(rect_equal(rest, (struct rect){0, 15, 100, 20}));
    assert_true(rect_equal(rect_cut_left(&rest, 30, 2), (struct rect){0, 15, 30, 20}));
    assert_true(rect_equal(rect_cut_right(&rest, 30, 2), (struct rect){70, 15, 30, 20}));
    assert_true(rect_equal(rest, (struct rect){32, 15, 36, 20}));
    struct rect all = rect_cut_left(&rest, 1000, 10);
    assert_true(rect_equal(all, (struct rect){32, 15, 36, 20}));
    assert_true(rect_empty(rest));
}

static void test_rect_shapes(void **state)
{
    (void)state;
    struct rect r = {10, 10, 20, 20};
    assert_true(rect_equal(rect_inset(r, 3), (struct rect){13, 13, 14, 14}));
    assert_true(rect_equal(rect_inset(r, -3), (struct rect){7, 7, 26, 26}));
    assert_true(rect_equal(rect_centered(r, 10, 4), (struct rect){15, 18, 10, 4}));
    assert_true(rect_contains(r, 10, 29));
    assert_false(rect_contains(r, 10, 30));
}

/* ---- colour ---- */

static void test_a_number_is_kept_in_its_range(void **state)
{
    (void)state;
    assert_int_equal(int_clamp(0, 1, 3), 1);
    assert_int_equal(int_clamp(2, 1, 3), 2);
    assert_int_equal(int_clamp(9, 1, 3), 3);
    assert_int_equal(int_clamp(5, 0, -2), 0); /* there is no such range */
}

static void test_a_countdown_shows_one_until_its_last_second_is_over(void **state)
{
    (void)state;
    assert_int_equal(ms_seconds_left(3000), 3);
    assert_int_equal(ms_seconds_left(2001), 3);
    assert_int_equal(ms_seconds_left(1), 1);
    assert_int_equal(ms_seconds_left(0), 0);
    assert_int_equal(ms_seconds_left(-5000), 0);
}

static void test_color(void **state)
{
    (void)state;
    assert_int_equal(color_fade(0xFF123456, 128), 0x80123456);
    assert_int_equal(color_fade(0xFF123456, 0), 0x00123456);
}

/* ---- utf8 ---- */

static void test_utf8_next(void **state)
{
    (void)state;
    const char *s = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    assert_int_equal(utf8_next(&s), 'a');
    assert_int_equal(utf8_next(&s), 0xE9);
    assert_int_equal(utf8_next(&s), 0x20AC);
    assert_int_equal(utf8_next(&s), 0x1F600);
    assert_int_equal(utf8_next(&s), 0);
    assert_int_equal(utf8_next(&s), 0);
}

static void test_utf8_refuses(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",             /* a continuation alone */
        "\xC0\xAF",         /* overlong */
        "\xE0\x80\x80",     /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xF4\x90\x80\x80", /* past U+10FFFF */
        "\xFF",
        "\xE2\x82", /* cut off */
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(utf8_valid(wrong[i], strlen(wrong[i])));
        const char *s = wrong[i];
        size_t left = strlen(s);
        assert_int_equal(utf8_next(&s), 0xFFFD);
        while (utf8_next(&s))
            assert_true(left-- > 0);
    }
    assert_int_equal(utf8_invalid_at("ab\xFF", 3), 2);
    assert_int_equal(utf8_invalid_at("abc", 3), 3);
    assert_true(utf8_valid("\xF4\x8F\xBF\xBF", 4));
}

/* ---- threads ---- */

struct thread_seen {
    sigset_t blocked;
    char name[16];
    int nice;
};

static void *look_at_thread(void *context)
{
    struct thread_seen *seen = context;
    pthread_sigmask(SIG_SETMASK, NULL, &seen->blocked);
    pthread_getname_np(pthread_self(), seen->name, sizeof seen->name);
    seen->nice = getpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid));
    return NULL;
}

static void test_a_thread_hears_no_signals_and_is_nicer_by_itself(void **state)
{
    (void)state;
    struct thread_seen seen = {0};
    pthread_t thread;
    sigset_t own;
    int nice = getpriority(PRIO_PROCESS, 0);
    assert_true(thread_start(&thread, "worker", nice + 1, look_at_thread, &seen));
    pthread_join(thread, NULL);
    assert_true(sigismember(&seen.blocked, SIGTERM) && sigismember(&seen.blocked, SIGINT));
    assert_string_equal(seen.name, "worker");
    assert_int_equal(seen.nice, nice + 1);
    pthread_sigmask(SIG_SETMASK, NULL, &own);
    assert_false(sigismember(&own, SIGTERM));
    assert_int_equal(getpriority(PRIO_PROCESS, 0), nice);
}

/* ---- faults ---- */

static void test_faults_keep_their_words(void **state)
{
    (void)state;
    struct fault_list list = {0};
    char message[] = "must be 20 to 60";
    fault_add(&list, FAULT_ERROR, "a.json", 3, 14, "$.dose.hold_s", "%s", message);
    fault_add(&list, FAULT_WARNING, "b.json", 0, 0, "$", "no %s", "translation");
    memset(message, 'x', sizeof message - 1);
    assert_int_equal(list.errors, 1);
    assert_int_equal(list.warnings, 1);

    char text[256] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    for (const struct fault *f = list.first; f; f = f->next)
        fault_print(f, out);
    fclose(out);
    assert_non_null(strstr(text, "a.json:3:14: $.dose.hold_s: must be 20 to 60\n"));
    assert_non_null(strstr(text, "b.json:1:1: $: warning: no translation\n"));
    fault_list_free(&list);
}

/* What the system says is known by its number, wherever the fault goes: texts may say anything. */
static void test_faults_of_the_system_keep_their_errno(void **state)
{
    (void)state;
    struct fault_list list = {0}, copies = {0};
    fault_add(&list, FAULT_ERROR, "a.json", 3, 14, "$.name", "\"%s\" is odd", strerror(EIO));
    fault_add_system(&list, "b.json", "cannot be read", ENOSPC)->spares_item = true;
    assert_string_equal(list.last->message, "cannot be read: No space left on device");
    assert_true(fault_list_has_errno(&list, ENOSPC));
    assert_false(fault_list_has_errno(&list, EIO));
    fault_copy(&copies, list.last, "c.json");
    assert_string_equal(copies.first->file, "c.json");
    assert_true(copies.first->spares_item && fault_list_has_errno(&copies, ENOSPC));
    assert_int_equal(copies.errors, 1);
    fault_list_free(&list);
    fault_list_free(&copies);
}

/* What people wrote may hold anything; a fault is one line all the same. */
static void test_faults_are_one_line(void **state)
{
    (void)state;
    struct fault_list list = {0};
    fault_add(&list, FAULT_ERROR, "a\nb.json", 1, 2, "$[\"\x1b\"]", "\"a\r\nb\" \xFF \u202e\u00e9");
    char text[256] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    fault_print(list.first, out);
    fclose(out);
    assert_string_equal(text, "a\\u000ab.json:1:2: $[\"\\u001b\"]: \"a\\u000d\\u000ab\" "
                              "\uFFFD \\u202e\u00e9\n");
    fault_list_free(&list);
}

/* A message that does not fit is cut between characters. */
static void test_faults_are_cut_between_characters(void **state)
{
    (void)state;
    struct fault_list list = {0};
    char long_path[6000];
    for (size_t i = 0; i + 2 < sizeof long_path; i += 2)
        memcpy(long_path + i, "\u00e9", 3);
    fault_add(&list, FAULT_ERROR, "a", 1, 2, long_path, "x%s", long_path);
    assert_true(utf8_valid(list.first->path, strlen(list.first->path)));
    assert_true(utf8_valid(list.first->message, strlen(list.first->message)));
    fault_list_free(&list);
}

/* ---- log ---- */

static void test_a_memo_tells_what_was_kept_last(void **state)
{
    (void)state;
    static struct memo memo;
    int value = 7;
    assert_false(memo_find(&memo, 0, &value)); /* the hash of an empty place */
    assert_false(memo_find(&memo, 5, &value));
    assert_int_equal(value, 7);
    memo_keep(&memo, 5, 50);
    assert_true(memo_find(&memo, 5, &value));
    assert_int_equal(value, 50);
    memo_keep(&memo, 5 + MEMO_SIZE, 60); /* of the same place */
    assert_false(memo_find(&memo, 5, &value));
    assert_true(memo_find(&memo, 5 + MEMO_SIZE, &value));
    assert_int_equal(value, 60);
}

static void test_log_levels(void **state)
{
    (void)state;
    enum log_level level;
    assert_true(log_level_parse("warn", &level));
    assert_int_equal(level, LOG_LEVEL_WARN);
    assert_false(log_level_parse("loud", &level));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_finds_all_of_a_hash_newest_first),
        cmocka_unit_test(test_the_order_of_use_is_kept),
        cmocka_unit_test(test_arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(test_arena_reuses_its_blocks),
        cmocka_unit_test(test_arena_copies_strings),
        cmocka_unit_test(test_rect_intersect),
        cmocka_unit_test(test_rect_union),
        cmocka_unit_test(test_rect_cuts),
        cmocka_unit_test(test_rect_shapes),
        cmocka_unit_test(test_a_number_is_kept_in_its_range),
        cmocka_unit_test(test_a_countdown_shows_one_until_its_last_second_is_over),
        cmocka_unit_test(test_color),
        cmocka_unit_test(test_utf8_next),
        cmocka_unit_test(test_utf8_refuses),
        cmocka_unit_test(test_a_thread_hears_no_signals_and_is_nicer_by_itself),
        cmocka_unit_test(test_faults_keep_their_words),
        cmocka_unit_test(test_faults_of_the_system_keep_their_errno),
        cmocka_unit_test(test_faults_are_one_line),
        cmocka_unit_test(test_faults_are_cut_between_characters),
        cmocka_unit_test(test_a_memo_tells_what_was_kept_last),
        cmocka_unit_test(test_log_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
