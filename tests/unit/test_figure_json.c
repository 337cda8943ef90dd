// links: content figure json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "content/figure_json.h"
#include "figure/pose.h"

#define STAND                                                                                      \
    "\"stand\": {\"pelvis\": {\"at\": [0, 0.88, 0]},"                                              \
    " \"hands\": {\"at\": [0.24, 0.75, 0.03]},"                                                    \
    " \"feet\": {\"at\": [0.09, 0, 0], \"on\": 0, \"point\": [0, 0, 1]}}"
#define FIGURE(poses, more)                                                                        \
    "{\"camera\": {\"yaw\": 10, \"pitch\": 12}, \"poses\": {" STAND poses "}, " more "}"
#define LIFT ", \"lift\": {\"from\": \"stand\", \"left_foot\": {\"at\": [0.09, 0.4, 0.25]}}"
#define OUT "\"out\": [[\"stand\", 0], [\"lift\", 2]]"

struct reading {
    struct fault_list faults;
    struct arena arena;
    struct json_file *file;
    const struct figure_clip *clip;
    bool good;
};

static struct reading read_text(const char *text)
{
    struct reading r = {0};
    static struct fault_list faults;
    memset(&faults, 0, sizeof faults);
    r.file = json_parse("figure.json", text, strlen(text), &faults);
    assert_non_null(r.file);
    r.good = content_parse_figure(json_root(r.file), &r.arena, &r.clip);
    r.faults = faults;
    return r;
}

static void done(struct reading *r)
{
    json_free(r->file);
    arena_free(&r->arena);
    fault_list_free(&r->faults);
}

