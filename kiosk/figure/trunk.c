#include "figure/body_parts.h"
#include "figure/girth.h"
#include "figure/limb_path.h"

/* Trunk: hips, belly, chest, the shirt from hem to collar. */

enum { TRUNK_SEGMENTS = 24, HEM_SLICE = 5, COLLAR_SLICE = GIRTH_TRUNK - 3 };

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

/* Collar and nape go with the neck, so that it grows out of the shoulders in a curve. */
static struct frame lean_to_neck(struct frame f, const struct frame *neck, float y)
{
    float share = 0.55f * smoothf(0.40f, 0.51f, y);
    if (share <= 0)
        return f;
    f.x = v3_unit(v3_lerp(f.x, neck->x, share));
    f.y = v3_across(v3_lerp(f.y, neck->y, share), f.x, f.y);
    f.z = v3_cross(f.x, f.y);
    return f;
}

/* How sharply the spine bends forward round a height of it, radians a metre. */
static float bend_at(const struct skeleton *s, float y)
{
    enum { REACH = 3 };
    int i = (int)(clampf(y / BONE_SPINE, 0, 1) * SPINE_STEPS + 0.5f);
    int low = i > REACH ? i - REACH : 0, high = i + REACH < SPINE_STEPS ? i + REACH : SPINE_STEPS;
    float turned = v3_dot(v3_sub(s->spine[high].y, s->spine[low].y), s->spine[i].z);
    return turned / ((float)(high - low) * BONE_SPINE / SPINE_STEPS);
}

/* 1 where the waist is narrowest from front to back, 0 at hips and chest. */
static float bell_of_waist(float y)
{
    return smoothf(0.045f, 0.15f, y) * smoothf(0.34f, 0.17f, y);
}

/* Skin is not wrapped round the spine like paper. Where it hollows the back, the long muscles
 * beside it fill the hollow and the belly is drawn long and flat. They are soft in who lies on the
 * back: what light comes through under the waist is what is looked for. */
static void give_way(struct ring *r, const struct skeleton *s, float y)
{
    float hollow = maxf(-bend_at(s, y), 0) * smoothf(0.0f, 0.10f, y) * smoothf(0.36f, 0.22f, y);
    float supine = smoothf(0.5f, 0.9f, s->spine[SPINE_STEPS / 2].z.y);
    r->back += 0.0095f * (1 - supine) * minf(hollow, 3);
    r->front -= 0.0035f * minf(hollow, 3);
    float rounded = maxf(bend_at(s, y), 0) * bell_of_waist(y);
    r->back += 0.0120f * minf(rounded, 2.4f);
}

/* A belly whose back is rounded keeps what it holds, and with the face down shirt and belly hang.
 * What lies on the ground does not. */
static void fill_belly(struct ring *r, const struct skeleton *s, float y)
{
    float belly = smoothf(0.02f, 0.12f, y) * smoothf(0.36f, 0.22f, y);
    float prone = smoothf(0.3f, 0.8f, -r->v.y);
    float rounded = minf(maxf(bend_at(s, y), 0), 3);
    float room = smoothf(0.02f, 0.10f, r->at.y - r->front);
    r->front += belly * prone * room * (0.009f + 0.0075f * rounded);
}

/* Who lies face down and lifts the chest has firm, round buttocks below the hollow of the back;
 * bent hips, as on all fours, draw them flat. */
static void round_seat(struct ring *r, const struct skeleton *s, float y)
{
    float seat = smoothf(-0.100f, -0.060f, y) * smoothf(0.060f, -0.010f, y);
    if (seat <= 0)
        return;
    float prone = smoothf(0.3f, 0.8f, -r->v.y), hollow = maxf(-bend_at(s, 0.08f), 0);
    vec3 thigh = v3_unit(v3_sub(s->leg[0].mid, s->leg[0].root));
    float straight = smoothf(0.5f, 0.9f, -v3_dot(thigh, s->spine[0].y));
    r->back += 0.018f * seat * prone * straight * smoothf(0.3f, 1.4f, hollow);
}

/* A back that all but touches the ground it lies on is pressed flat on it. */
static void lie_flat(struct ring *r, float y)
{
    static const float NEAR[2] = {0.008f, 0.058f}; /* metres: pressed flat until here, and free */
    float low = r->at.y - r->v.y * r->back;
    if (r->v.y > 0.7f && y > 0.04f && y < 0.36f && low > 0)
        r->back += low * smoothf(NEAR[1], NEAR[0], low);
}

