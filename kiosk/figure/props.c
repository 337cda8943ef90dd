#include "figure/scene.h"

static struct frame place(const struct figure_prop *p, float x, float y, float z)
{
    struct frame f = {p->at, v3(1, 0, 0), v3(0, 1, 0), v3(0, 0, 1)};
    f = frame_turn(f, f.y, p->yaw);
    f.o = frame_point(&f, x, y, z);
    return f;
}

#define SEAT_HALF 0.205f
/* Of the padding, and of the wood below it. */
#define PAD_THICK 0.040f
#define FRAME_THICK 0.032f

/* How square the corners of planed wood are, and those of a seat. */
static const float PLANED = 0.45f, SEAT_SQUARE = 0.30f;

static struct ring prop_ring(vec3 at, vec3 u, vec3 v, float across, float deep, int material)
{
    return (struct ring){.at = at,
                         .u = u,
                         .v = v,
                         .across = across,
                         .front = deep,
                         .back = deep,
                         .material = (uint8_t)material,
                         .part = PART_PROP};
}

/* A piece of wood from `a` to `b` of the prop, with its edges rounded off; at each end half as wide
 * and half as deep as the two of `half` say. */
static void plank(struct mesh *mesh, const struct figure_prop *p, vec3 a, vec3 b,
                  const float half[2][2])
{
    static const float along[4] = {0, 0.006f, -0.006f, 0}, wide[4] = {0.72f, 1, 1, 0.72f};
    struct ring rings[4];
    struct frame f = place(p, 0, 0, 0);
    vec3 from = frame_point(&f, a.x, a.y, a.z), to = frame_point(&f, b.x, b.y, b.z);
    vec3 d = v3_unit(v3_sub(to, from)), u = v3_across(f.x, d, f.z);
    if (fabsf(v3_dot(d, f.x)) > 0.7f)
        u = v3_across(v3_scale(f.y, -1), d, f.z);
    for (int i = 0; i < 4; i++)
        rings[i] = prop_ring(v3_mad(i < 2 ? from : to, d, along[i]), u, v3_cross(d, u),
                             half[i / 2][0] * wide[i], half[i / 2][1] * wide[i], MATERIAL_WOOD);
    rings[1].edge = rings[2].edge = true;
    mesh_tube(mesh, rings, 4, 12, PLANED, 0.004f);
}

/* A slab with round corners, from `low` up to `top`; padding swells to its middle. */
static void slab(struct mesh *mesh, const struct figure_prop *p, float low, float top, float half_x,
                 float half_z, enum material material)
{
    /* How wide; how far up, 0..1; more of it on top, where it takes the body's shade. */
    static const float shape[][2] = {{0.94f, 0},     {1, 0.22f},      {1, 0.55f}, {0.95f, 0.80f},
                                     {0.80f, 0.93f}, {0.50f, 0.985f}, {0.22f, 1}, {0.05f, 1.003f}};
    static const float hard[][2] = {{0.985f, 0}, {1, 0.08f}, {1, 0.92f}, {0.985f, 1}};
    bool soft = material == MATERIAL_PADDING && top - low > 0.02f;
    int count = soft ? (int)(sizeof shape / sizeof shape[0]) : 4;
    struct ring rings[sizeof shape / sizeof shape[0]];
    struct frame f = place(p, 0, 0, 0);
    for (int i = 0; i < count; i++) {
        const float *at = soft ? shape[i] : hard[i];
        rings[i] = prop_ring(v3_mad(f.o, f.y, mixf(low, top, at[1])), f.z, f.x, half_z * at[0],
                             half_x * at[0], (int)material);
    }
    if (!soft)
        rings[1].edge = rings[2].edge = true;
    mesh_tube(mesh, rings, count, 32, soft ? SEAT_SQUARE : PLANED / 3, 0.006f);
}

