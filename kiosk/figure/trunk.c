#include "figure/body_parts.h"
#include "figure/limb_path.h"

/* Trunk: hips, belly, chest, the shirt from hem to collar. */

/* One slice of the trunk: y along the spine, counted from the pelvis' origin. */
struct slice {
    float y, across, front, back;
    float waist, hips, chest; /* how much each girth of the person counts here */
    float tilt;               /* degrees, the front down */
};

static const struct slice slices[] = {
    {-0.105f, 0.030f, 0.030f, 0.030f, 0, 0, 0, 0},
    {-0.098f, 0.075f, 0.062f, 0.062f, 0, 1, 0, 0},
    {-0.075f, 0.122f, 0.086f, 0.088f, 0, 1, 0, 0},
    {-0.040f, 0.152f, 0.098f, 0.108f, 0, 1, 0, 0},
    {0.000f, 0.163f, 0.102f, 0.115f, 0.2f, 1, 0, 0},
    {0.040f, 0.160f, 0.103f, 0.113f, 0.5f, 0.8f, 0, 0},
    {0.080f, 0.147f, 0.101f, 0.099f, 0.9f, 0.3f, 0, 0},
    {0.120f, 0.132f, 0.097f, 0.087f, 1, 0, 0, 0},
    {0.160f, 0.123f, 0.094f, 0.082f, 1, 0, 0.1f, 0},
    {0.200f, 0.122f, 0.095f, 0.084f, 0.8f, 0, 0.4f, 0},
    {0.245f, 0.130f, 0.101f, 0.092f, 0.5f, 0, 0.8f, 0},
    {0.290f, 0.141f, 0.110f, 0.100f, 0.2f, 0, 1, 0},
    {0.330f, 0.149f, 0.112f, 0.105f, 0, 0, 1, 0},
    {0.370f, 0.152f, 0.102f, 0.107f, 0, 0, 1, 0},
    {0.405f, 0.147f, 0.089f, 0.103f, 0, 0, 1, 2},
    {0.435f, 0.133f, 0.075f, 0.093f, 0, 0, 1, 7},
    {0.460f, 0.106f, 0.069f, 0.082f, 0, 0, 0.6f, 14},
    {0.480f, 0.078f, 0.067f, 0.070f, 0, 0, 0.3f, 19},
    {0.494f, 0.062f, 0.062f, 0.061f, 0, 0, 0, 22},
    {0.505f, 0.046f, 0.050f, 0.050f, 0, 0, 0, 20},
};

enum {
    TRUNK_SLICES = sizeof slices / sizeof slices[0],
    TRUNK_SEGMENTS = 24,
    HEM_SLICE = 5,
    COLLAR_SLICE = TRUNK_SLICES - 2
};

static const float TRUNK_SQUARE = 0.93f;

static struct frame spine_at(const struct skeleton *s, float y)
{
    float u = y / BONE_SPINE * SPINE_STEPS;
    if (u <= 0) {
        struct frame f = s->spine[0];
        f.o = v3_mad(f.o, f.y, y);
        return f;
    }
    int i = u < SPINE_STEPS - 1 ? (int)u : SPINE_STEPS - 1;
    float t = u - (float)i;
    const struct frame *a = &s->spine[i], *b = &s->spine[i + 1];
    struct frame f;
    f.o = v3_lerp(a->o, b->o, t);
    f.x = v3_unit(v3_lerp(a->x, b->x, t));
    f.y = v3_across(v3_lerp(a->y, b->y, t), f.x, a->y);
    f.z = v3_cross(f.x, f.y);
    return f;
}

static float girth(float share, float factor)
{
    return 1.0f + share * (factor - 1.0f);
}

static struct ring trunk_ring(const struct skeleton *s, const struct person *p,
                              const struct slice *slice)
{
    struct frame f = spine_at(s, slice->y);
    float wide =
        girth(slice->waist, p->waist) * girth(slice->hips, p->hips) * girth(slice->chest, p->chest);
    float deep = girth(slice->waist, p->front) * girth(slice->chest, 0.5f + 0.5f * p->front);
    float chest = smoothf(0.18f, 0.30f, slice->y) * smoothf(0.44f, 0.36f, slice->y);
    float belly = smoothf(0.02f, 0.12f, slice->y) * smoothf(0.28f, 0.16f, slice->y);
    float bust = p->bust * smoothf(0.25f, 0.31f, slice->y) * smoothf(0.40f, 0.33f, slice->y);
    struct ring r = {.at = f.o,
                     .u = v3_scale(f.x, -1),
                     .v = f.z,
                     .across = slice->across * wide + s->breath * 0.006f * chest,
                     .front = slice->front * deep + bust +
                              s->breath * (0.015f * chest + BELLY_BREATH * belly),
                     .back = slice->back,
                     .part = PART_TRUNK};
    return r;
}

