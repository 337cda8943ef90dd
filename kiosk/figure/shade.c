#include "figure/shade.h"

#include "figure/tint.h"

/* What a lit colour turns to: red, green and blue of it, and the share of a white. */
struct tones {
    float deep[3], shadow[3], edge[3];
    float shine, gleam_from;
    color_t gleam;
};

/* Skin is warm in its shade, and warmest where the light ends: some shines through it. */
static const struct tones skin_tones = {{0.66f, 0.52f, 0.50f},
                                        {0.85f, 0.745f, 0.715f},
                                        {0.965f, 0.895f, 0.865f},
                                        0.30f,
                                        0.58f,
                                        0xFFFFF4E2};
/* Cloth and wood turn cool, and cloth is matt: light grows on it, but nothing gleams. */
static const struct tones cloth_tones = {{0.60f, 0.61f, 0.70f},
                                         {0.78f, 0.785f, 0.86f},
                                         {0.925f, 0.92f, 0.955f},
                                         0.10f,
                                         0.60f,
                                         0xFFFFF4E2};
/* Trousers turn cooler than that: a leg in the shade is told from the other before it. */
static const struct tones trouser_tones = {{0.55f, 0.575f, 0.70f},
                                           {0.72f, 0.745f, 0.85f},
                                           {0.89f, 0.90f, 0.955f},
                                           0.11f,
                                           0.60f,
                                           0xFFFFF4E2};
static const struct tones hair_tones = {
    {0.60f, 0.56f, 0.60f}, {0.80f, 0.77f, 0.80f}, {0.95f, 0.94f, 0.95f}, 0.34f, 0.74f, 0xFFFFF4E2};

static const struct tones *tones_of(int material)
{
    switch (material) {
    case MATERIAL_HAIR:
        return &hair_tones;
    case MATERIAL_SKIN:
    case MATERIAL_SOLE:
    case MATERIAL_HOLLOW:
    case MATERIAL_BLUSH:
        return &skin_tones;
    case MATERIAL_LEGS:
    case MATERIAL_LEGS_FOLD:
    case MATERIAL_LEGS_SOFT:
    case MATERIAL_LEGS_LIP:
    case MATERIAL_LEGS_HOLLOW:
        return &trouser_tones;
    default:
        return &cloth_tones;
    }
}

/* Nobody sees so small a step from the tone before, and fewer of them pack better. */
static void ramp_set(uint32_t *ramp, int i, uint32_t color)
{
    enum { UNSEEN = 3 };
    ramp[i] = i > 0 && tint_near(color, ramp[i - 1], UNSEEN) ? ramp[i - 1] : color;
}

/* Shade, the border of the light, light that grows towards a soft gleam. */
static void ramp_init(uint32_t *ramp, uint32_t base, const struct tones *tones)
{
    const float *d = tones->deep, *s = tones->shadow, *e = tones->edge;
    uint32_t deep = tint_multiply(base, d[0], d[1], d[2]);
    uint32_t shadow = tint_multiply(base, s[0], s[1], s[2]);
    uint32_t edge = tint_multiply(base, e[0], e[1], e[2]);
    uint32_t high = tint_toward(base, tones->gleam, tones->shine);
    for (int i = 0; i < SHADE_LEVELS; i++) {
        float t = (float)i / (SHADE_LEVELS - 1);
        uint32_t c = tint_toward(deep, shadow, smoothf(0.02f, 0.38f, t));
        c = tint_toward(c, edge, smoothf(0.36f, 0.56f, t));
        c = tint_toward(c, base, smoothf(0.50f, 0.74f, t));
        ramp_set(ramp, i, tint_toward(c, high, smoothf(tones->gleam_from, 1.02f, t)));
    }
}

/* A zone glows by itself: shade darkens it less than what it lies upon, and yet the body stays
 * round. */