/* Armless, with a back: it stands behind whoever faces the chair's front, +z. */
static void build_chair(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    static const float leg[2][2] = {{0.0125f, 0.0125f}, {0.019f, 0.019f}};
    static const float post[2][2] = {{0.019f, 0.019f}, {0.0145f, 0.0145f}};
    static const float rail[2][2] = {{0.052f, 0.010f}, {0.052f, 0.010f}};
    static const float slat[2][2] = {{0.022f, 0.008f}, {0.022f, 0.008f}};
    static const float bar[2][2] = {{0.010f, 0.010f}, {0.010f, 0.010f}};
    (void)s;
    float seat = p->size.y, wood = seat - PAD_THICK, foot = SEAT_HALF - 0.030f,
          back = -foot - 0.012f;
    slab(mesh, p, wood, seat, SEAT_HALF, SEAT_HALF, MATERIAL_PADDING);
    slab(mesh, p, wood - FRAME_THICK, wood, SEAT_HALF - 0.008f, SEAT_HALF - 0.008f, MATERIAL_WOOD);
    for (int i = 0; i < 2; i++) {
        float x = (i ? 1.0f : -1.0f) * foot;
        plank(mesh, p, v3(x * 1.03f, 0, foot * 1.04f), v3(x, wood - 0.01f, foot), leg);
        plank(mesh, p, v3(x, 0, back - 0.022f), v3(x, seat - 0.03f, back), leg);
        plank(mesh, p, v3(x, seat - 0.06f, back), v3(x, seat + 0.405f, back), post);
        plank(mesh, p, v3(x * 1.015f, 0.17f, foot), v3(x, 0.17f, back), bar);
    }
    plank(mesh, p, v3(-foot, seat + 0.345f, back), v3(foot, seat + 0.345f, back), rail);
    plank(mesh, p, v3(-foot, seat + 0.19f, back), v3(foot, seat + 0.19f, back), slat);
}

/* Flat webbing along a line: as thick as `depth` where it faces `across`. */
static void webbing(struct mesh *mesh, const vec3 *at, int count, vec3 across)
{
    struct ring rings[MESH_MAX_RINGS];
    for (int i = 0; i < count; i++) {
        vec3 d = v3_unit(v3_sub(at[i + 1 < count ? i + 1 : i], at[i > 0 ? i - 1 : 0]));
        across = v3_across(across, d, v3(0.3f, 0.2f, 0.9f));
        rings[i] = (struct ring){.at = at[i],
                                 .u = across,
                                 .v = v3_cross(d, across),
                                 .across = 0.0190f,
                                 .front = 0.0022f,
                                 .back = 0.0022f,
                                 .material = MATERIAL_STRAP,
                                 .part = PART_PROP};
    }
    mesh_tube(mesh, rings, count, 8, 1.0f, 0.003f);
}

/* From a fist taut round the ball of the foot to the other one; what is left over hangs out of
 * both. */
static void build_strap(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    static const float round[][2] = {
        {0.046f, -0.030f}, {0.051f, -0.056f}, {0.040f, -0.077f}, {0.015f, -0.080f}};
    enum { HALF = 5, TAIL = 6 };
    const struct frame *foot = &s->leg[p->side].tip;
    vec3 at[2 * HALF];
    for (int side = 0; side < 2; side++) {
        float x = side == FIGURE_LEFT ? 1.0f : -1.0f;
        vec3 hand = frame_point(&s->arm[side].tip, 0, PALM_TO_WRIST + 0.005f, PALM_DEPTH + 0.010f);
        at[side == 0 ? 0 : 2 * HALF - 1] = hand;
        for (int i = 0; i < HALF - 1; i++)
            at[side == 0 ? 1 + i : 2 * HALF - 2 - i] =
                frame_point(foot, x * round[i][0], round[i][1], 0.088f);
        vec3 tail[TAIL], away = v3_unit(v3_sub(hand, foot->o));
        for (int i = 0; i < TAIL; i++) {
            float t = (float)i / (TAIL - 1);
            tail[i] = v3_mad(hand, away, 0.035f + 0.06f * t);
            tail[i].y = maxf(tail[i].y - 0.13f * t * t, 0.01f);
        }
        webbing(mesh, tail, TAIL, foot->z);
    }
    webbing(mesh, at, 2 * HALF, foot->z);
}

