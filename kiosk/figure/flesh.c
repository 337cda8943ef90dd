#include "figure/flesh.h"

#include "figure/girth.h"

/* Flesh gives this much under a hand or a foot. */
static const float PRESS = 0.003f;
/* Trousers and shirt lie this far off the skin. */
static const float CLOTH = 0.004f, SHIRT = 0.0055f;
/* Buttocks give this much on one's own heels. */
static const float SOFT = 0.014f;

/* Where hips bend to sit, their flesh bulges down by this. */
static const float SEAT_SPREAD = 0.007f;

/* At the back with the hair as it lies pressed. */
static const struct limb_profile skull[] = {/* `at` in metres, up the skull */
                                            {0.022f, 0.060f, 0.092f, 0.062f},
                                            {0.070f, 0.0745f, 0.094f, 0.096f},
                                            {0.094f, 0.0777f, 0.093f, 0.103f},
                                            {0.120f, 0.0788f, 0.094f, 0.106f},
                                            {0.146f, 0.0756f, 0.088f, 0.102f},
                                            {0.170f, 0.0662f, 0.074f, 0.091f},
                                            {0.200f, 0.032f, 0.032f, 0.052f}};

#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

/* How far the slice reaches along the unit vector n, of which x is the share across. */
static float reach(const struct limb_profile *c, vec3 n, vec3 x, vec3 front)
{
    float a = v3_dot(n, x) / c->across, s = v3_dot(n, front);
    float b = s / (s > 0 ? c->front : c->back);
    return 1 / sqrtf(maxf(a * a + b * b, 1e-6f));
}

static struct touch touch_limb(const struct limb *leg, bool lower, float girth, vec3 near)
{
    vec3 a = lower ? leg->mid : leg->root, b = lower ? leg->end : leg->mid;
    vec3 d = v3_unit(v3_sub(b, a));
    float length = v3_length(v3_sub(b, a));
    float t = clampf(v3_dot(v3_sub(near, a), d) / length, 0.04f, 0.97f);
    vec3 middle = v3_mad(a, d, t * length);
    vec3 out = v3_across(v3_sub(near, middle), d, leg->hinge);
    struct limb_profile c = lower ? girth_between(girth_shank, GIRTH_SHANK, t)
                                  : girth_between(girth_thigh, GIRTH_THIGH, t);
    vec3 u = v3_across(leg->hinge, d, leg->hinge);
    float r = reach(&c, out, u, v3_cross(d, u)) * girth;
    return (struct touch){v3_mad(middle, out, r + CLOTH - PRESS), out, r, d};
}

static struct touch touch_trunk(const struct skeleton *s, const struct person *p, vec3 near)
{
    int best = 2;
    float least = 100;
    for (int i = 2; i <= SPINE_STEPS - 3; i++) {
        float along = fabsf(v3_dot(v3_sub(near, s->spine[i].o), s->spine[i].y));
        if (along < least) {
            least = along;
            best = i;
        }
    }
    const struct frame *f = &s->spine[best];
    struct trunk_slice slice = girth_trunk_at((float)best * BONE_SPINE / SPINE_STEPS);
    struct limb_profile c = girth_of_trunk(&slice, p, s->breath);
    vec3 out = v3_across(v3_sub(near, f->o), f->y, f->z);
    vec3 middle = v3_mad(f->o, f->y, v3_dot(v3_sub(near, f->o), f->y));
    return (struct touch){v3_mad(middle, out, reach(&c, out, f->x, f->z) + SHIRT - PRESS), out, 0,
                          f->y};
}

float flesh_trunk_gap(const struct skeleton *s, const struct person *person, vec3 at, vec3 *out)
{
    const struct frame *low = &s->spine[2], *high = &s->spine[SPINE_STEPS - 5];
    if (v3_dot(v3_sub(at, low->o), low->y) < -0.02f || v3_dot(v3_sub(at, high->o), high->y) > 0)
        return 10;
    struct touch t = touch_trunk(s, person ? person : person_get(0), at);
    *out = t.out;
    return v3_dot(v3_sub(at, t.at), t.out);
}

/* The back of the other hand. */
static struct touch touch_hand(const struct limb *arm)
{
    vec3 out = v3_scale(arm->tip.z, -1);
    return (struct touch){frame_point(&arm->tip, 0, PALM_TO_WRIST + 0.012f, -0.013f), out, 0,
                          arm->tip.y};
}