static void glow_init(uint32_t *ramp, uint32_t base)
{
    for (int i = 0; i < SHADE_LEVELS; i++) {
        float t = (float)i / (SHADE_LEVELS - 1);
        float dark = 1 - smoothf(0.10f, 0.62f, t);
        uint32_t c = tint_multiply(base, 1 - 0.09f * dark, 1 - 0.17f * dark, 1 - 0.20f * dark);
        ramp_set(ramp, i, tint_toward(c, 0xFFFFF0DC, 0.14f * smoothf(0.62f, 1.0f, t)));
    }
}

/* Warm and lit from inside, deeper toward the border, which keeps the shape clear: red would be a
 * sore. Nerves are yellow, as in plates of anatomy. */
static void glows_init(struct shade_glow glow[GLOWS])
{
    glow_init(glow[GLOW_MUSCLE].middle, 0xFFF69C42);
    glow_init(glow[GLOW_MUSCLE].rim, 0xFFE66F26);
    glow_init(glow[GLOW_MUSCLE].line, 0xFFC2561C);
    glow_init(glow[GLOW_NERVE].middle, 0xFFFFD24A);
    glow_init(glow[GLOW_NERVE].rim, 0xFFFFC63C);
    glow_init(glow[GLOW_NERVE].line, 0xFFFFE38A);
}

static void lit_init(struct shade_ramps *ramps, const struct person *person)
{
    for (int m = 0; m < MATERIAL_COUNT; m++) {
        ramp_init(ramps->lit[m], person_color(person, (enum material)m), tones_of(m));
    }
    for (int i = 0; i < SHADE_LEVELS; i++) {
        ramps->lit[MATERIAL_RIPPLE][i] = person_color(person, MATERIAL_RIPPLE);
        ramps->lit[MATERIAL_ARROW][i] = person_color(person, MATERIAL_ARROW);
        ramps->lit[MATERIAL_ARROW_RIM][i] = person_color(person, MATERIAL_ARROW_RIM);
        ramps->lit[MATERIAL_AIR][i] = 0xFF6CAAE2;
        ramps->lit[MATERIAL_INK][i] = person_color(person, MATERIAL_INK);
        ramps->lit[MATERIAL_BROW][i] = person_color(person, MATERIAL_BROW);
    }
    glows_init(ramps->glow);
}

void shade_ramps_init(struct shade_ramps *ramps, const struct person *person, const float ink[2])
{
    if (ramps->person != person)
        lit_init(ramps, person);
    ramps->person = person;
    ramps->glow_share = 1;
    for (int m = 0; m < MATERIAL_COUNT; m++) {
        uint32_t base = person_color(person, (enum material)m);
        /* Lines are of what they bound, only darker; those between parts lighter than the rim. */
        uint32_t line = tint_toward(tint_multiply(base, 0.40f, 0.31f, 0.35f), 0xFF1C2030, 0.18f);
        for (int rim = 0; rim < 2; rim++)
            ramps->outline[rim][m] = tint_toward(base, line, ink[rim] * (rim ? 1.0f : 0.88f));
    }
}

/* Parts whose capsules are no obstacle to a part's own skin: itself and its neighbour at a joint.
 */
static const uint32_t own_parts[PART_COUNT] = {
#define OWN(part) [part] = 1u << (part)
#define JOINED(a, b) [a] = 1u << (a) | 1u << (b), [b] = 1u << (a) | 1u << (b)
    OWN(PART_TRUNK),
    OWN(PART_HEAD),
    OWN(PART_LEFT_UPPER_ARM),
    OWN(PART_RIGHT_UPPER_ARM),
    OWN(PART_LEFT_THIGH),
    OWN(PART_RIGHT_THIGH),
    OWN(PART_PROP),
    JOINED(PART_LEFT_FOREARM, PART_LEFT_HAND),
    JOINED(PART_RIGHT_FOREARM, PART_RIGHT_HAND),
    JOINED(PART_LEFT_SHANK, PART_LEFT_FOOT),
    JOINED(PART_RIGHT_SHANK, PART_RIGHT_FOOT),
#undef OWN
#undef JOINED
};

