#include "figure/head.h"

#include "base/memory.h"
#include "figure/limb_path.h"

/* Skull with the forms of a face, ears and neck. */

static const struct head_slice skull[] = {
    {-0.0220f, 0.048f, 0.0060f, 0.006f, 0.010f}, {-0.0205f, 0.046f, 0.0200f, 0.024f, 0.034f},
    {-0.0150f, 0.042f, 0.0335f, 0.041f, 0.052f}, {0.000f, 0.034f, 0.0470f, 0.054f, 0.066f},
    {0.022f, 0.024f, 0.0595f, 0.067f, 0.080f},   {0.046f, 0.014f, 0.0690f, 0.078f, 0.088f},
    {0.070f, 0.008f, 0.0745f, 0.085f, 0.094f},   {0.094f, 0.004f, 0.0777f, 0.088f, 0.097f},
    {0.120f, 0.000f, 0.0788f, 0.091f, 0.097f},   {0.146f, -0.002f, 0.0756f, 0.087f, 0.093f},
    {0.170f, -0.004f, 0.0662f, 0.076f, 0.081f},  {0.189f, -0.006f, 0.0504f, 0.058f, 0.062f},
    {0.203f, -0.006f, 0.0273f, 0.032f, 0.034f},  {0.207f, -0.006f, 0.0010f, 0.001f, 0.001f},
};

enum { SKULL_SLICES = sizeof skull / sizeof skull[0] };

/* Of a value with the slope `m0` at one end of a step and `m1` at the other. */
static float hermite(float a, float b, float m0, float m1, float t)
{
    float u = 1 - t;
    return a * (1 + 2 * t) * u * u + b * t * t * (3 - 2 * t) + m0 * t * u * u - m1 * t * t * u;
}

struct head_slice head_slice_at(const struct head_slice *list, int count, float y)
{
    if (y <= list[0].y || y >= list[count - 1].y) {
        struct head_slice end = y <= list[0].y ? list[0] : list[count - 1];
        end.y = y;
        return end;
    }
    int i = 0;
    while (i + 2 < count && list[i + 1].y < y)
        i++;
    const struct head_slice *a = &list[i], *b = a + 1;
    const struct head_slice *before = i > 0 ? a - 1 : a, *after = i + 2 < count ? b + 1 : b;
    float span = b->y - a->y, t = (y - a->y) / span;
    float s0 = span / (b->y - before->y), s1 = span / (after->y - a->y);
    struct head_slice out = {.y = y};
#define FIELD(f) out.f = hermite(a->f, b->f, (b->f - before->f) * s0, (after->f - a->f) * s1, t)
    FIELD(z);
    FIELD(across);
    FIELD(front);
    FIELD(back);
#undef FIELD
    return out;
}

struct head_slice head_skull_at(float y)
{
    return head_slice_at(skull, SKULL_SLICES, y);
}

/* What rises from the smooth skull or sinks into it; those beside the middle come in pairs. */
struct form {
    float x, y, rx, ry, high;
};

static const struct form forms[] = {
    {0.0300f, 0.0870f, 0.0210f, 0.0150f, -0.0060f}, /* eye socket */
    {0.0260f, 0.1080f, 0.0320f, 0.0130f, 0.0030f},  /* brow */
    {0.0440f, 0.0560f, 0.0290f, 0.0270f, 0.0035f},  /* cheek */
    {0.0115f, 0.0475f, 0.0075f, 0.0080f, 0.0045f},  /* wing of the nose */
    {0.0000f, 0.0200f, 0.0330f, 0.0260f, 0.0045f},  /* round the mouth */
    {0.0000f, 0.0245f, 0.0200f, 0.0066f, 0.0028f},  /* upper lip */
    {0.0000f, 0.0130f, 0.0170f, 0.0072f, 0.0031f},  /* lower lip */
    {0.0000f, 0.0192f, 0.0210f, 0.0030f, -0.0010f}, /* between the lips */
    {0.0000f, 0.0035f, 0.0170f, 0.0065f, -0.0020f}, /* below them */
    {0.0000f, -0.0095f, 0.0220f, 0.0150f, 0.0065f}, /* chin */
};