struct touch flesh_touch(const struct skeleton *s, const struct person *person,
                         enum figure_flesh flesh, vec3 near)
{
    person = person ? person : person_get(0);
    switch (flesh) {
    case FLESH_LEFT_THIGH:
    case FLESH_RIGHT_THIGH:
        return touch_limb(&s->leg[flesh - FLESH_LEFT_THIGH], false, person->limbs, near);
    case FLESH_LEFT_SHIN:
    case FLESH_RIGHT_SHIN:
        return touch_limb(&s->leg[flesh - FLESH_LEFT_SHIN], true, person->limbs, near);
    case FLESH_LEFT_HAND:
    case FLESH_RIGHT_HAND:
        return touch_hand(&s->arm[flesh - FLESH_LEFT_HAND]);
    case FLESH_TRUNK:
        return touch_trunk(s, person, near);
    default:
        return (struct touch){near, v3(0, 1, 0), 0, v3(1, 0, 0)};
    }
}

/* Lowest height of a slice round `at`, whose axes are x across and z to the front. */
static float slice_low(vec3 at, vec3 x, vec3 z, const struct limb_profile *c)
{
    float a = x.y * c->across, b = z.y * (z.y < 0 ? c->front : c->back);
    return at.y - sqrtf(a * a + b * b);
}

static float limb_low(const struct limb *leg, bool lower, float until, float girth)
{
    const struct limb_profile *list = lower ? girth_shank : girth_thigh;
    int count = lower ? GIRTH_SHANK : GIRTH_THIGH;
    vec3 a = lower ? leg->mid : leg->root, b = lower ? leg->end : leg->mid;
    vec3 d = v3_unit(v3_sub(b, a)), u = v3_across(leg->hinge, d, leg->hinge), v = v3_cross(d, u);
    float low = 100;
    for (int i = 0; i < count && list[i].at <= until; i++)
        low = minf(low, slice_low(v3_lerp(a, b, list[i].at), u, v, &list[i]));
    /* The knee is a ball. */
    return until < 1 ? low : minf(low, (lower ? a.y : b.y) - KNEE_RADIUS * girth);
}

/* Slices of the trunk that may lie on something: below them are the buttocks, above them the neck.
 */
enum { TRUNK_FIRST = 3, TRUNK_LAST = 15 };

float flesh_lowest(const struct skeleton *s, const struct person *person, bool on_ground)
{
    float limbs = person ? person->limbs : 1, low = 100;
    for (int i = TRUNK_FIRST; i <= TRUNK_LAST; i++) {
        const struct trunk_slice *slice = &girth_trunk[i];
        struct limb_profile girth = {0, slice->across, slice->front, slice->back};
        float u = slice->y / BONE_SPINE * SPINE_STEPS;
        struct frame f = s->spine[u > 0 ? (int)(u + 0.5f) : 0];
        f.o = u > 0 ? f.o : v3_mad(f.o, f.y, slice->y);
        low = minf(low, slice_low(f.o, f.x, f.z, &girth));
    }
    for (int side = 0; side < 2; side++) {
        vec3 buttock = frame_point(&s->spine[0], side_sign(side) * 0.06f, -0.005f, -0.012f);
        low = minf(low, buttock.y - 0.104f);
        low = minf(low, limb_low(&s->leg[side], false, on_ground ? 0.9f : 0.2f, 1));
        if (on_ground)
            low = minf(low, limb_low(&s->leg[side], true, 1, limbs));
    }
    return on_ground ? low : low - SEAT_SPREAD;
}

float flesh_heel_gap(const struct skeleton *s)
{
    float gap = 100;
    for (int side = 0; side < 2; side++) {
        vec3 heel = frame_point(&s->leg[side].tip, 0, -0.040f, -0.026f);
        for (int other = 0; other < 2; other++) {
            vec3 buttock = frame_point(&s->spine[0], side_sign(other) * 0.065f, -0.015f, -0.018f);
            gap = minf(gap, v3_length(v3_sub(heel, buttock)) - 0.100f - 0.033f);
        }
    }
    return gap + SOFT;
}

float flesh_head_lowest(const struct skeleton *s)
{
    float low = 100;
    for (int i = 0; i < COUNT(skull); i++)
        low = minf(low, slice_low(frame_point(&s->head, 0, skull[i].at, 0), s->head.x, s->head.z,
                                  &skull[i]));
    return low;
}
