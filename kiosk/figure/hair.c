#include "figure/head.h"

/* Hair: a shell over the skull that grows from the hairline up, with strokes for strands, and below
 * it a band where it thins out.
 * Places on it: degrees from the front, to the left positive, and the share of the way from the
 * hairline to the crown. */

enum { LINE_POINTS = 12, MAX_STROKES = 20 };

struct stroke_way {
    float from, from_up, to, to_up; /* degrees, share; degrees, share */
    float weight;                   /* of 1; how thick it is */
};

struct hair_style {
    /* Where it ends below: degrees from the front, height. */
    float line[LINE_POINTS][2];
    const struct head_slice *shape; /* NULL: the skull with `thick` upon it */
    int shape_count;
    float thick, top, tuft; /* metres; at the sides, upon the crown, more of it in front */
    float fade;             /* metres below the line that it thins out over */
    float fringe;           /* metres that it hangs lower on the left of the brow */
    float waves, ripple;    /* locks round the head; metres they stand out */
    struct stroke_way strokes[MAX_STROKES];
    int stroke_count;
    bool mirrored; /* the strokes are on both sides */
};

/* Tucked behind the ears, close at the nape, full above. */
static const struct head_slice bob[] = {
    {-0.030f, 0.010f, 0.0500f, 0.056f, 0.060f}, {0.000f, 0.006f, 0.0580f, 0.060f, 0.066f},
    {0.020f, 0.000f, 0.0680f, 0.066f, 0.074f},  {0.040f, -0.006f, 0.0775f, 0.072f, 0.084f},
    {0.070f, -0.010f, 0.0835f, 0.079f, 0.092f}, {0.100f, -0.010f, 0.0875f, 0.087f, 0.096f},
    {0.125f, -0.006f, 0.0895f, 0.095f, 0.099f}, {0.148f, -0.004f, 0.0875f, 0.099f, 0.098f},
    {0.170f, -0.003f, 0.0800f, 0.092f, 0.092f}, {0.192f, -0.003f, 0.0645f, 0.074f, 0.076f},
    {0.208f, -0.003f, 0.0430f, 0.050f, 0.051f}, {0.218f, -0.003f, 0.0150f, 0.018f, 0.018f},
    {0.219f, -0.003f, 0.0010f, 0.001f, 0.001f},
};