/* How far the nose stands out, and how wide it is, from its wings up to its root. */
static const float nose[][3] = {
    {0.0370f, 0.0000f, 0.0140f}, {0.0410f, 0.0060f, 0.0150f}, {0.0460f, 0.0165f, 0.0165f},
    {0.0510f, 0.0200f, 0.0165f}, {0.0600f, 0.0160f, 0.0140f}, {0.0750f, 0.0090f, 0.0120f},
    {0.0880f, 0.0045f, 0.0110f}, {0.1020f, 0.0015f, 0.0140f}, {0.1160f, 0.0000f, 0.0160f}};

enum { NOSE_ROWS = sizeof nose / sizeof nose[0] };

static float bell(float squared)
{
    return squared < 1 ? (1 - squared) * (1 - squared) : 0;
}

static float nose_at(const struct looks *looks, float x, float y)
{
    x /= looks->nose[1];
    for (int i = 0; i + 1 < NOSE_ROWS; i++) {
        if (y < nose[i][0] || y >= nose[i + 1][0])
            continue;
        float t = (y - nose[i][0]) / (nose[i + 1][0] - nose[i][0]);
        float u = x / mixf(nose[i][2], nose[i + 1][2], t);
        return looks->nose[0] * mixf(nose[i][1], nose[i + 1][1], t) * bell(u * u);
    }
    return 0;
}

/* Lips that let air through stand out, drawn together. */
static const struct form pursed = {0, 0.0185f, 0.0150f, 0.0150f, 0.0062f};
static const struct form chin = {0, -0.0085f, 0.0230f, 0.0170f, 1};

static float high_at(const struct form *f, float x, float y)
{
    float dy = (y - f->y) / f->ry;
    if (dy * dy >= 1)
        return 0;
    float dx = (fabsf(x) - f->x) / f->rx;
    return f->high * bell(dx * dx + dy * dy);
}

static float form_at(const struct face *face, float x, float y)
{
    float high = nose_at(face->looks, x, y);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        high += high_at(&forms[i], x, y);
    high += face->looks->chin * high_at(&chin, x, y);
    return face->purse > 0 ? high + face->purse * high_at(&pursed, x, y) : high;
}

static struct head_slice face_slice(const struct looks *looks, float y)
{
    struct head_slice s = head_skull_at(y);
    s.across *= 1 + looks->jaw * smoothf(0.075f, 0.020f, y);
    return s;
}

vec3 head_face_point(const struct face *face, float x, float y, float lift, vec3 *out)
{
    struct head_slice s = face_slice(face->looks, y);
    const struct frame *head = face->head;
    float across = clampf(x / s.across, -0.98f, 0.98f), ahead = sqrtf(1 - across * across);
    vec3 n = v3_unit(v3(across / s.across, 0, ahead / s.front));
    *out = frame_dir(head, n.x, n.y, n.z);
    return v3_mad(frame_point(head, x, y, s.z + s.front * ahead + form_at(face, x, y)), *out, lift);
}

/* Heights of the skull's rows, close where the face has its forms; the coarse ones are marked. */
static const struct {
    float y;
    bool coarse;
} rows[] = {
    {-0.0220f, true}, {-0.0200f, true}, {-0.0130f, true}, {-0.0050f, true}, {0.0030f, true},
    {0.0090f, false}, {0.0135f, true},  {0.0170f, false}, {0.0192f, false}, {0.0215f, false},
    {0.0250f, true},  {0.0310f, false}, {0.0370f, true},  {0.0410f, true},  {0.0460f, false},
    {0.0510f, true},  {0.0580f, false}, {0.0670f, true},  {0.0770f, false}, {0.0880f, true},
    {0.0980f, false}, {0.1080f, true},  {0.1200f, false}, {0.1340f, true},  {0.1500f, false},
    {0.1660f, true},  {0.1810f, true},  {0.1930f, false}, {0.2010f, true},  {0.2060f, true},
    {0.2070f, true},
};

/* Degrees from the front of the columns on one side; close in front. */
static const float columns[] = {0,  2.7f, 5.6f, 9,  13,  18,  25,  33,
                                42, 53,   67,   83, 101, 121, 140, 160};

enum { ROWS = sizeof rows / sizeof rows[0], COLUMNS = sizeof columns / sizeof columns[0] };

_Static_assert(ROWS * 2 * COLUMNS == HEAD_MOST_SKULL, "room for all of it");

/* Lips are formed anew for as many moments of a breath. */
enum { PURSE_STEPS = 4 };

struct head_forms *head_forms(struct mesh *mesh)
{
    if (!mesh->head)
        mesh->head = MEMORY_NEW(struct head_forms);
    return mesh->head;
}

