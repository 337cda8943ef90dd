#include "figure/limb_path.h"

#include <string.h>

void limb_add_ring(struct limb_path *path, vec3 at, vec3 d, vec3 across,
                   const struct limb_profile *p, enum material material, enum part part)
{
    if (path->count >= MESH_MAX_RINGS)
        return;
    vec3 u = v3_across(across, d, path->hinge);
    path->rings[path->count++] = (struct ring){.at = at,
                                               .u = u,
                                               .v = v3_cross(d, u),
                                               .across = p->across * path->scale,
                                               .front = p->front * path->scale,
                                               .back = p->back * path->scale,
                                               .material = (uint8_t)material,
                                               .part = (uint8_t)part,
                                               .bias = part == PART_TRUNK ? 0.06f : 0};
}

/* How far before and behind a joint its skin turns: a hard bend keeps its corner, a soft one has
 * none. Metres; the next rings lie farther away. */
static float turn_reach(float angle)
{
    return 0.036f * smoothf(95, 45, angle);
}

int limb_add_fan(struct limb_path *path, vec3 at, vec3 a, vec3 b, vec3 across_a, vec3 across_b,
                 const struct limb_profile *p, enum material material, const enum part part[2])
{
    float angle = acosf(clampf(v3_dot(a, b), -1, 1)) * 57.29578f,
          reach = path->turn * turn_reach(angle);
    vec3 axis = v3_across(v3_cross(a, b), a, across_a);
    int steps = 1 + (int)(angle / 18.0f), first = path->count;
    if (path->turn > 0 && steps < 3 && angle > 8)
        steps = 3;
    for (int i = 0; i <= steps; i++) {
        float t = (float)i / (float)steps, u = 1 - t;
        vec3 d = v3_turn(a, axis, angle * t);
        vec3 middle = v3_mad(v3_mad(at, a, -reach * u * u), b, reach * t * t);
        limb_add_ring(path, middle, d, v3_lerp(across_a, across_b, t), p, material, part[t > 0.5f]);
    }
    return first;
}

void limb_add_stretch(struct limb_path *path, vec3 a, vec3 b, vec3 across,
                      const struct limb_profile *list, int count, enum material material,
                      enum part part)
{
    vec3 d = v3_unit(v3_sub(b, a));
    for (int i = 0; i < count; i++)
        limb_add_ring(path, v3_lerp(a, b, list[i].at), d, across, &list[i], material, part);
}

static void widen(struct ring *r, float by)
{
    r->across += by;
    r->front += by;
    r->back += by;
}

/* Where cloth hangs to: square to the limb. What is near the ground lies on it. */
static vec3 hang(const struct ring *r, vec3 d, const struct limb_cloth *cloth)
{
    vec3 down = v3_mad(v3(0, -1, 0), d, d.y);
    float room = r->at.y - maxf(r->across, r->back) - 0.01f;
    return v3_scale(down, clampf(room, 0, cloth->hang));
}

/* The last ring of the cloth, and the skin inside it; both lie t of the way from ring `before`,
 * where the cloth is `thick`, to the bare one `after`. */
static void cloth_edge(struct ring edge[2], const struct ring *before, float thick,
                       const struct ring *after, float t, vec3 at, vec3 d,
                       const struct limb_cloth *cloth)
{
    struct ring skin = *after;
    skin.at = v3_mad(at, d, -0.002f - cloth->flare);
    skin.across = mixf(before->across - thick, after->across, t);
    skin.front = mixf(before->front - thick, after->front, t);
    skin.back = mixf(before->back - thick, after->back, t);
    struct ring end = skin;
    end.at = v3_add(at, hang(&skin, d, cloth));
    widen(&end, cloth->thick + cloth->flare);
    if (cloth->lean > 0) {
        vec3 axis = v3_unit_or(v3_cross(cloth->long_side, d), end.u);
        end.u = v3_turn(end.u, axis, cloth->lean);
        end.v = v3_turn(end.v, axis, cloth->lean);
    }
    end.material = before->material;
    end.edge = skin.edge = true;
    end.lip = skin.lip = 1;
    end.bias = skin.bias = 0.002f;
    skin.material = MATERIAL_SKIN;
    edge[0] = end;
    edge[1] = skin;
}

int limb_end_cloth(struct limb_path *path, enum part part, float at, vec3 a, vec3 b,
                   const struct limb_cloth *cloth)
{
    vec3 d = v3_unit(v3_sub(b, a));
    float length = v3_length(v3_sub(b, a)), thick = 0;
    for (int i = 0; i < path->count; i++) {
        float here = v3_dot(v3_sub(path->rings[i].at, a), d) / length;
        struct ring *r = &path->rings[i];
        /* With the knee hugged to the chest, rings of the hip lie that far along the shank, too. */
        bool on = r->part == (uint8_t)part && v3_dot(v3_cross(r->u, r->v), d) >= 0.98f;
        if (on && here >= at && i > 0 && path->count + 2 <= MESH_MAX_RINGS) {
            float from = v3_dot(v3_sub(r[-1].at, a), d) / length;
            float t = clampf((at - from) / maxf(here - from, 1e-4f), 0, 1);
            struct ring edge[2];
            cloth_edge(edge, r - 1, thick, r, t, v3_lerp(a, b, at), d, cloth);
            memmove(r + 2, r, sizeof *r * (size_t)(path->count - i));
            path->count += 2;
            memcpy(r, edge, sizeof edge);
            for (int k = i + 2; k < path->count; k++)
                path->rings[k].material = MATERIAL_SKIN;
            return i;
        }
        float end = on ? smoothf(0.25f, 1.15f, here / at) : 0;
        thick = cloth->thick + end * cloth->flare;
        widen(r, thick);
        if (end > 0)
            r->at = v3_add(r->at, v3_scale(hang(r, d, cloth), end));
    }
    return 0;
}

