#include "figure/flesh.h"

#include "figure/people.h"

/* Flesh gives this much under a hand or a foot. */
static const float PRESS = 0.003f;
/* Trousers and shirt lie this far off the skin. */
static const float CLOTH = 0.004f;
/* Buttocks give this much on one's own heels. */
static const float SOFT = 0.014f;

/* Where hips bend to sit, their flesh bulges down by this. */
static const float SEAT_SPREAD = 0.008f;

/* Half axes of a slice; `at` along the limb 0..1, or metres along the spine or up the skull. */
struct slice {
    float at, across, front, back;
};

static const struct slice thigh[] = {
    {0, 0.081f, 0.084f, 0.094f},     {0.26f, 0.079f, 0.082f, 0.083f},
    {0.42f, 0.074f, 0.077f, 0.076f}, {0.58f, 0.067f, 0.070f, 0.069f},
    {0.88f, 0.053f, 0.056f, 0.054f}, {1, 0.051f, 0.053f, 0.050f}};
static const struct slice shank[] = {
    {0, 0.051f, 0.053f, 0.050f},     {0.10f, 0.049f, 0.049f, 0.052f},
    {0.34f, 0.050f, 0.043f, 0.062f}, {0.48f, 0.046f, 0.041f, 0.056f},
    {0.62f, 0.040f, 0.038f, 0.045f}, {0.76f, 0.034f, 0.035f, 0.036f},
    {0.90f, 0.030f, 0.034f, 0.033f}, {1, 0.031f, 0.036f, 0.035f}};
static const struct slice trunk[] = {
    {-0.040f, 0.152f, 0.098f, 0.108f}, {0, 0.163f, 0.102f, 0.115f},
    {0.040f, 0.160f, 0.103f, 0.113f},  {0.080f, 0.147f, 0.101f, 0.099f},
    {0.120f, 0.132f, 0.097f, 0.087f},  {0.160f, 0.123f, 0.094f, 0.082f},
    {0.245f, 0.130f, 0.101f, 0.092f},  {0.290f, 0.141f, 0.110f, 0.100f},
    {0.330f, 0.149f, 0.112f, 0.105f},  {0.370f, 0.152f, 0.102f, 0.107f},
    {0.435f, 0.128f, 0.073f, 0.093f}};
/* At the back with the hair as it lies pressed. */
static const struct slice skull[] = {
    {0.022f, 0.060f, 0.092f, 0.062f},  {0.070f, 0.0745f, 0.094f, 0.096f},
    {0.094f, 0.0777f, 0.093f, 0.103f}, {0.120f, 0.0788f, 0.094f, 0.106f},
    {0.146f, 0.0756f, 0.088f, 0.102f}, {0.170f, 0.0662f, 0.074f, 0.091f},
    {0.200f, 0.032f, 0.032f, 0.052f}};

#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

static struct slice slice_at(const struct slice *list, int count, float at)
{
    int i = 0;
    while (i + 2 < count && list[i + 1].at < at)
        i++;
    float t = clampf((at - list[i].at) / (list[i + 1].at - list[i].at), 0, 1);
    return (struct slice){at, mixf(list[i].across, list[i + 1].across, t),
                          mixf(list[i].front, list[i + 1].front, t),
                          mixf(list[i].back, list[i + 1].back, t)};
}

/* How far the slice reaches along the unit vector n, of which x is the share across. */
static float reach(const struct slice *c, vec3 n, vec3 x, vec3 front)
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
    struct slice c = lower ? slice_at(shank, COUNT(shank), t) : slice_at(thigh, COUNT(thigh), t);
    vec3 u = v3_across(leg->hinge, d, leg->hinge);
    float r = reach(&c, out, u, v3_cross(d, u)) * girth;
    return (struct touch){v3_mad(middle, out, r + CLOTH - PRESS), out, r};
}