static const struct hair_style styles[] = {
    [HAIR_BUN] = {.line = {{0, 0.163f},
                           {18, 0.163f},
                           {38, 0.152f},
                           {56, 0.130f},
                           {68, 0.108f},
                           {78, 0.091f},
                           {86, 0.096f},
                           {100, 0.094f},
                           {112, 0.069f},
                           {135, 0.042f},
                           {160, 0.031f},
                           {180, 0.028f}},
                  .thick = 0.0065f,
                  .top = 0.0080f,
                  .fade = 0.0060f,
                  .waves = 19,
                  .ripple = 0.0010f,
                  .strokes = {{3, 0.02f, 152, 0.88f, 0.55f},
                              {17, 0.03f, 151, 0.80f, 1.0f},
                              {34, 0.05f, 152, 0.72f, 0.6f},
                              {53, 0.04f, 155, 0.65f, 1.15f},
                              {78, 0.08f, 159, 0.57f, 0.7f},
                              {122, 0.05f, 166, 0.48f, 1.0f},
                              {154, 0.05f, 173, 0.42f, 0.6f}},
                  .stroke_count = 7,
                  .mirrored = true},
    [HAIR_SHORT] = {.line = {{0, 0.152f},
                             {20, 0.154f},
                             {38, 0.150f},
                             {50, 0.134f},
                             {62, 0.116f},
                             {74, 0.088f},
                             {84, 0.086f},
                             {90, 0.102f},
                             {106, 0.084f},
                             {124, 0.046f},
                             {150, 0.034f},
                             {180, 0.032f}},
                    .thick = 0.0075f,
                    .top = 0.0150f,
                    .tuft = 0.0050f,
                    .fringe = 0.005f,
                    .fade = 0.0075f,
                    .waves = 13,
                    .ripple = 0.0012f,
                    .strokes = {{-36, 0.03f, -118, 0.84f, 1.0f},
                                {-14, 0.02f, 26, 0.60f, 0.6f},
                                {6, 0.03f, 50, 0.55f, 1.2f},
                                {30, 0.05f, 74, 0.46f, 0.7f},
                                {-70, 0.26f, -112, 0.30f, 0.8f},
                                {76, 0.30f, 122, 0.30f, 1.1f},
                                {138, 0.50f, 158, 0.16f, 0.7f},
                                {-146, 0.52f, -164, 0.14f, 1.0f}},
                    .stroke_count = 8},
    [HAIR_BOB] = {.line = {{0, 0.146f},
                           {14, 0.146f},
                           {28, 0.140f},
                           {42, 0.120f},
                           {56, 0.096f},
                           {68, 0.074f},
                           {78, 0.078f},
                           {88, 0.100f},
                           {104, 0.097f},
                           {120, 0.056f},
                           {148, 0.022f},
                           {180, 0.018f}},
                  .shape = bob,
                  .shape_count = sizeof bob / sizeof bob[0],
                  .thick = 0.0120f,
                  .top = 0.0150f,
                  .fringe = 0.020f,
                  .waves = 14,
                  .ripple = 0.0022f,
                  .strokes = {{34, 0.03f, -14, 0.56f, 1.0f},
                              {14, 0.03f, -17, 0.40f, 0.6f},
                              {-32, 0.04f, -22, 0.58f, 0.9f},
                              {70, 0.03f, 36, 0.70f, 1.2f},
                              {104, 0.02f, 80, 0.64f, 0.7f},
                              {137, 0.02f, 116, 0.60f, 1.1f},
                              {170, 0.02f, 152, 0.60f, 0.6f},
                              {-152, 0.02f, -172, 0.62f, 1.1f},
                              {-116, 0.02f, -134, 0.60f, 0.7f},
                              {-78, 0.02f, -66, 0.66f, 1.2f}},
                  .stroke_count = 10},
    [HAIR_CROP] = {.line = {{0, 0.158f},
                            {14, 0.161f},
                            {30, 0.169f},
                            {44, 0.158f},
                            {56, 0.132f},
                            {70, 0.092f},
                            {82, 0.086f},
                            {90, 0.102f},
                            {106, 0.088f},
                            {124, 0.052f},
                            {150, 0.040f},
                            {180, 0.038f}},
                   .thick = 0.0060f,
                   .top = 0.0075f,
                   .fade = 0.0085f,
                   .waves = 21,
                   .ripple = 0.0009f,
                   .strokes = {{-30, 0.30f, -96, 0.62f, 0.7f},
                               {24, 0.34f, 92, 0.60f, 0.6f},
                               {118, 0.62f, 148, 0.30f, 0.7f},
                               {-126, 0.60f, -152, 0.28f, 0.6f}},
                   .stroke_count = 4},
};

static float hairline(const struct hair_style *style, float degrees)
{
    int i = 0;
    float fringe = style->fringe * smoothf(-16, 20, degrees) * smoothf(62, 40, degrees);
    degrees = fabsf(degrees);
    while (i + 2 < LINE_POINTS && style->line[i + 1][0] < degrees)
        i++;
    const float *a = style->line[i], *b = style->line[i + 1];
    return mixf(a[1], b[1], smoothf(a[0], b[0], degrees)) - fringe;
}

static struct head_slice hair_slice(const struct hair_style *style, float y)
{
    if (style->shape)
        return head_slice_at(style->shape, style->shape_count, y);
    /* The skull's own slice where that is below the hair's top by the same share. */
    float lift = style->top * smoothf(0.13f, 0.207f, y);
    struct head_slice s = head_skull_at(y - lift);
    s.y = y;
    s.across += style->thick;
    s.front += style->thick;
    s.back += style->thick;
    return s;
}

