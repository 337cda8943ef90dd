// links: cli
/* Between frames that are drawn as a whole only figure and ring are drawn again: what is seen is
 * the same as if all of it were, each frame, and what may come later comes within a tenth of a
 * second.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/app_internal.h"
#include "harness.h"
#include "screens/screen.h"

/* Two kiosks with the same clock. To the second somebody listens, who gets all of every frame. */
struct pair {
    struct harness moves, whole;
    int frames, moved; /* of the first: all, and those in which only that was drawn */
    ms_t unlike_since; /* 0: they look the same */
};

static void open_pair(struct pair *pair, const char *spec, int width, int height)
{
    struct harness_options options = {.width = width, .height = height};
    struct harness *both[] = {&pair->moves, &pair->whole};
    memset(pair, 0, sizeof *pair);
    for (int i = 0; i < 2; i++) {
        harness_open(both[i], &options);
        app_read_aloud(both[i]->assembly.app, i == 1);
        harness_show(both[i], spec);
        app_leave_alone(both[i]->assembly.app);
        harness_settle(both[i]);
    }
}

static void close_pair(struct pair *pair)
{
    harness_close(&pair->moves);
    harness_close(&pair->whole);
}

static bool is_figure(const struct draw_command *command)
{
    return command->kind == DRAW_IMAGE && command->image.ref.kind == IMAGE_FIGURE;
}

static bool always_moves(const struct draw_command *command)
{
    return command->kind == DRAW_RING || is_figure(command);
}

/* Each kiosk has its own copy of the clips: what a hash says of them is not alike. */
static bool alike(const struct draw_command *a, const struct draw_command *b)
{
    if (!is_figure(a) || !is_figure(b))
        return a->hash == b->hash;
    const struct image_ref *one = &a->image.ref, *other = &b->image.ref;
    return one->frame == other->frame && one->mirrored == other->mirrored &&
           memcmp(&a->rect, &b->rect, sizeof a->rect) == 0;
}

/* Figure, ring and number are right in every frame; the rest is for long enough. */
static void compare(struct pair *pair)
{
    const struct draw_list *a = pair->moves.frame->list, *b = pair->whole.frame->list;
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        if (alike(&a->commands[i], &b->commands[i]))
            continue;
        same = false;
        if (a->count == b->count && always_moves(&b->commands[i]))
            fail_msg("at %lld ms: command %zu is not of this moment", (long long)pair->moves.now,
                     i);
    }
    ms_t now = pair->moves.now;
    if (same)
        pair->unlike_since = 0;
    else if (pair->unlike_since == 0)
        pair->unlike_since = now;
    else if (now - pair->unlike_since > SCREEN_MOVES_MS)
        fail_msg("at %lld ms: other than a whole frame for too long", (long long)now);
    assert_int_equal(app_hit_count(pair->moves.assembly.app),
                     app_hit_count(pair->whole.assembly.app));
}

static const struct draw_command *number_of(const struct harness *h)
{
    const struct draw_list *list = h->frame->list;
    for (size_t i = 1; i < list->count; i++)
        if (list->commands[i].kind == DRAW_TEXT && list->commands[i - 1].kind == DRAW_RING)
            return &list->commands[i];
    return NULL;
}

static void step(struct pair *pair)
{
    ms_t before = pair->moves.assembly.app->whole_until;
    harness_step(&pair->moves, NULL, 0);
    harness_step(&pair->whole, NULL, 0);
    compare(pair);
    const struct draw_command *a = number_of(&pair->moves), *b = number_of(&pair->whole);
    assert_int_equal(a != NULL, b != NULL);
    if (a)
        assert_string_equal(a->text.text, b->text.text);
    pair->frames++;
    pair->moved += before != 0 && before == pair->moves.assembly.app->whole_until;
}

static void play(const char *spec, int width, int height, int seconds)
{
    struct pair pair;
    open_pair(&pair, spec, width, height);
    for (int i = 0; i < seconds * 60; i++)
        step(&pair);
    print_message("%s: %d of %d frames\n", spec, pair.moved, pair.frames);
    assert_in_range(pair.moved * 100 / pair.frames, 70, 100);
    close_pair(&pair);
}

static void test_moves_are_as_whole_frames(void **state)
{
    (void)state;
    play("player:lower-back-relief:1", 1920, 1080, 50);
    play("player:lower-back-relief:6", 1080, 1920, 30);
    play("player:ease-sciatic-pain:4", 800, 480, 40);
}

/* Between two whole frames. */
static void open_under_way(struct pair *pair)
{
    open_pair(pair, "player:lower-back-relief:1", 1920, 1080);
    for (int i = 0; i < 601; i++)
        step(pair);
}

/* A touch is answered in the frame that has it. */
static void test_touch_is_seen_at_once(void **state)
{
    (void)state;
    struct pair pair;
    open_under_way(&pair);
    struct rect hurts = harness_rect(&pair.moves, "hurts");
    harness_down(&pair.moves, FINGER, hurts.x + hurts.w / 2, hurts.y + hurts.h / 2);
    harness_down(&pair.whole, FINGER, hurts.x + hurts.w / 2, hurts.y + hurts.h / 2);
    const struct draw_list *a = pair.moves.frame->list, *b = pair.whole.frame->list;
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        assert_true(alike(&a->commands[i], &b->commands[i]));
    close_pair(&pair);
}

/* Nothing of content that is gone is drawn again. */
static void test_other_content_is_drawn_whole(void **state)
{
    (void)state;
    struct pair pair;
    open_under_way(&pair);
    app_set_language(pair.moves.assembly.app, 1);
    app_set_language(pair.whole.assembly.app, 1);
    step(&pair);
    assert_int_equal(pair.unlike_since, 0);
    close_pair(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves_are_as_whole_frames),
        cmocka_unit_test(test_touch_is_seen_at_once),
        cmocka_unit_test(test_other_content_is_drawn_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