/* Exactly one fault, at this path, that says this. */
static void assert_fault(const char *text, const char *path, const char *says)
{
    struct reading r = read_text(text);
    assert_false(r.good);
    assert_null(r.clip);
    assert_int_equal(r.faults.errors, 1);
    assert_string_equal(r.faults.first->path, path);
    if (strstr(r.faults.first->message, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", r.faults.first->message, says);
    done(&r);
}

static void reads_two_arrows(void **state)
{
    (void)state;
    struct reading r = read_text(FIGURE(LIFT, OUT ", \"arrow\": [\"left-foot\", \"weight\"]"));
    assert_true(r.good);
    assert_int_equal(r.clip->arrow[0], ARROW_LEFT_FOOT);
    assert_int_equal(r.clip->arrow[1], ARROW_WEIGHT);
    done(&r);
    r = read_text(FIGURE(LIFT, OUT ", \"arrow\": [\"head\", \"pelvis\", \"weight\"]"));
    assert_false(r.good);
    done(&r);
    r = read_text(FIGURE(LIFT, OUT ", \"arrow\": \"elbow\""));
    assert_false(r.good);
    done(&r);
}

static void reads_a_movement(void **state)
{
    (void)state;
    struct reading r =
        read_text(FIGURE(LIFT, OUT ", \"side\": \"right\", \"arrow\": \"head\", \"feel\": "
                                   "[\"glute-right\"], \"props\": [{\"kind\": "
                                   "\"mat\"}]"));
    assert_true(r.good);
    assert_int_equal(r.faults.errors + r.faults.warnings, 0);
    assert_int_equal(r.clip->out.count, 2);
    assert_string_equal(r.clip->out.keys[1].pose->name, "lift");
    assert_true(figure_clip_out_s(r.clip) > 1.99 && figure_clip_out_s(r.clip) < 2.01);
    assert_int_equal(figure_clip_side(r.clip), FIGURE_RIGHT);
    assert_int_equal(r.clip->arrow[0], ARROW_HEAD);
    assert_int_equal(r.clip->arrow[1], ARROW_NONE);
    assert_int_equal(r.clip->feel[0].kind, ZONE_GLUTE);
    assert_int_equal(r.clip->feel[0].side, ZONE_RIGHT);
    done(&r);
}

static void a_pair_is_mirrored_and_a_pose_inherits(void **state)
{
    (void)state;
    struct reading r = read_text(FIGURE(LIFT, OUT));
    const struct figure_pose *lift = r.clip->out.keys[1].pose;
    assert_true(lift->hand[FIGURE_LEFT].at.x > 0.23f && lift->hand[FIGURE_RIGHT].at.x < -0.23f);
    assert_true(lift->foot[FIGURE_RIGHT].rests);
    assert_false(lift->foot[FIGURE_LEFT].rests); /* a new place is not on the old ground */
    done(&r);
}

/* On the pair's own side, each; a new place forgets it. */
static void hands_lie_on_flesh_and_hips_on_what_carries_them(void **state)
{
    (void)state;
    struct reading r = read_text(FIGURE(
        ", \"bow\": {\"from\": \"stand\", \"pelvis\": {\"on\": 0}, \"head\": {\"pitch\": 5}, "
        "\"hands\": {\"by\": \"left-hip\", \"at\": [0.1, -0.06, 0.1], \"on\": "
        "\"left-thigh\"}}, \"up\": {\"from\": \"bow\", \"pelvis\": {\"on\": \"nothing\"}, "
        "\"right_hand\": {\"at\": [-0.24, 0.75, 0.03]}}",
        "\"out\": [[\"bow\", 0], [\"up\", 2]]"));
    assert_true(r.good);
    const struct figure_pose *bow = r.clip->out.keys[0].pose, *up = r.clip->out.keys[1].pose;
    assert_int_equal(bow->pelvis_rest.bed, BED_SURFACE);
    assert_int_equal(bow->hand[FIGURE_LEFT].flesh, FLESH_LEFT_THIGH);
    assert_int_equal(bow->hand[FIGURE_RIGHT].flesh, FLESH_RIGHT_THIGH);
    assert_int_equal(up->pelvis_rest.bed, BED_NONE);
    assert_int_equal(up->hand[FIGURE_LEFT].flesh, FLESH_LEFT_THIGH);
    assert_int_equal(up->hand[FIGURE_RIGHT].flesh, FLESH_NONE);
    done(&r);
    assert_fault(FIGURE(", \"bow\": {\"from\": \"stand\", \"left_hand\": {\"on\": \"left-thing\"}}",
                        "\"out\": [[\"stand\", 0], [\"bow\", 2]]"),
                 "$.poses.bow.left_hand.on", "left-thigh");
}

static void a_loop_alone_is_cyclic(void **state)
{
    (void)state;
    struct reading r =
        read_text(FIGURE(LIFT, "\"cycle\": [[\"stand\", 0], [\"lift\", 1], [\"stand\", 2]]"));
    assert_true(r.good);
    assert_true(figure_clip_cyclic(r.clip));
    done(&r);
}

static void says_which_limb_misses_by_how_much(void **state)
{
    (void)state;
    assert_fault(FIGURE(", \"far\": {\"from\": \"stand\", \"left_foot\": {\"at\": [0.082, 0.865, "
                        "0.91]}}",
                        "\"out\": [[\"stand\", 0], [\"far\", 2]]"),
                 "$.poses.far.left_foot", "left_foot misses its place by 10.0 cm");
}

/* From nearby, or as the others are seen. */
static void reads_how_far_away_the_camera_is(void **state)
{
    (void)state;
    struct reading far = read_text(FIGURE(LIFT, OUT));
    struct reading near =
        read_text("{\"camera\": {\"distance\": 2.5}, \"poses\": {" STAND LIFT "}, " OUT "}");
    assert_true(far.good && near.good);
    assert_true(fabsf(far.clip->camera_distance - 6.5f) < 1e-6f);
    assert_true(fabsf(near.clip->camera_distance - 2.5f) < 1e-6f);
    done(&far);
    done(&near);
}

static void names_the_nearest_pose(void **state)
{
    (void)state;
    assert_fault(FIGURE(LIFT, "\"out\": [[\"stand\", 0], [\"lifft\", 2]]"), "$.out[1][0]",
                 "did you mean \"lift\"");
}

static void a_pose_stands_above_where_it_is_used(void **state)
{
    (void)state;
    assert_fault("{\"camera\": {\"pitch\": 10}, \"poses\": {\"a\": {\"from\": \"b\"}}, \"out\": "
                 "[[\"a\", 0], [\"a\", 1]]}",
                 "$.poses.a.from", "must stand above");
}

static void refuses_times_that_fall(void **state)
{
    (void)state;
    assert_fault(FIGURE(LIFT, "\"out\": [[\"stand\", 0], [\"lift\", 2], [\"stand\", 1]]"),
                 "$.out[2][1]", "times must rise");
}

static void refuses_a_loop_that_does_not_close(void **state)
{
    (void)state;
    assert_fault(FIGURE(LIFT, "\"cycle\": [[\"stand\", 0], [\"lift\", 2]]"), "$", "come back");
}

static void refuses_no_movement(void **state)
{
    (void)state;
    assert_fault(FIGURE("", "\"feel\": []"), "$", "no movement");
}

static void refuses_unknown_zones_props_arrows_and_keys(void **state)
{
    (void)state;
    assert_fault(FIGURE(LIFT, OUT ", \"feel\": [\"elbow\"]"), "$.feel[0]", "hamstring");
    assert_fault(FIGURE(LIFT, OUT ", \"props\": [{\"kind\": \"sofa\"}]"), "$.props[0].kind",
                 "bolster");
    assert_fault(FIGURE(LIFT, OUT ", \"arrow\": \"nose\""), "$.arrow", "left-foot");
    assert_fault(FIGURE(LIFT, OUT ", \"zoom\": 2"), "$.zoom", "unknown key");
}

static void survives_anything_in_place_of_anything(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "[]",
        "7",
        "{}",
        "{\"camera\": 1, \"poses\": [], \"out\": {}}",
        "{\"camera\": {}, \"poses\": {\"a\": 5}, \"out\": [5, [], [1, 2], [\"a\"]]}",
        "{\"camera\": {}, \"poses\": {\"a\": {\"pelvis\": {\"at\": [1, 2]}, \"hands\": []}}, "
        "\"out\": [[\"a\", 0], [\"a\", 1]]}",
        FIGURE("", "\"out\": [[\"stand\", 0, \"jump\"]]"),
        FIGURE("", "\"cycle\": [[\"stand\", 0]]"),
        FIGURE(", \"b\": {\"from\": 3, \"left_hand\": {\"by\": \"nose\", \"grip\": 9}}",
               "\"out\": [[\"b\", 0]]"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct reading r = read_text(texts[i]);
        assert_false(r.good);
        assert_true(r.faults.errors > 0);
        done(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_movement),
        cmocka_unit_test(reads_two_arrows),
        cmocka_unit_test(a_pair_is_mirrored_and_a_pose_inherits),
        cmocka_unit_test(hands_lie_on_flesh_and_hips_on_what_carries_them),
        cmocka_unit_test(a_loop_alone_is_cyclic),
        cmocka_unit_test(says_which_limb_misses_by_how_much),
        cmocka_unit_test(reads_how_far_away_the_camera_is),
        cmocka_unit_test(names_the_nearest_pose),
        cmocka_unit_test(a_pose_stands_above_where_it_is_used),
        cmocka_unit_test(refuses_times_that_fall),
        cmocka_unit_test(refuses_a_loop_that_does_not_close),
        cmocka_unit_test(refuses_no_movement),
        cmocka_unit_test(refuses_unknown_zones_props_arrows_and_keys),
        cmocka_unit_test(survives_anything_in_place_of_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