static float crown(const struct hair_style *style)
{
    return style->shape ? style->shape[style->shape_count - 1].y : 0.207f + style->top;
}

struct hair_place {
    float degrees, up; /* up: share of the way from the hairline to the crown */
};

/* What all places above each other have in common. */
struct hair_column {
    float a, c, s, low; /* the angle; the hairline there */
};

static struct hair_column hair_column(const struct hair_style *style, float degrees)
{
    float a = degrees * 0.017453292f;
    return (struct hair_column){a, cosf(a), sinf(a), hairline(style, degrees)};
}

/* In the head's own space. */
static vec3 column_point(const struct hair_style *style, const struct hair_column *column, float up,
                         float lift)
{
    float y = mixf(column->low, crown(style), up);
    struct head_slice slice = hair_slice(style, y);
    float depth = column->c < 0 ? slice.back : slice.front;
    float out = lift + style->ripple * sinf(column->a * style->waves + y * 30.0f);
    out += style->tuft * smoothf(0.2f, 0.9f, column->c) * smoothf(0.0f, 0.12f, up) * (1 - up);
    return v3(column->s * (slice.across + out), y, slice.z + column->c * (depth + out));
}

static vec3 hair_point(const struct frame *h, const struct hair_style *style, struct hair_place at,
                       float lift)
{
    struct hair_column column = hair_column(style, at.degrees);
    vec3 p = column_point(style, &column, at.up, lift);
    return frame_point(h, p.x, p.y, p.z);
}

/* Shares of the way up of the shell's rows; the first two make its edge. */
static const float ups[] = {0,     0.006f, 0.03f, 0.09f, 0.18f, 0.30f, 0.44f,
                            0.58f, 0.71f,  0.82f, 0.90f, 0.96f, 0.99f, 1};

enum { ROWS = sizeof ups / sizeof ups[0], MOST_ROWS = 2 * ROWS - 1, MOST_COLUMNS = 80 };

/* Rows between the others, where a picture is that large. */
#define HEAD_FINEST_DETAIL 450.0f

_Static_assert(MOST_ROWS *MOST_COLUMNS == HEAD_MOST_HAIR, "room for all of it");

static void form_shell(vec3 *at, const struct hair_style *style, int rows, int columns)
{
    struct hair_column column[MOST_COLUMNS];
    for (int j = 0; j < columns; j++)
        column[j] = hair_column(style, 360.0f * (float)j / (float)columns - 180);
    bool finest = rows == MOST_ROWS;
    float edge = style->shape ? -3.2f : -1.9f; /* what hangs free has a floor up to the neck */
    float thin = style->shape ? 0.30f : 0.85f, full = style->shape ? 0.03f : 0.13f;
    for (int i = 0; i + 1 < rows; i++) {
        int row = finest ? i / 2 : i;
        float up = finest && i % 2 ? (ups[row] + ups[row + 1]) / 2 : ups[row];
        float inward = up < 0.001f ? edge : -thin * smoothf(full, 0, up);
        for (int j = 0; j < columns; j++)
            *at++ = column_point(style, &column[j], up, inward * style->thick);
    }
    for (int j = 0; j < columns; j++)
        *at++ = v3(0, crown(style), -0.005f);
}

static void build_shell(struct mesh *mesh, const struct frame *h, enum hair hair)
{
    struct head_forms *forms = head_forms(mesh);
    vec3 at[HEAD_MOST_HAIR];
    bool fine = mesh->detail > HEAD_FINE_DETAIL, finest = mesh->detail > HEAD_FINEST_DETAIL;
    struct sheet sheet = {.rows = finest ? MOST_ROWS : ROWS,
                          .columns = finest ? MOST_COLUMNS
                                     : fine ? 48
                                            : 24,
                          .wraps = true,
                          .material = MATERIAL_HAIR,
                          .part = PART_HEAD,
                          .bias = 0.010f};
    int count = sheet.rows * sheet.columns, of = ((int)hair + 1) * HEAD_MOST_HAIR + count;
    if (forms->hair_of != of)
        form_shell(forms->hair, &styles[hair], sheet.rows, sheet.columns);
    forms->hair_of = of;
    head_place(h, forms->hair, count, at);
    mesh_sheet(mesh, at, &sheet);
}