static void build_band(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    (void)p;
    vec3 hand[2];
    for (int i = 0; i < 2; i++)
        hand[i] = frame_point(&s->arm[i].tip, 0, PALM_TO_WRIST + 0.01f, PALM_DEPTH + 0.008f);
    mesh_rod(mesh, hand[0], hand[1], 0.007f, 6, MATERIAL_STRAP, PART_PROP);
}

static void build_weights(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    (void)p;
    for (int i = 0; i < 2; i++) {
        const struct frame *h = &s->arm[i].tip;
        for (int end = -1; end <= 1; end += 2) {
            float x = (float)end;
            vec3 inner = frame_point(h, x * 0.055f, 0.075f, 0.032f);
            vec3 outer = frame_point(h, x * 0.095f, 0.075f, 0.032f);
            mesh_rod(mesh, inner, outer, 0.034f, 12, MATERIAL_WEIGHT, PART_PROP);
        }
        mesh_rod(mesh, frame_point(h, -0.06f, 0.075f, 0.032f),
                 frame_point(h, 0.06f, 0.075f, 0.032f), 0.012f, 8, MATERIAL_WOOD, PART_PROP);
    }
}

/* The ends of what runs along the x axis of `f`, `half` to either side, look straight out: of the
 * vertices from `first` on. */
static void flatten_ends(struct mesh *mesh, size_t first, const struct frame *f, float half)
{
    for (size_t i = first; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        float along = v3_dot(v3_sub(v->at, f->o), f->x);
        if (fabsf(along) > half - 1e-4f)
            v->normal = v3_scale(f->x, along > 0 ? 1.0f : -1.0f);
    }
}

static void build_bolster(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    (void)s;
    float r = p->size.y / 2, half = p->size.x / 2;
    enum { RINGS = 10 };
    struct ring rings[RINGS];
    /* Flat ends with a round rim: how far from the end, how much less wide, in metres. */
    static const float rim[RINGS / 2][2] = {
        {0, 0.012f}, {0.0015f, 0.006f}, {0.004f, 0.0025f}, {0.008f, 0.0006f}, {0.012f, 0}};
    struct frame f = place(p, 0, r, 0);
    size_t first = mesh->vertex_count;
    for (int i = 0; i < RINGS; i++) {
        const float *at = rim[i < RINGS / 2 ? i : RINGS - 1 - i];
        float along = (i < RINGS / 2 ? -1.0f : 1.0f) * (half - at[0]);
        rings[i] = prop_ring(v3_mad(f.o, f.x, along), f.y, f.z, r - at[1], p->size.z / 2 - at[1],
                             MATERIAL_PADDING);
        /* Straight between its ends. */
        rings[i].edge = i == RINGS / 2 - 1 || i == RINGS / 2;
    }
    mesh_tube(mesh, rings, RINGS, 32, 1.0f, 0.004f);
    flatten_ends(mesh, first, &f, half);
}

static vec3 half_of(const struct figure_prop *p)
{
    return v3_scale(p->size, 0.5f);
}

static void build_step(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    float tread = p->size.y - 0.012f, x = p->size.x / 2, z = p->size.z / 2;
    (void)s;
    slab(mesh, p, 0, tread, x, z, MATERIAL_WOOD);
    slab(mesh, p, tread, p->size.y, x - 0.022f, z - 0.022f, MATERIAL_PADDING);
}

/* A ripple on the water: where it is at x, for a wave that has gone on by `phase`. */
static float ripple(float x, float phase, float row)
{
    return 0.013f * sinf(x * 11.0f + phase + row * 1.9f) +
           0.007f * sinf(x * 23.0f - phase * 1.3f + row);
}

/* How much of a ripple there is at a place: none where the body parts the water, none at the rim.
 */