static struct ring trunk_ring(const struct skeleton *s, const struct person *p,
                              const struct trunk_slice *slice)
{
    struct frame f = lean_to_neck(spine_at(s, slice->y), &s->neck, slice->y);
    struct limb_profile girth = girth_of_trunk(slice, p, s->breath);
    return (struct ring){.at = f.o,
                         .u = v3_scale(f.x, -1),
                         .v = f.z,
                         .across = girth.across,
                         .front = girth.front,
                         .back = girth.back,
                         .part = PART_TRUNK};
}

/* The shirt hangs over the trousers: a small step makes a clean hem. */
static int add_hem(struct ring *rings, int n, struct ring *r, const struct frame *pelvis)
{
    struct ring step = *r;
    step.material = MATERIAL_SHIRT;
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
    collar.bias = 0.012f;
    collar.material = MATERIAL_SHIRT;
    rings[n] = collar;
    return n + 1;
}

/* Rings round the collar lie deeper in front, the less the more the neck bends forward: skin and
 * shirt are stretched over the nape then. */
static void tilt(struct ring *r, const struct skeleton *s, float degrees)
{
    const struct frame *top = &s->spine[SPINE_STEPS];
    float bent = smoothf(0.15f, 0.80f, v3_dot(s->head.y, top->z));
    r->v = v3_turn(r->v, top->x, degrees * (1 - bent));
    /* The uppermost end inside the neck, which leans away from it. */
    r->back -= (0.0002f * degrees + 0.0024f * maxf(degrees - 17, 0)) * bent;
}

/* Lines round hem and collar, and the hem's edge. */
static void draw_seams(struct mesh *mesh, const struct ring *rings, int count, int hem, int collar)
{
    struct limb_line line = {
        .degrees = {0, 360}, .half = 0.0008f, .even = true, .square = TRUNK_SQUARE};
    line.ring[0] = line.ring[1] = (float)hem + 0.32f;
    limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_FOLD);
    line.ring[0] = line.ring[1] = (float)hem + 0.03f;
    line.half = HEM_LIP;
    limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_LIP);
    line.half = 0.0008f;
    line.ring[0] = line.ring[1] = (float)collar - 0.42f;
    limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_FOLD);
}

/* The ring, with parts of one, at a height of the spine. */
static float ring_at(float y, int hem, int collar)
{
    int i = 0;
    while (i + 2 < GIRTH_TRUNK && girth_trunk[i + 1].y < y)
        i++;
    float at = (float)i + (y - girth_trunk[i].y) / (girth_trunk[i + 1].y - girth_trunk[i].y);
    return at + (i >= HEM_SLICE ? (float)(hem - HEM_SLICE) : 0) +
           (i >= COLLAR_SLICE ? (float)(collar - hem - COLLAR_SLICE + HEM_SLICE) : 0);
}

/* Where the trunk is bent, how hard the shirt is squeezed on that side: the chest's way up in the
 * pelvis' axes, and the lap that it lies in. */
static float squeezed(const struct skeleton *s, int side)
{
    const struct frame *pelvis = &s->spine[0];
    const struct limb *leg = &s->leg[side];
    vec3 up = s->chest.y, thigh = v3_unit(v3_sub(leg->mid, leg->root));
    float aside = side_sign(side) * v3_dot(up, pelvis->x);
    float lap = smoothf(0.2f, 1.0f, v3_dot(thigh, pelvis->z));
    return maxf(0, aside) * 1.4f + maxf(0, v3_dot(up, pelvis->z)) * 0.9f +
           fabsf(v3_dot(s->chest.z, pelvis->x)) * 0.6f + 0.34f * lap;
}

/* Degrees round the trunk, from the middle of its front to the left. */
static float to_left(float degrees)
{
    return 90 + degrees;
}

/* Folds round the waist, from the flank to the front, and those in which the shirt hangs down from
 * the armpit. */