static struct stroke_point strand_point(const struct frame *h, const struct hair_style *style,
                                        struct hair_place at)
{
    struct hair_place aside = {at.degrees + 3, at.up}, above = {at.degrees, at.up + 0.02f};
    struct stroke_point p = {.at = hair_point(h, style, at, 0)};
    vec3 across = v3_sub(hair_point(h, style, aside, 0), p.at);
    p.out = v3_unit(v3_cross(across, v3_sub(hair_point(h, style, above, 0), p.at)));
    p.at = v3_mad(p.at, p.out, 0.0030f);
    return p;
}

/* The share of the way up of height `y`, seen from the hairline there. */
static float up_at(const struct hair_style *style, float degrees, float y)
{
    float low = hairline(style, degrees);
    return maxf((y - low) / (crown(style) - low), 0.01f);
}

static float height_at(const struct hair_style *style, float degrees, float up)
{
    return mixf(hairline(style, degrees), crown(style), up);
}

/* It runs evenly from height to height, however the hairline goes below it. */
static void build_strand(struct mesh *mesh, const struct frame *h, const struct hair_style *style,
                         const struct stroke_way *way, float side)
{
    enum { POINTS = 9 };
    struct stroke_point p[POINTS];
    float from = height_at(style, side * way->from, way->from_up);
    float to = height_at(style, side * way->to, way->to_up);
    for (int i = 0; i < POINTS; i++) {
        float t = (float)i / (POINTS - 1), degrees = side * mixf(way->from, way->to, t);
        float y = mixf(from, to, t * (1.35f - 0.35f * t));
        p[i] = strand_point(h, style, (struct hair_place){degrees, up_at(style, degrees, y)});
        p[i].half = way->weight * 0.0095f * t * (1 - t) * (1.45f - 0.9f * t) + 0.0002f;
    }
    mesh_stroke(mesh, p, POINTS, MATERIAL_STRAND, PART_HEAD);
}

#define BUN 0.041f

static vec3 bun_at(const struct frame *h)
{
    return frame_point(h, 0, 0.176f, -0.088f);
}

struct capsule body_hair(const struct skeleton *s, const struct person *person)
{
    vec3 at = person->style == HAIR_BUN ? bun_at(&s->head) : frame_point(&s->head, 0, 0.125f, 0);
    float radius = person->style == HAIR_BUN ? BUN : 0.1f;
    return (struct capsule){at, at, radius, radius, PART_HEAD};
}

/* Its strands wind round the axis that stands on the head there. */
static void build_bun(struct mesh *mesh, const struct frame *h, bool strands)
{
    enum { POINTS = 8 };
    struct frame f = frame_turn(*h, h->x, -42.0f);
    f.o = bun_at(h);
    mesh_ellipsoid(mesh, &f, v3(BUN, 0.035f, BUN), 14, 9, MATERIAL_HAIR, PART_HEAD, 0.006f);
    for (int k = 0; k < 6 && strands; k++) {
        struct stroke_point p[POINTS];
        for (int i = 0; i < POINTS; i++) {
            float t = (float)i / (POINTS - 1), a = ((float)k / 6 + 0.22f * t) * 6.2831853f;
            float high = mixf(-0.35f, 0.80f, t), round = sqrtf(1 - high * high);
            vec3 n = v3(cosf(a) * round, high, sinf(a) * round);
            p[i].out = frame_dir(&f, n.x, n.y, n.z);
            p[i].at = frame_point(&f, n.x * (BUN + 0.001f), n.y * 0.036f, n.z * (BUN + 0.001f));
            p[i].half = 0.0018f * (1 - t) * (0.4f + t) + 0.0002f;
        }
        mesh_stroke(mesh, p, POINTS, MATERIAL_STRAND, PART_HEAD);
    }
}