/* How far before the cloth lines lie, and what is raised to folds; and how much nearer than that
 * they are taken to be: where limbs join, cloth lies higher between its corners. */
static const float LINE_LIFT = 0.0010f, FOLD_LIFT = 0.0006f, NEARER = 0.0045f;

/* Of cloth that is raised to a fold: what its line is drawn in, and itself. */
static enum material soft_of(enum material line)
{
    return line == MATERIAL_SHIRT_FOLD || line == MATERIAL_SHIRT_HOLLOW ? MATERIAL_SHIRT_SOFT
                                                                        : MATERIAL_LEGS_SOFT;
}

enum { LINE_POINTS = 41 };

/* How sharply a ring is bent at a place round it. */
static float ring_curve(const struct ring *r, float degrees)
{
    float a = degrees * 0.017453292f, c = cosf(a), s = sinf(a);
    float x = r->across, y = s > 0 ? r->front : r->back, squared = x * x * s * s + y * y * c * c;
    return x * y / (squared * sqrtf(squared));
}

/* The cloth on both sides of a line with these points, lower than it. */
static void raise_cloth(struct mesh *mesh, const struct tube *tube, const struct tube_place *places,
                        const struct stroke_point *line, int count, float soft,
                        enum material material)
{
    struct stroke_point p[LINE_POINTS];
    float curves[LINE_POINTS];
    const struct ring *r = &tube->rings[(int)places[0].at];
    vec3 axis = v3_cross(r->u, r->v);
    for (int k = 0; k < count; k++) {
        float t = (float)k / (float)(count - 1);
        vec3 way = v3_sub(line[k > 0 ? k : 1].at, line[k > 0 ? k - 1 : 0].at);
        float along = v3_dot(way, axis), share = along * along / maxf(v3_dot(way, way), 1e-8f);
        p[k].at = v3_mad(line[k].at, line[k].out, FOLD_LIFT - LINE_LIFT);
        p[k].out = line[k].out;
        p[k].half = soft * smoothf(-0.05f, 0.30f, t) * smoothf(1.02f, 0.40f, t);
        curves[k] = share * ring_curve(&tube->rings[(int)places[k].at], places[k].degrees);
    }
    mesh_fold(mesh, p, curves, count, material, (enum part)r->part);
}

/* Neither its ends nor its middle face whoever looks. */
static bool lies_behind(const struct mesh *mesh, const struct ring *rings,
                        const struct limb_line *line)
{
    for (int i = 0; i < 3; i++) {
        float t = (float)i / 2, a = mixf(line->degrees[0], line->degrees[1], t) * 0.017453292f;
        const struct ring *r = &rings[(int)mixf(line->ring[0], line->ring[1], t)];
        if (v3_dot(mesh->eye, r->u) * cosf(a) + v3_dot(mesh->eye, r->v) * sinf(a) >= -0.08f)
            return false;
    }
    return true;
}

/* The degrees of a ring that face whoever looks, unless all may; how many points they take. */
static int find_seen_part(const struct mesh *mesh, const struct ring *r, float degrees[2])
{
    enum { PART_POINTS = 21 };
    float x = v3_dot(mesh->eye, r->u), y = v3_dot(mesh->eye, r->v);
    if (x * x + y * y < 0.4f)
        return LINE_POINTS;
    float middle = atan2f(y, x) * 57.29578f;
    degrees[0] = middle - 112;
    degrees[1] = middle + 112;
    return PART_POINTS;
}

void limb_draw_line(struct mesh *mesh, const struct ring *rings, int count,
                    const struct limb_line *line, enum material material)
{
    const struct tube tube = {rings, count, line->square > 0 ? line->square : 1};
    struct tube_place places[LINE_POINTS];
    struct stroke_point p[LINE_POINTS];
    bool whole = fabsf(line->degrees[1] - line->degrees[0]) > 180;
    if (mesh->bare || (!whole && lies_behind(mesh, rings, line)))
        return;
    float degrees[2] = {line->degrees[0], line->degrees[1]};
    int points = whole ? find_seen_part(mesh, &rings[(int)line->ring[0]], degrees) : 6;
    for (int k = 0; k < points; k++) {
        float t = (float)k / (float)(points - 1);
        places[k] = (struct tube_place){mixf(line->ring[0], line->ring[1], t),
                                        mixf(degrees[0], degrees[1], t)};
        p[k].half = line->even ? line->half : line->half * (1 - t) * minf(0.1f + t * 4, 1) + 2e-4f;
    }
    mesh_tube_line(&tube, places, points, p);
    for (int k = 0; k < points; k++)
        p[k].at = v3_mad(p[k].at, p[k].out, LINE_LIFT);
    enum part part = (enum part)rings[(int)line->ring[0]].part;
    size_t first = mesh->vertex_count;
    if (line->soft > 0)
        raise_cloth(mesh, &tube, places, p, points, line->soft, soft_of(material));
    if (line->half > 0)
        mesh_stroke(mesh, p, points, material, part);
    for (size_t i = first; i < mesh->vertex_count; i++)
        mesh->vertices[i].bias = -NEARER;
}