/* Round a capsule and all that feels it. */
struct ball {
    vec3 middle;
    float squared; /* its radius */
};

static struct ball ball_round(const struct capsule *c)
{
    float r = v3_length(v3_sub(c->b, c->a)) / 2 + 3.0f * maxf(c->ra, c->rb);
    return (struct ball){v3_lerp(c->a, c->b, 0.5f), r * r};
}

static void add_obstacle(struct shade *shade, const struct capsule *c)
{
    struct shade_obstacles *o = &shade->four[shade->count / 4];
    struct ball ball = ball_round(c);
    int i = shade->count++ % 4;
    if (i == 0)
        *o = (struct shade_obstacles){.squared = splat(-1), .squared_length = splat(1)};
    vec3 ab = v3_sub(c->b, c->a);
    o->ax[i] = c->a.x;
    o->ay[i] = c->a.y;
    o->az[i] = c->a.z;
    o->abx[i] = ab.x;
    o->aby[i] = ab.y;
    o->abz[i] = ab.z;
    o->squared_length[i] = maxf(v3_dot(ab, ab), 1e-6f);
    /* A hand is thin: what it darkens on cloth looks like a stain. */
    float thick = c->part == PART_LEFT_HAND || c->part == PART_RIGHT_HAND ? 0.62f : 1;
    o->ra[i] = c->ra * thick;
    o->wider[i] = (c->rb - c->ra) * thick;
    o->x[i] = ball.middle.x;
    o->y[i] = ball.middle.y;
    o->z[i] = ball.middle.z;
    o->squared[i] = ball.squared;
    o->part[i] = 1 << c->part;
}

/* Where each of the four touches what `own` does not name: all ones. */
static inline v4i feels(const struct vertex *v, const struct shade_obstacles *o, uint32_t own)
{
    v4f x = o->x - v->at.x, y = o->y - v->at.y, z = o->z - v->at.z;
    v4i others = (o->part & (int32_t)own) == 0;
    return (x * x + y * y + z * z < o->squared) & others;
}

/* The share of the sky that each of them hides, as a sphere at its nearest point would. */
static inline v4f hidden(const struct vertex *v, const struct shade_obstacles *o)
{
    v4f apx = v->at.x - o->ax, apy = v->at.y - o->ay, apz = v->at.z - o->az;
    v4f along = apx * o->abx + apy * o->aby + apz * o->abz;
    v4f t = clamp4(along / o->squared_length, splat(0), splat(1));
    v4f x = o->ax + o->abx * t - v->at.x, y = o->ay + o->aby * t - v->at.y;
    v4f z = o->az + o->abz * t - v->at.z;
    v4f r = o->ra + o->wider * t, squared = r * r, d2 = x * x + y * y + z * z;
    v4f facing = v->normal.x * x + v->normal.y * y + v->normal.z * z;
    v4f fade = 1.0f - d2 / (9.0f * r * r);
    v4f share = facing / sqrt4(max4(d2, splat(1e-8f))) * min4(splat(1), squared / d2) * fade;
    return (v4f)(~((d2 > 9.0f * r * r) | (facing <= 0)) & (v4i)share);
}

static float contact_shade(const struct vertex *v, const struct shade *shade)
{
    float sum = 0;
    for (int i = 0; i < shade->count && v->seam < 255; i += 4) {
        const struct shade_obstacles *o = &shade->four[i / 4];
        v4i who = feels(v, o, own_parts[v->part]);
        if (!any4(who))
            continue;
        v4f shares = (v4f)(who & (v4i)hidden(v, o));
        for (int k = 0; k < 4; k++)
            sum += shares[k];
    }
    sum *= 1 - (float)v->seam / 255;
    if (v->normal.y < 0.3f)
        sum += (0.3f - v->normal.y) * 0.42f * clampf(1.0f - v->at.y / 0.22f, 0, 1);
    return minf(sum, 1.0f);
}

