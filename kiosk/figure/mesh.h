#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figure/people.h"
#include "figure/vec.h"

/* Triangles in the room, counter-clockwise seen from outside. Fixed arrays, refilled every frame;
 * what does not fit is left out (the bodies and props of this module stay far below). */

enum { MESH_MAX_VERTICES = 30000, MESH_MAX_TRIANGLES = 60000 };

/* Which body part a vertex belongs to: a part casts no contact shade on itself. */
enum part {
    PART_TRUNK,
    PART_HEAD,
    PART_LEFT_UPPER_ARM,
    PART_RIGHT_UPPER_ARM,
    PART_LEFT_FOREARM,
    PART_RIGHT_FOREARM,
    PART_LEFT_HAND,
    PART_RIGHT_HAND,
    PART_LEFT_THIGH,
    PART_RIGHT_THIGH,
    PART_LEFT_SHANK,
    PART_RIGHT_SHANK,
    PART_LEFT_FOOT,
    PART_RIGHT_FOOT,
    PART_PROP,
    PART_COUNT
};

struct vertex {
    vec3 at;
    vec3 normal;
    vec3 hull;  /* where the outline moves it; unit length */
    float bias; /* metres a surface must lie behind for an outline between them; negative, of what
                 * is drawn upon a surface: so much nearer than it lies it is taken to be */
    uint8_t part;
    uint8_t dim;  /* light that it gets less of than the rest, in levels of the ramps */
    uint8_t seam; /* 255 where its skin runs into another part's: neither shades the other there */
    bool corner;  /* at the border of a flat face: not shared with the faces round the corner */
};

struct triangle {
    uint16_t v[3];
    uint8_t material;
};

struct head_forms;

struct mesh {
    struct vertex *vertices;
    struct triangle *triangles;
    size_t vertex_count, triangle_count;
    float detail; /* pixels a metre, for tubes as fine as needed; 0: just as they are given */
    vec3 eye;     /* unit, to whoever looks, who sees no line behind; zero: from all sides */
    bool bare;    /* the shape alone is looked for: no lines upon it */
    struct head_forms *head; /* of the last head, for the next: head.h; NULL: none yet */
};

void mesh_init(struct mesh *mesh);
void mesh_free(struct mesh *mesh);
void mesh_clear(struct mesh *mesh);

/* The first of `count` new vertices, for the caller to fill; NULL when they do not fit. */
struct vertex *mesh_add_vertices(struct mesh *mesh, size_t count, uint16_t *first);
void mesh_add_triangle(struct mesh *mesh, int a, int b, int c, uint8_t material);
void mesh_add_quad(struct mesh *mesh, int a, int b, int c, int d, uint8_t material);

/* An elliptical ring of a tube: u across, v to the front; front and back may differ in depth. */
struct ring {
    vec3 at, u, v;
    float across, front, back;
    float bias;       /* 0: the tube's */
    uint8_t material; /* of the band from here to the next ring */
    uint8_t part;
    bool edge;  /* the surface breaks here: nothing is rounded across it */
    int8_t lip; /* the edge faces on along the axis, 1, or back, -1: its outline lies beyond it */
};

enum { MESH_MAX_RINGS = 64, MESH_MAX_SEGMENTS = 40 };

/* The rings' axis u x v must run from the first to the last. `square` 1 is an ellipse, less is
 * boxier. Both ends are closed. `segments`: as many as a ring has where `detail` is 0. */
void mesh_tube(struct mesh *mesh, const struct ring *rings, int count, int segments, float square,
               float bias);

/* One of a line's points. */
struct stroke_point {
    vec3 at, out; /* `out`: unit normal of the surface */
    float half;
};

/* What mesh_tube was given. */
struct tube {
    const struct ring *rings;
    int count;
    float square;
};

/* A place on it: between which rings, counted with parts of one; round it, 0 at u, 90 in front. */
struct tube_place {
    float at, degrees;
};

/* Where these places lie, and the normals that the tube has there. */
void mesh_tube_line(const struct tube *tube, const struct tube_place *places, int count,
                    struct stroke_point *out);

/* `f` holds its place and axes, `radius` along them. */
void mesh_ellipsoid(struct mesh *mesh, const struct frame *f, vec3 radius, int segments, int rings,
                    enum material material, enum part part, float bias);

/* A box round f's origin; `half` along its axes. `split` cuts every face that often, for shading
 * that changes over it. */
void mesh_box(struct mesh *mesh, const struct frame *f, vec3 half, int split,
              enum material material, enum part part);

/* A round rod between two points. */
void mesh_rod(struct mesh *mesh, vec3 a, vec3 b, float radius, int segments, enum material material,
              enum part part);

/* A sheet of rows x columns points, row by row; it faces whoever sees its columns run to the right
 * and its rows upward. Smooth; as fine as it is given. */
struct sheet {
    int rows, columns;
    bool wraps; /* the last column joins the first */
    enum material material;
    enum part part;
    float bias;
};

void mesh_sheet(struct mesh *mesh, const vec3 *at, const struct sheet *sheet);

/* A fold of cloth upon a surface: a ridge beside a hollow, both as wide as `half`, which the light
 * shows. Its edges are no edges of the cloth. `curves`: how sharply the surface is bent across each
 * point, 1 / metres. */
void mesh_fold(struct mesh *mesh, const struct stroke_point *points, const float *curves, int count,
               enum material material, enum part part);

/* A line drawn upon a surface, `half` as wide as it is there; it casts no outline. */
void mesh_stroke(struct mesh *mesh, const struct stroke_point *points, int count,
                 enum material material, enum part part);
