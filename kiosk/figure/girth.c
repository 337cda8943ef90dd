#include "figure/girth.h"

#include "figure/skeleton.h"

#define KNEE 0.0480f, 0.0545f, 0.0470f

/* Hollow behind the knee; the calf swells high and far back and is a tendon at the ankle. */
const struct limb_profile girth_thigh[GIRTH_THIGH] = {
    {0, 0.081f, 0.084f, 0.094f},        {0.12f, 0.082f, 0.085f, 0.090f},
    {0.26f, 0.080f, 0.084f, 0.083f},    {0.42f, 0.074f, 0.080f, 0.076f},
    {0.58f, 0.066f, 0.073f, 0.068f},    {0.74f, 0.0548f, 0.0620f, 0.0572f},
    {0.88f, 0.0482f, 0.0545f, 0.0505f}, {1, KNEE}};
const struct limb_profile girth_shank[GIRTH_SHANK] = {{0, KNEE},
                                                      {0.11f, 0.0462f, 0.0502f, 0.0485f},
                                                      {0.22f, 0.0495f, 0.0462f, 0.0640f},
                                                      {0.34f, 0.0520f, 0.0425f, 0.0750f},
                                                      {0.48f, 0.0470f, 0.0388f, 0.0655f},
                                                      {0.62f, 0.0375f, 0.0355f, 0.0450f},
                                                      {0.76f, 0.0305f, 0.033f, 0.0335f},
                                                      {0.90f, 0.0275f, 0.032f, 0.0300f},
                                                      {1, 0.0290f, 0.034f, 0.034f}};

const struct trunk_slice girth_trunk[GIRTH_TRUNK] = {
    {-0.098f, 0.010f, 0.024f, 0.030f, 0, 0, 0, 0},
    {-0.091f, 0.040f, 0.050f, 0.060f, 0, 1, 0, 0},
    {-0.074f, 0.092f, 0.084f, 0.088f, 0, 1, 0, 0},
    {-0.040f, 0.152f, 0.098f, 0.108f, 0, 1, 0, 0},
    {0.000f, 0.163f, 0.102f, 0.115f, 0.2f, 1, 0, 0},
    {0.040f, 0.160f, 0.103f, 0.113f, 0.5f, 0.8f, 0, 0},
    {0.080f, 0.149f, 0.101f, 0.099f, 0.9f, 0.3f, 0, 0},
    {0.120f, 0.137f, 0.097f, 0.087f, 1, 0, 0, 0},
    {0.160f, 0.131f, 0.094f, 0.082f, 1, 0, 0.1f, 0},
    {0.200f, 0.128f, 0.095f, 0.084f, 0.8f, 0, 0.4f, 0},
    {0.245f, 0.131f, 0.101f, 0.092f, 0.5f, 0, 0.8f, 0},
    {0.290f, 0.141f, 0.110f, 0.100f, 0.2f, 0, 1, 0},
    {0.330f, 0.149f, 0.112f, 0.105f, 0, 0, 1, 0},
    {0.370f, 0.152f, 0.102f, 0.107f, 0, 0, 1, 0},
    {0.405f, 0.147f, 0.089f, 0.103f, 0, 0, 1, 2},
    {0.435f, 0.130f, 0.075f, 0.093f, 0, 0, 1, 7},
    {0.460f, 0.104f, 0.069f, 0.082f, 0, 0, 0.6f, 14},
    {0.480f, 0.077f, 0.066f, 0.070f, 0, 0, 0.3f, 19},
    {0.496f, 0.061f, 0.059f, 0.0585f, 0, 0, 0, 22},
    {0.512f, 0.051f, 0.050f, 0.0465f, 0, 0, 0, 20},
};

static float share_of(float share, float factor)
{
    return 1.0f + share * (factor - 1.0f);
}

struct limb_profile girth_of_trunk(const struct trunk_slice *c, const struct person *p,
                                   float breath)
{
    float wide =
        share_of(c->waist, p->waist) * share_of(c->hips, p->hips) * share_of(c->chest, p->chest);
    float deep = share_of(c->waist, p->front) * share_of(c->chest, 0.5f + 0.5f * p->front);
    float chest = smoothf(0.18f, 0.30f, c->y) * smoothf(0.44f, 0.36f, c->y);
    float belly = smoothf(-0.02f, 0.13f, c->y) * smoothf(0.33f, 0.15f, c->y);
    float bust = p->bust * smoothf(0.25f, 0.31f, c->y) * smoothf(0.40f, 0.33f, c->y);
    return (struct limb_profile){.across = c->across * wide + breath * 0.006f * chest,
                                 .front = c->front * deep + bust +
                                          breath * (0.015f * chest + BELLY_BREATH * belly),
                                 .back = c->back};
}

struct limb_profile girth_between(const struct limb_profile *list, int count, float at)
{
    int i = 0;
    while (i + 2 < count && list[i + 1].at < at)
        i++;
    const struct limb_profile *a = &list[i], *b = a + 1;
    float t = clampf((at - a->at) / (b->at - a->at), 0, 1);
    return (struct limb_profile){at, mixf(a->across, b->across, t), mixf(a->front, b->front, t),
                                 mixf(a->back, b->back, t)};
}

struct trunk_slice girth_trunk_at(float y)
{
    int i = 0;
    while (i + 2 < GIRTH_TRUNK && girth_trunk[i + 1].y < y)
        i++;
    const struct trunk_slice *a = &girth_trunk[i], *b = a + 1;
    float t = clampf((y - a->y) / (b->y - a->y), 0, 1);
    return (struct trunk_slice){y,
                                mixf(a->across, b->across, t),
                                mixf(a->front, b->front, t),
                                mixf(a->back, b->back, t),
                                mixf(a->waist, b->waist, t),
                                mixf(a->hips, b->hips, t),
                                mixf(a->chest, b->chest, t),
                                mixf(a->tilt, b->tilt, t)};
}