enum { FADE_COLUMNS = HEAD_MOST_FADE / 2 };

/* Thin hairs end at uneven heights, less so over the brow; round the ears none do. */
static void form_fade(vec3 *at, const struct hair_style *style, const struct face *face)
{
    for (int j = 0; j < FADE_COLUMNS; j++) {
        float degrees = 360.0f * (float)j / (FADE_COLUMNS - 1) - 180, a = (float)j;
        float uneven = 0.5f + 0.3f * sinf(a * 2.4f) + (j & 1 ? 0.45f : -0.15f);
        float low = hairline(style, degrees), round = fabsf(degrees);
        float share = smoothf(10, 18, fabsf(round - 92)) * mixf(0.5f, 1, smoothf(48, 62, round));
        at[j] = head_skin(face, degrees, low - style->fade * uneven * share, 0.0011f);
        at[FADE_COLUMNS + j] = head_skin(face, degrees, low + 0.004f, 0.0014f);
    }
}

static void build_fade(struct mesh *mesh, const struct face *face, enum hair hair)
{
    struct head_forms *forms = head_forms(mesh);
    vec3 at[HEAD_MOST_FADE];
    if (forms->fade_of != (int)hair + 1)
        form_fade(forms->fade, &styles[hair], face);
    forms->fade_of = (int)hair + 1;
    head_place(face->head, forms->fade, HEAD_MOST_FADE, at);
    mesh_sheet(
        mesh, at,
        &(struct sheet){
            .rows = 2, .columns = FADE_COLUMNS, .material = MATERIAL_HAIRLINE, .part = PART_HEAD});
}

/* Thin hairs before the ear and at the nape: where they leave the line, in degrees, how far they
 * lean to the back, and how long they are, metres. */
static const float wisps[][3] = {{60, -3, 0.009f}, {67, -3, 0.013f}, {72, -1, 0.017f},
                                 {77, 1, 0.014f},  {114, 4, 0.010f}, {128, 5, 0.012f},
                                 {146, 4, 0.011f}, {164, 4, 0.012f}};

static void build_wisp(struct mesh *mesh, const struct face *face, const struct hair_style *style,
                       const float wisp[3], float side)
{
    struct stroke_point p[4];
    float low = hairline(style, wisp[0]);
    for (int i = 0; i < 4; i++) {
        float t = (float)i / 3, y = low + 0.005f - (wisp[2] + 0.005f) * t;
        float degrees = side * (wisp[0] + wisp[1] * t * t), a = degrees * 0.017453292f;
        vec3 at = head_skin(face, degrees, y, 0.0022f * (1 - 0.4f * t));
        p[i].at = frame_point(face->head, at.x, at.y, at.z);
        p[i].out = frame_dir(face->head, sinf(a), 0, cosf(a));
        p[i].half = 0.0013f * (1 - t) + 0.0002f;
    }
    mesh_stroke(mesh, p, 4, MATERIAL_HAIRLINE, PART_HEAD);
}

void head_build_hair(struct mesh *mesh, const struct face *face, enum hair hair)
{
    const struct hair_style *style = &styles[hair];
    const struct frame *head = face->head;
    bool strands = mesh->detail > 1.6f * HEAD_FINE_DETAIL;
    build_shell(mesh, head, hair);
    if (mesh->detail > HEAD_FINE_DETAIL && !style->shape)
        build_fade(mesh, face, hair);
    if (hair == HAIR_BUN)
        build_bun(mesh, head, strands);
    for (int i = 0; i < style->stroke_count && strands; i++) {
        build_strand(mesh, head, style, &style->strokes[i], 1);
        if (style->mirrored)
            build_strand(mesh, head, style, &style->strokes[i], -1);
    }
    for (size_t i = 0; i < sizeof wisps / sizeof wisps[0] && strands && !style->shape; i++) {
        build_wisp(mesh, face, style, wisps[i], 1);
        build_wisp(mesh, face, style, wisps[i], -1);
    }
}