/* The shirt hangs over the trousers: a small step makes a clean hem. */
static int add_hem(struct ring *rings, int n, struct ring *r, const struct frame *pelvis)
{
    struct ring step = *r;
    step.material = MATERIAL_LEGS;
    step.edge = r->edge = true;
    r->lip = -1;
    r->bias = 0.002f;
    r->at = v3_mad(r->at, pelvis->y, -0.006f);
    rings[n] = step;
    return n + 1;
}

/* The collar lies on the neck, deeper in front. */
static int add_collar(struct ring *rings, int n, struct ring *r)
{
    struct ring collar = *r;
    collar.across += 0.004f;
    collar.front += 0.004f;
    collar.back += 0.004f;
    collar.edge = r->edge = true;
    collar.lip = 1;
    collar.bias = 0.002f;
    collar.material = MATERIAL_SHIRT;
    rings[n] = collar;
    return n + 1;
}

static void tilt(struct ring *r, const struct frame *f, float degrees)
{
    r->v = v3_turn(r->v, f->x, degrees);
}

/* Lines round hem and collar, and folds where the waist gives way. */
static void draw_seams(struct mesh *mesh, const struct ring *rings, int count, int hem, int collar)
{
    struct limb_line line = {
        .degrees = {0, 360}, .half = 0.0008f, .even = true, .square = TRUNK_SQUARE};
    line.ring[0] = line.ring[1] = (float)hem + 0.32f;
    limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_FOLD);
    line.ring[0] = line.ring[1] = (float)collar - 0.42f;
    limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_FOLD);
}

/* How the trunk is bent: the chest's way up in the pelvis' axes. */
static void draw_folds(struct mesh *mesh, const struct skeleton *s, const struct ring *rings,
                       int count, int hem)
{
    const struct frame *pelvis = &s->spine[0];
    vec3 up = s->chest.y;
    float ahead = v3_dot(up, pelvis->z), aside = v3_dot(up, pelvis->x);
    float twist = fabsf(v3_dot(s->chest.z, pelvis->x));
    for (int i = 0; i < 6; i++) {
        int pair = i / 2;
        float left = i & 1 ? 1.0f : -1.0f, row = (float)pair;
        float squeezed = maxf(0, left * aside) * 1.4f + maxf(0, ahead) * 0.9f + twist * 0.6f;
        float half = 0.0026f * smoothf(0.12f, 0.75f, squeezed) + (i < 2 ? 0.0011f : 0);
        float from = 90 + left * (96 - 6 * row), length = 58 - 14 * row;
        struct limb_line line = {
            .ring = {(float)hem + 2.2f + 1.1f * row, (float)hem + 1.7f + 1.5f * row},
            .degrees = {from, from - left * length},
            .half = half,
            .square = TRUNK_SQUARE};
        if (half > 0.0004f)
            limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_FOLD);
    }
}

void body_build_trunk(struct mesh *mesh, const struct skeleton *s, const struct person *p,
                      struct ring *rings, struct join_trunk *trunk)
{
    int n = 0, hem = 0, collar = 0;
    for (int i = 0; i < TRUNK_SLICES; i++) {
        struct ring r = trunk_ring(s, p, &slices[i]);
        r.material = i < HEM_SLICE ? MATERIAL_LEGS : MATERIAL_SHIRT;
        if (i == HEM_SLICE)
            hem = n = add_hem(rings, n, &r, &s->spine[0]);
        if (i >= HEM_SLICE && i < HEM_SLICE + 5) {
            float ease = 0.006f - 0.001f * (float)(i - HEM_SLICE);
            r.across += ease;
            r.front += ease;
            r.back += ease * 0.5f;
        }
        tilt(&r, &s->spine[SPINE_STEPS], slices[i].tilt);
        if (i == COLLAR_SLICE) {
            collar = n;
            n = add_collar(rings, n, &r);
        }
        if (i >= COLLAR_SLICE)
            r.material = MATERIAL_SKIN;
        rings[n++] = r;
    }
    mesh_tube(mesh, rings, n, TRUNK_SEGMENTS, TRUNK_SQUARE, 0.02f);
    join_trunk_init(trunk, rings, n);
    if (mesh->detail < CLOTH_DETAIL)
        return;
    draw_seams(mesh, rings, n, hem, collar);
    draw_folds(mesh, s, rings, n, hem);
}