void head_place(const struct frame *head, const vec3 *forms, int count, vec3 *out)
{
    for (int i = 0; i < count; i++)
        out[i] = frame_point(head, forms[i].x, forms[i].y, forms[i].z);
}

static vec3 skull_point(const struct face *face, const struct head_slice *s, float c, float sn)
{
    float x = sn * s->across;
    if (c < 0)
        return v3(x, s->y, s->z + c * s->back);
    return v3(x, s->y, s->z + c * s->front + form_at(face, x, s->y) * minf(c * 2, 1));
}

vec3 head_skin(const struct face *face, float degrees, float y, float lift)
{
    float a = degrees * 0.017453292f;
    struct head_slice s = face_slice(face->looks, y);
    s.across += lift;
    s.front += lift;
    s.back += lift;
    return skull_point(face, &s, cosf(a), sinf(a));
}

static void form_skull(vec3 *at, const struct face *face, bool fine)
{
    int step = fine ? 1 : 2, side = COLUMNS / step;
    float c[2 * COLUMNS], sn[2 * COLUMNS];
    /* Round from the back over the right side; one column behind closes it. */
    for (int j = -side; j < side; j++) {
        float degrees = j == -side ? 180 : columns[(j < 0 ? -j : j) * step];
        float a = degrees * 0.017453292f;
        c[j + side] = cosf(a);
        sn[j + side] = j < 0 ? -sinf(a) : sinf(a);
    }
    for (int i = 0; i < ROWS; i++) {
        if (!fine && !rows[i].coarse)
            continue;
        struct head_slice s = face_slice(face->looks, rows[i].y);
        for (int j = 0; j < 2 * side; j++)
            *at++ = skull_point(face, &s, c[j], sn[j]);
    }
}

static int coarse_rows(void)
{
    int count = 0;
    for (int i = 0; i < ROWS; i++)
        count += rows[i].coarse;
    return count;
}

/* `face->purse` is a whole number of PURSE_STEPS. */
static void build_skull(struct mesh *mesh, const struct face *face, enum hair who)
{
    struct head_forms *forms = head_forms(mesh);
    vec3 at[HEAD_MOST_SKULL];
    bool fine = mesh->detail > HEAD_FINE_DETAIL;
    struct sheet sheet = {.rows = fine ? ROWS : coarse_rows(),
                          .columns = fine ? 2 * COLUMNS : COLUMNS,
                          .wraps = true,
                          .material = MATERIAL_SKIN,
                          .part = PART_HEAD,
                          .bias = 0.004f};
    int of = (fine ? 2 : 1) + 4 * ((int)who + 8 * (int)(face->purse * PURSE_STEPS + 0.5f));
    if (forms->skull_of != of)
        form_skull(forms->skull, face, fine);
    forms->skull_of = of;
    head_place(face->head, forms->skull, sheet.rows * sheet.columns, at);
    mesh_sheet(mesh, at, &sheet);
}

/* Under the chin is little light. */
static void shade_throat(struct mesh *mesh, size_t first, const struct frame *neck)
{
    for (size_t i = first; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        vec3 d = v3_sub(v->at, neck->o);
        float front = smoothf(-0.03f, 0.03f, v3_dot(d, neck->z));
        v->dim = (uint8_t)(15 * front * smoothf(0.005f, 0.065f, v3_dot(d, neck->y)));
    }
}

/* The muscles from behind the ears to the notch between the collar bones. */
static void draw_throat(struct mesh *mesh, const struct ring *rings)
{
    for (int side = -1; side <= 1; side += 2) {
        float turn = (float)side;
        struct limb_line line = {
            .ring = {1.15f, 3.6f}, .degrees = {90 + 13 * turn, 90 + 76 * turn}, .half = 0.0018f};
        limb_draw_line(mesh, rings, 5, &line, MATERIAL_HOLLOW);
    }
}

/* Wide at its base, where it runs into the shoulders; the throat is hollow under the chin. */
/* More where it bends: of the neck's rings. */
static const float nape[5] = {0.010f, 0.008f, 0.015f, 0.008f, 0};

static float neck_girth(const struct person *p)
{
    return 0.5f + 0.5f * p->limbs;
}

static float neck_bent(const struct skeleton *s)
{
    return clampf(v3_dot(s->head.y, s->spine[SPINE_STEPS].z), 0, 1);
}