static void draw_folds(struct mesh *mesh, const struct skeleton *s, const struct ring *rings,
                       int count, int hem, int collar)
{
    /* Height and degrees where it begins, and where it ends. */
    static const float waist[3][4] = {
        {0.118f, 98, 0.094f, 34}, {0.162f, 92, 0.150f, 46}, {0.204f, 86, 0.216f, 52}};
    static const float hangs[3][4] = {
        {0.352f, 58, 0.150f, 40}, {0.352f, 112, 0.190f, 132}, {0.165f, 128, 0.050f, 144}};
    const float hard[2] = {smoothf(0.04f, 0.72f, squeezed(s, FIGURE_LEFT)),
                           smoothf(0.04f, 0.72f, squeezed(s, FIGURE_RIGHT))};
    for (int i = 0; i < 12; i++) {
        int side = i % 2, row = i / 2 % 3;
        bool hang = i >= 6;
        const float *w = hang ? hangs[row] : waist[row];
        float much = hang ? 0.75f * (1 - hard[side]) : hard[side] * (1 - 0.15f * (float)row);
        float turn = side_sign(side);
        struct limb_line line = {.ring = {ring_at(w[0], hem, collar), ring_at(w[2], hem, collar)},
                                 .degrees = {to_left(turn * w[1]), to_left(turn * w[3])},
                                 .half = (hang ? 0.0010f : 0.0020f) * much,
                                 .soft = 0.019f * smoothf(0, 0.8f, much),
                                 .square = TRUNK_SQUARE};
        if (much > 0.08f)
            limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_FOLD);
    }
}

/* The spine's furrow, and the inner edges of the shoulder blades. */
static void draw_back(struct mesh *mesh, const struct ring *rings, int count, int hem, int collar)
{
    /* Heights, degrees from the middle of the back, half its width. */
    static const float ways[2][5] = {{0.350f, 0.120f, 0, 0, 0.0042f},
                                     {0.400f, 0.296f, 25, 35, 0.0038f}};
    for (int i = 0; i < 3; i++) {
        const float *w = ways[(i + 1) / 2];
        float turn = i & 1 ? 1.0f : -1.0f;
        struct limb_line line = {.ring = {ring_at(w[0], hem, collar), ring_at(w[1], hem, collar)},
                                 .degrees = {270 + turn * w[2], 270 + turn * w[3]},
                                 .half = w[4],
                                 .square = TRUNK_SQUARE};
        limb_draw_line(mesh, rings, count, &line, MATERIAL_SHIRT_HOLLOW);
    }
}

void body_build_trunk(struct mesh *mesh, const struct skeleton *s, const struct person *p,
                      struct ring *rings, struct join_trunk *trunk)
{
    int n = 0, hem = 0, collar = 0;
    for (int i = 0; i < GIRTH_TRUNK; i++) {
        struct ring r = trunk_ring(s, p, &girth_trunk[i]);
        r.material = i < HEM_SLICE ? MATERIAL_LEGS : MATERIAL_SHIRT;
        if (i == HEM_SLICE)
            hem = n = add_hem(rings, n, &r, &s->spine[0]);
        if (i >= HEM_SLICE && i < HEM_SLICE + 5) {
            float ease = 0.0078f - 0.0016f * (float)(i - HEM_SLICE);
            r.across += ease;
            r.front += ease;
            r.back += ease * 0.5f;
        }
        give_way(&r, s, girth_trunk[i].y);
        fill_belly(&r, s, girth_trunk[i].y);
        round_seat(&r, s, girth_trunk[i].y);
        lie_flat(&r, girth_trunk[i].y);
        tilt(&r, s, girth_trunk[i].tilt);
        if (i == COLLAR_SLICE) {
            collar = n;
            n = add_collar(rings, n, &r);
        }
        if (i >= COLLAR_SLICE)
            r.material = MATERIAL_SKIN;
        rings[n++] = r;
    }
    size_t first = mesh->vertex_count, below = mesh->triangle_count;
    mesh_tube(mesh, rings, n, TRUNK_SEGMENTS, TRUNK_SQUARE, 0.02f);
    body_shade_below_hem(mesh, below, MATERIAL_LEGS, rings[hem].at, v3_scale(s->spine[0].y, -1));
    join_trunk_init(trunk, rings, n);
    if (mesh->detail >= CLOTH_DETAIL) {
        draw_seams(mesh, rings, n, hem, collar);
        draw_folds(mesh, s, rings, n, hem, collar);
        draw_back(mesh, rings, n, hem, collar);
    }
    body_form_trunk(mesh, first, s);
}
