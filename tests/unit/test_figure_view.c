// links: shipped content figure json base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

#include "shipped.h"
#include "view_score.h"

/* The camera of every shipped exercise shows what the exercise is about. Cameras were chosen by a
 * search over all of them and then looked at; this keeps them from getting worse unseen. */

static struct content *content;

static int load(void **state)
{
    (void)state;
    content = shipped_content();
    return 0;
}

static int unload(void **state)
{
    (void)state;
    content_free(content);
    return 0;
}

/* Shares; what the least good of the cameras looked at had, a little rounded down. */
static const float LEAST_SEEN = 0.62f, LEAST_LENGTH = 0.70f, LEAST_FILL = 0.75f;
/* Of those who sit or stand: what they do is read from hands and face. */
static const float LEAST_HANDS = 0.48f, LEAST_FACE = 0.26f;

static void every_camera_shows_its_exercise(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < content->exercise_count; i++) {
        const struct exercise *e = content->exercises[i];
        if (e->clip == NULL)
            continue;
        struct view_score s = view_score(e->clip, person_get(0));
        bool upright = e->position == POSITION_CHAIR || e->position == POSITION_STANDING;
        /* Who turns away is seen from behind: from the side a turn does not show. */
        bool face = s.face >= LEAST_FACE || e->clip->arrow[0] == ARROW_TURN;
        bool faces = !upright || (s.hands >= LEAST_HANDS && face);
        if (s.seen >= LEAST_SEEN && s.length >= LEAST_LENGTH && s.fill >= LEAST_FILL && faces)
            continue;
        wrong++;
        fprintf(stderr,
                "%s: seen %.2f, limbs' length %.2f, fills %.2f of the frame; hands %.2f, face "
                "%.2f\n",
                e->id, (double)s.seen, (double)s.length, (double)s.fill, (double)s.hands,
                (double)s.face);
    }
    assert_int_equal(wrong, 0);
}

/* A camera at the soles sees limbs short and one behind the other. */
static void a_bad_camera_scores_less(void **state)
{
    (void)state;
    const struct exercise *e = content_exercise(content, "cobra");
    struct figure_clip clip = *e->clip;
    float good = view_score(&clip, person_get(0)).total;
    clip.camera_yaw = -90;
    clip.camera_pitch = 5;
    assert_true(view_score(&clip, person_get(0)).total < 0.7f * good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_camera_shows_its_exercise),
        cmocka_unit_test(a_bad_camera_scores_less),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