struct join_limb body_neck_join(const struct skeleton *s, const struct person *p)
{
    const struct frame *base = &s->spine[SPINE_STEPS];
    struct join_limb neck = {
        .inside = v3_mad(base->o, base->y, -0.035f),
        .joint = v3_mad(base->o, base->y, -0.005f),
        .beyond = frame_point(&s->neck, 0, 0.050f, 0.003f),
        .front = base->z,
        .girth = {{0.086f, 0.050f, 0.058f}, {0.066f, 0.046f, 0.057f}, {0.0475f, 0.047f, 0.055f}},
        .width = 0.030f,
        .near = 0.045f,
        .far = 0.085f};
    float girth = neck_girth(p), bent = neck_bent(s);
    for (int i = 0; i < 3; i++) {
        neck.girth[i].across *= girth;
        neck.girth[i].front *= girth;
        neck.girth[i].back = neck.girth[i].back * girth + nape[i] * bent;
    }
    return neck;
}

size_t body_build_neck(struct mesh *mesh, const struct skeleton *s, const struct person *p)
{
    static const float wide[5] = {0.088f, 0.066f, 0.0510f, 0.0465f, 0.0490f};
    static const float front[5] = {0.050f, 0.046f, 0.0465f, 0.047f, 0.051f};
    static const float back[5] = {0.058f, 0.0570f, 0.0545f, 0.053f, 0.055f};
    const struct frame *n = &s->neck, *h = &s->head, *base = &s->spine[SPINE_STEPS];
    const vec3 at[5] = {v3_mad(base->o, base->y, -0.035f), v3_mad(base->o, base->y, -0.005f),
                        frame_point(n, 0, 0.026f, 0.003f), frame_point(n, 0, 0.055f, 0.004f),
                        frame_point(h, 0, 0.03f, 0.004f)};
    const struct frame *frame[5] = {base, base, n, n, h};
    struct ring rings[5];
    float girth = neck_girth(p), bent = neck_bent(s);
    for (int i = 0; i < 5; i++)
        rings[i] = (struct ring){.at = at[i],
                                 .u = v3_scale(frame[i]->x, -1),
                                 .v = frame[i]->z,
                                 .across = wide[i] * girth,
                                 .front = front[i] * girth,
                                 .back = back[i] * girth + nape[i] * bent,
                                 .material = MATERIAL_SKIN,
                                 .part = PART_HEAD};
    size_t first = mesh->vertex_count;
    mesh_tube(mesh, rings, 5, 16, 1.0f, 0.02f);
    size_t end = mesh->vertex_count;
    shade_throat(mesh, first, n);
    if (mesh->detail > HEAD_FINE_DETAIL)
        draw_throat(mesh, rings);
    return end > first ? end - 1 : first;
}

/* A shell with a rim: the inside is a line. */
static void build_ear(struct mesh *mesh, const struct frame *h, float side)
{
    static const float rim[][2] = {{0.004f, 0.010f},  {0.006f, 0.016f},   {0.000f, 0.0185f},
                                   {-0.006f, 0.013f}, {-0.0065f, 0.002f}, {-0.003f, -0.010f},
                                   {0.002f, -0.015f}};
    struct frame ear = frame_turn(*h, h->y, side * 68.0f);
    ear.o = frame_point(h, side * 0.0765f, 0.066f, -0.010f);
    ear = frame_turn(ear, ear.z, side * -8.0f);
    mesh_ellipsoid(mesh, &ear, v3(0.0140f, 0.0245f, 0.0085f), 10, 6, MATERIAL_SKIN, PART_HEAD,
                   0.003f);
    if (mesh->detail < HEAD_FINE_DETAIL)
        return;
    struct stroke_point line[7];
    for (int i = 0; i < 7; i++)
        line[i] = (struct stroke_point){frame_point(&ear, side * rim[i][0], rim[i][1], 0.0085f),
                                        ear.z, 0.0008f};
    mesh_stroke(mesh, line, 7, MATERIAL_CREASE, PART_HEAD);
}

void body_build_head(struct mesh *mesh, const struct skeleton *s, const struct person *person)
{
    const struct face face = {.head = &s->head,
                              .looks = &person->looks,
                              .eyes = clampf(s->eyes, 0, 1),
                              .purse = floorf(s->purse * PURSE_STEPS + 0.5f) / PURSE_STEPS};
    build_skull(mesh, &face, person->style);
    build_ear(mesh, &s->head, 1);
    build_ear(mesh, &s->head, -1);
    head_build_face(mesh, &face);
    head_build_hair(mesh, &face, person->style);
}