enum { LIMB_PARTS = 3, PAIRS = 2 }; /* parts of a limb; arms and legs */

static bool is_upper(int part)
{
    return part == PART_LEFT_UPPER_ARM || part == PART_RIGHT_UPPER_ARM || part == PART_LEFT_THIGH ||
           part == PART_RIGHT_THIGH;
}

static void find_far_limbs(struct shade_far *far, const struct camera *camera,
                           const struct capsule *capsules, int count)
{
    /* Arms, mostly bare, and legs. */
    static const float darkest[PAIRS] = {0.15f * SHADE_LEVELS, 0.27f * SHADE_LEVELS};
    float near[PART_COUNT] = {0};
    *far = (struct shade_far){0};
    for (int i = 0; i < count; i++) {
        const struct capsule *c = &capsules[i];
        near[c->part] = v3_dot(v3_lerp(c->a, c->b, 0.5f), camera->back);
        far->root[c->part] = c->a;
    }
    for (int i = 0; i < PAIRS; i++) {
        float apart = 0; /* how much nearer the left one is */
        int first = PART_LEFT_UPPER_ARM + i * 2 * LIMB_PARTS;
        for (int part = first; part < first + 2 * LIMB_PARTS; part += 2)
            apart += (near[part] - near[part + 1]) / LIMB_PARTS;
        for (int part = first; part < first + 2 * LIMB_PARTS; part += 2) {
            far->less[part] = darkest[i] * smoothf(0.03f, 0.15f, -apart);
            far->less[part + 1] = darkest[i] * smoothf(0.03f, 0.15f, apart);
        }
    }
}

/* Grows from shoulder or hip on: the trunk is as light as ever. */
static float far_shade(const struct vertex *v, const struct shade_far *far)
{
    float less = far->less[v->part];
    if (less <= 0 || !is_upper(v->part))
        return less;
    vec3 d = v3_sub(v->at, far->root[v->part]);
    return less * smoothf(0.003f, 0.06f, v3_dot(d, d));
}

static const float REFLECTED_FROM = 0.35f;

/* What the room throws back: skin that turns away in the shade gets a little lighter again. `lit`:
 * how far it faces the lamp, less than REFLECTED_FROM. */
static inline float reflected(const struct vertex *v, float lit, vec3 back)
{
    float turned = 1 - clampf(v3_dot(v->normal, back), 0, 1);
    return 0.24f * turned * turned * minf(REFLECTED_FROM - lit, 1);
}

/* Taken from the light of a leg where the other one, or its own shank, lies before it. */
static const float OVERLAP_DARK = 0.28f * SHADE_LEVELS;

void shade_init(struct shade *shade, const struct camera *camera, const struct capsule *capsules,
                int count)
{
    shade->count = 0;
    for (int i = 0; i < count; i++)
        add_obstacle(shade, &capsules[i]);
    find_far_limbs(&shade->far, camera, capsules, count);
    overlap_init(&shade->overlap, camera, capsules, count);
    /* More to the side than for shadows: bodies are round by what is lit. */
    shade->lamp = scene_light(camera, 0.60f, 0.74f, 0.54f);
    shade->sky = scene_lamp(camera);
    shade->back = camera->back;
}

WIDER float shade_light(const struct shade *shade, const struct vertex *v)
{
    float lit = v3_dot(v->normal, shade->lamp), d = lit * 0.5f + 0.5f;
    if (lit < REFLECTED_FROM)
        d += reflected(v, lit, shade->back);
    float share = clampf(d * 0.98f + 0.02f - 0.50f * contact_shade(v, shade), 0, 1);
    float less = far_shade(v, &shade->far) + (float)v->dim;
    if (shade->overlap.before[v->part])
        less += OVERLAP_DARK * overlap_shade(&shade->overlap, v->part, v->at);
    return maxf(share * (SHADE_LEVELS - 1) - less, 0);
}