/* The trunk's girths as figure/body.c has them, at a height along the spine. */
static struct slice trunk_of(const struct person *p, float y, float breath)
{
    struct slice c = slice_at(trunk, COUNT(trunk), y);
    float belly = smoothf(0.02f, 0.12f, y) * smoothf(0.28f, 0.16f, y);
    float chest = smoothf(0.18f, 0.30f, y) * smoothf(0.44f, 0.36f, y);
    float waist = smoothf(0.0f, 0.12f, y) * smoothf(0.30f, 0.20f, y),
          high = smoothf(0.16f, 0.29f, y);
    c.front *= 1 + waist * (p->front - 1) + high * 0.5f * (p->front - 1);
    c.front += breath * (0.015f * chest + BELLY_BREATH * belly);
    c.front += p->bust * smoothf(0.25f, 0.31f, y) * smoothf(0.40f, 0.33f, y);
    c.across *= (1 + waist * (p->waist - 1)) * (1 + high * (p->chest - 1));
    return c;
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
    struct slice c = trunk_of(p, (float)best * BONE_SPINE / SPINE_STEPS, s->breath);
    vec3 out = v3_across(v3_sub(near, f->o), f->y, f->z);
    vec3 middle = v3_mad(f->o, f->y, v3_dot(v3_sub(near, f->o), f->y));
    return (struct touch){v3_mad(middle, out, reach(&c, out, f->x, f->z) + CLOTH - PRESS), out, 0};
}

/* The back of the other hand. */
static struct touch touch_hand(const struct limb *arm)
{
    vec3 out = v3_scale(arm->tip.z, -1);
    return (struct touch){frame_point(&arm->tip, 0, PALM_TO_WRIST + 0.012f, -0.013f), out, 0};
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
        return (struct touch){near, v3(0, 1, 0), 0};
    }
}

/* Lowest height of a slice round `at`, whose axes are x across and z to the front. */
static float slice_low(vec3 at, vec3 x, vec3 z, const struct slice *c)
{
    float a = x.y * c->across, b = z.y * (z.y < 0 ? c->front : c->back);
    return at.y - sqrtf(a * a + b * b);
}

static float limb_low(const struct limb *leg, bool lower, float until, float girth)
{
    const struct slice *list = lower ? shank : thigh;
    int count = lower ? COUNT(shank) : COUNT(thigh);
    vec3 a = lower ? leg->mid : leg->root, b = lower ? leg->end : leg->mid;
    vec3 d = v3_unit(v3_sub(b, a)), u = v3_across(leg->hinge, d, leg->hinge), v = v3_cross(d, u);
    float low = 100;
    for (int i = 0; i < count && list[i].at <= until; i++)
        low = minf(low, slice_low(v3_lerp(a, b, list[i].at), u, v, &list[i]));
    /* The knee is a ball. */
    return until < 1 ? low : minf(low, (lower ? a.y : b.y) - KNEE_RADIUS * girth);
}

float flesh_lowest(const struct skeleton *s, const struct person *person, bool on_ground)
{
    float girth = person ? person->limbs : 1;
    float low = 100;
    for (int i = 0; i < COUNT(trunk); i++) {
        float u = trunk[i].at / BONE_SPINE * SPINE_STEPS;
        struct frame f = s->spine[u > 0 ? (int)(u + 0.5f) : 0];
        f.o = u > 0 ? f.o : v3_mad(f.o, f.y, trunk[i].at);
        low = minf(low, slice_low(f.o, f.x, f.z, &trunk[i]));
    }
    for (int side = 0; side < 2; side++) {
        vec3 buttock = frame_point(&s->spine[0], side_sign(side) * 0.06f, -0.005f, -0.012f);
        low = minf(low, buttock.y - 0.104f);
        low = minf(low, limb_low(&s->leg[side], false, on_ground ? 0.9f : 0.2f, 1));
        if (on_ground)
            low = minf(low, limb_low(&s->leg[side], true, 1, girth));
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