static float ripple_share(const struct figure_prop *p, const struct skeleton *s, float x, float z)
{
    vec3 a = s->spine[0].o, b = s->chest.o, ab = v3_sub(b, a);
    vec3 at = v3_sub(v3(p->at.x + x, a.y, p->at.z + z), a);
    ab.y = 0;
    float t = clampf(v3_dot(at, ab) / maxf(v3_dot(ab, ab), 1e-6f), 0, 1);
    float rim = hypotf(2 * x / p->size.x, 2 * z / p->size.z);
    return smoothf(0.16f, 0.30f, v3_length(v3_mad(at, ab, -t))) * smoothf(0.90f, 0.55f, rim);
}

/* Broken lines across the surface, which move as the body does. */
static void build_water(struct mesh *mesh, const struct figure_prop *p, const struct skeleton *s)
{
    enum { ROWS = 6, DASHES = 4, POINTS = 9 };
    float phase = 9 * (s->arm[0].end.x + s->leg[0].end.x + s->arm[1].end.y + s->spine[0].o.x);
    float width = p->size.x, depth = p->size.z;
    for (int row = 0; row < ROWS; row++)
        for (int dash = 0; dash < DASHES; dash++) {
            struct stroke_point line[POINTS];
            float start = ((float)dash + 0.12f + 0.22f * (float)((row * 2 + dash) % 3)) / DASHES;
            float length = 0.16f + 0.04f * (float)((row + dash) % 3);
            for (int i = 0; i < POINTS; i++) {
                float t = (float)i / (POINTS - 1);
                float x = (start + length * t - 0.5f) * width * 0.94f;
                float z = (((float)row + 0.5f) / ROWS - 0.5f) * depth * 0.9f;
                z += ripple(x, phase, (float)row);
                line[i] = (struct stroke_point){
                    v3(p->at.x + x, p->at.y + p->size.y + 0.001f, p->at.z + z), v3(0, 1, 0),
                    0.0095f * 4 * t * (1 - t) * ripple_share(p, s, x, z) + 0.0001f};
            }
            mesh_stroke(mesh, line, POINTS, MATERIAL_RIPPLE, PART_PROP);
        }
}

static vec3 half_of_chair(const struct figure_prop *p)
{
    return v3(SEAT_HALF + 0.01f, (p->size.y + 0.40f) / 2, SEAT_HALF + 0.01f);
}

static vec3 half_of_ground(const struct figure_prop *p)
{
    return v3(p->size.x / 2, 0.001f, p->size.z / 2);
}

/* Along the longer side of a box, at height y. */
static struct capsule shadow_of_box(const struct figure_prop *p, vec3 half, float y)
{
    float r = minf(half.z, half.x);
    bool along_x = half.x >= half.z;
    struct frame f = place(p, 0, y, 0);
    float reach = maxf(half.x, half.z) - r;
    vec3 a = along_x ? frame_point(&f, -reach, 0, 0) : frame_point(&f, 0, 0, -reach);
    vec3 b = along_x ? frame_point(&f, reach, 0, 0) : frame_point(&f, 0, 0, reach);
    return (struct capsule){a, b, r, r, PART_PROP};
}

/* Its seat and its legs. */
static int shadow_of_chair(const struct figure_prop *p, struct capsule *out)
{
    const float foot = SEAT_HALF - 0.030f, radius = 0.015f;
    float seat = p->size.y;
    out[0] = shadow_of_box(p, v3(SEAT_HALF, 0, SEAT_HALF), seat);
    out[0].ra = out[0].rb = SEAT_HALF * 0.9f;
    for (int i = 0; i < 4; i++) {
        float x = i & 1 ? foot : -foot, z = i & 2 ? foot : -foot - 0.03f;
        out[1 + i] = (struct capsule){place(p, x, radius, z).o, place(p, x, seat, z).o, radius,
                                      radius, PART_PROP};
    }
    return 5;
}

static int shadow_of(const struct figure_prop *p, struct capsule *out)
{
    out[0] = shadow_of_box(p, half_of(p), half_of(p).z);
    return 1;
}

/* From `low` to `high`, but no further than the prop reaches. */
static void narrow(float *at, float *size, float low, float high)
{
    low = maxf(low, *at - *size / 2);
    high = minf(high, *at + *size / 2);
    if (low >= high)
        return;
    *at = (low + high) / 2;
    *size = high - low;
}

