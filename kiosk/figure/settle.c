#include "figure/flesh.h"
#include "figure/people.h"
#include "figure/skeleton_parts.h"

/* Pelvis and head come to rest on what carries them, at every moment. */

static void move_trunk(struct skeleton *s, vec3 by)
{
    for (int i = 0; i <= SPINE_STEPS; i++)
        s->spine[i].o = v3_add(s->spine[i].o, by);
    s->chest.o = v3_add(s->chest.o, by);
    s->neck.o = v3_add(s->neck.o, by);
    s->head.o = v3_add(s->head.o, by);
}

/* How far pelvis and legs are above what carries them; negative: inside. */
static float bed_gap(const struct figure_moment *m, const struct skeleton *s,
                     const struct figure_rest *rest)
{
    return rest->bed == BED_HEELS
               ? flesh_heel_gap(s)
               : flesh_lowest(s, m->person, rest->surface < 0.1f) - rest->surface;
}

/* Lets the body down, or lifts it, until it just touches: knees move as it comes down. */
static void drop_to(const struct figure_moment *m, struct skeleton *s,
                    const struct figure_rest *rest)
{
    float low = -0.25f, high = 0.25f, at = 0;
    for (int i = 0; i < 12; i++) {
        float middle = (low + high) / 2;
        move_trunk(s, v3(0, middle - at, 0));
        at = middle;
        skeleton_solve_legs(m, s);
        if (bed_gap(m, s, rest) > 0)
            high = middle;
        else
            low = middle;
    }
}

/* Who sits on their heels moves to or fro until the knees lie on the ground, too. */
static void kneel(const struct figure_moment *m, struct skeleton *s, const struct figure_rest *rest)
{
    float knee = KNEE_RADIUS * (m->person ? m->person->limbs : 1);
    for (int i = 0; i < 5; i++) {
        drop_to(m, s, rest);
        vec3 shanks = v3(0, 0, 0);
        float above = 0;
        for (int side = 0; side < 2; side++) {
            shanks = v3_add(shanks, v3_sub(s->leg[side].mid, s->leg[side].end));
            above += (s->leg[side].mid.y - rest->surface - knee) / 2;
        }
        if (fabsf(above) < 0.0005f)
            return;
        shanks.y = 0;
        move_trunk(s, v3_scale(v3_unit(shanks), clampf(above * 0.3f, -0.03f, 0.03f)));
    }
    drop_to(m, s, rest);
}

/* The pelvis' place follows from what carries it, as far as the moment's poses say so. */
static void settle_pelvis(const struct figure_moment *m, struct skeleton *s)
{
    struct figure_rest rest = {BED_NONE, 0};
    float share = 0, surface = 0;
    for (int i = 0; i < 4; i++) {
        const struct figure_rest *r = &m->pose[i]->pelvis_rest;
        if (r->bed == BED_NONE || fabsf(m->weight[i]) < 1e-3f)
            continue;
        share += m->weight[i];
        surface += m->weight[i] * r->surface;
        rest.bed = r->bed > rest.bed ? r->bed : rest.bed;
    }
    if (share < 1e-3f)
        return;
    rest.surface = surface / share;
    vec3 before = s->spine[0].o;
    if (rest.bed == BED_HEELS)
        kneel(m, s, &rest);
    else
        drop_to(m, s, &rest);
    vec3 moved = v3_sub(s->spine[0].o, before);
    move_trunk(s, v3_scale(moved, minf(share, 1) - 1));
}

/* Above this over its bed the pelvis lets the back bow, below it the neck alone gives. */
static const float BOWS_ABOVE = 0.18f;

/* Bends neck or back until the head lies on what carries it. */
static void settle_head(const struct figure_moment *m, struct skeleton *s)
{
    float share = 0, surface = 0;
    for (int i = 0; i < 4; i++)
        if (m->pose[i]->head_rest.bed != BED_NONE) {
            share += m->weight[i];
            surface += m->weight[i] * m->pose[i]->head_rest.surface;
        }
    if (share < 1e-3f)
        return;
    surface /= share;
    bool bows = s->spine[0].o.y - surface > BOWS_ABOVE;
    bool facing_down = s->chest.z.y < 0;
    float low = -40, high = 40;
    vec3 moved = v3_sub(s->spine[0].o, skeleton_pelvis_place(m));
    for (int i = 0; i < 11; i++) {
        float middle = (low + high) / 2;
        if (bows) {
            skeleton_solve_spine(m, s, middle);
            move_trunk(s, moved);
        }
        skeleton_solve_head(m, s, bows ? 0 : middle);
        bool above = flesh_head_lowest(s) > surface;
        if (above == facing_down)
            low = middle;
        else
            high = middle;
    }
    if (share < 0.999f) {
        float give = share * (low + high) / 2;
        if (bows) {
            skeleton_solve_spine(m, s, give);
            move_trunk(s, moved);
        }
        skeleton_solve_head(m, s, bows ? 0 : give);
    }
}

void skeleton_settle(const struct figure_moment *m, struct skeleton *s)
{
    settle_pelvis(m, s);
    settle_head(m, s);
}