static void crop_wall(struct figure_prop *p, const struct extent *body)
{
    p->size.y = minf(p->size.y, maxf(body->high.y + 0.12f, 0.4f));
    narrow(&p->at.z, &p->size.z, body->low.z - 0.12f, body->high.z + 0.12f);
}

static void crop_water(struct figure_prop *p, const struct extent *body)
{
    narrow(&p->at.x, &p->size.x, body->low.x - 0.12f, body->high.x + 0.12f);
    narrow(&p->at.z, &p->size.z, body->low.z - 0.12f, body->high.z + 0.12f);
}

static void crop_ground(struct figure_prop *p, const struct extent *body)
{
    (void)body;
    p->size = v3(0, 0, 0);
}

/* Those without `build` lie behind: see backdrop.h. */
static const struct prop_kind prop_mat = {
    .fits = true, .half = half_of_ground, .crop = crop_ground};
static const struct prop_kind prop_floor = {
    .fits = true, .half = half_of_ground, .crop = crop_ground};
static const struct prop_kind prop_chair = {.size = {0, 0.44f, 0},
                                            .bears = true,
                                            .half = half_of_chair,
                                            .build = build_chair,
                                            .shadow = shadow_of_chair};
static const struct prop_kind prop_step = {.size = {0.36f, 0.30f, 0.40f},
                                           .bears = true,
                                           .half = half_of,
                                           .build = build_step,
                                           .shadow = shadow_of};
static const struct prop_kind prop_wall = {
    .size = {0.06f, 1.1f, 0.9f}, .half = half_of, .crop = crop_wall};
static const struct prop_kind prop_strap = {.build = build_strap};
static const struct prop_kind prop_bolster = {
    .size = {0.6f, 0.22f, 0.24f}, .half = half_of, .build = build_bolster, .shadow = shadow_of};
static const struct prop_kind prop_water = {
    .size = {2.2f, 1.1f, 1.1f}, .half = half_of, .build = build_water, .crop = crop_water};
static const struct prop_kind prop_weights = {.build = build_weights};
static const struct prop_kind prop_band = {.build = build_band};

static const struct prop_kind *const kinds[PROP_KIND_COUNT] = {
#define X(NAME, name) [PROP_##NAME] = &prop_##name,
    FIGURE_PROPS(X)
#undef X
};

const struct prop_kind *prop_kind_of(const struct figure_prop *prop)
{
    return kinds[prop->kind];
}

vec3 figure_prop_usual_size(enum figure_prop_kind kind)
{
    return kinds[kind]->size;
}

void props_build(struct mesh *mesh, const struct scene *scene, const struct skeleton *s)
{
    for (size_t i = 0; i < scene->prop_count; i++) {
        const struct figure_prop *p = &scene->props[i];
        if (prop_kind_of(p)->build)
            prop_kind_of(p)->build(mesh, p, s);
    }
}

struct extent props_extent(const struct figure_prop *p)
{
    struct extent e = {p->at, p->at};
    if (!prop_kind_of(p)->half)
        return e;
    vec3 half = prop_kind_of(p)->half(p);
    float a = p->yaw * 0.017453292f;
    float x = fabsf(cosf(a)) * half.x + fabsf(sinf(a)) * half.z;
    float z = fabsf(sinf(a)) * half.x + fabsf(cosf(a)) * half.z;
    e.low = v3(p->at.x - x, p->at.y, p->at.z - z);
    e.high = v3(p->at.x + x, p->at.y + 2 * half.y, p->at.z + z);
    return e;
}

int props_capsules(const struct scene *scene, struct capsule *out, int max)
{
    int n = 0;
    for (size_t i = 0; i < scene->prop_count; i++) {
        const struct figure_prop *p = &scene->props[i];
        if (prop_kind_of(p)->shadow && n + PROP_MAX_SHADOWS <= max)
            n += prop_kind_of(p)->shadow(p, out + n);
    }
    return n;
}
