#pragma once

#include "figure/backdrop.h"
#include "figure/figure.h"
#include "figure/raster.h"
#include "figure/scene.h"
#include "figure/shade.h"
#include "figure/shadow.h"
#include "figure/smooth.h"
#include "figure/zones.h"

/* From a solved skeleton to pixels: mesh, light, triangles, bands, colours. */

/* Instead of a material: a surface nobody has seen yet, and one that takes more than light. */
enum { RENDER_UNLIT = 0x40, RENDER_NOT_PLAIN };

/* A value as a plane over the picture: at + dx * x + dy * y. */
struct render_plane {
    float at, dx, dy;
};

/* Which way an outline moves a vertex, in pixels, for one pixel of a full line; 0: not at all. */
struct render_way {
    float x, y;
    float share; /* of the full line */
};

/* What is needed to colour a pixel of a triangle. */
struct render_surface {
    _Alignas(16) struct render_plane light; /* in levels of the ramps */
    float dark, bright;                     /* of its corners */
    uint8_t material;
    bool hull;
    uint8_t plain; /* the material where light alone decides; from RENDER_UNLIT on: none */
    uint8_t rim;   /* of a hull: which of the outlines */
    uint16_t glow; /* of a zone: which of the glows; 0: none */
};

/* How strongly a triangle glows: a curve through six of its places. `b` and `c` are how much of the
 * second and of the third corner a pixel has. */
struct render_glow {
    struct render_plane b, c, across, border; /* `border`: of a muscle */
    float at, of_b, of_c, of_bb, of_bc, of_cc;
    float least, most;
    float fine; /* how clearly a muscle's fibres are seen, 0..1 */
    float thin; /* of a nerve's width: what makes it as wide as a picture can show */
};

enum { RENDER_MAX_GLOWS = 16384, RENDER_EDGE_BITS = 10 };

/* An edge between two triangles, and how strongly it glows in its middle. */
struct render_edge {
    uint32_t edge; /* its vertices; 0: none */
    float glow;
};

/* The pixels that a triangle may touch, inclusive: once more, close together. */
struct render_box {
    int16_t x0, x1, y0, y1;
};

/* Scratch memory, kept between frames. */
struct render {
    struct mesh mesh;
    float *light;
    float *glow;                       /* of a vertex, where there are zones */
    struct zone_place *place;          /* the same */
    uint8_t *seen;                     /* a vertex of a triangle seen from the front */
    uint8_t *faces_eye;                /* a triangle seen from the front */
    struct raster_point *front, *back; /* a point per vertex: itself, and moved for the outline */
    struct raster_triangle *triangles;
    struct render_box *boxes;
    struct render_surface *surfaces;
    struct render_plane *heights; /* above the ground, of all under water */
    struct render_glow *glows;
    size_t glow_count;
    struct render_edge edges[1 << RENDER_EDGE_BITS];
    uint16_t *source; /* which of the mesh each is */
    uint16_t *rim;    /* those whose outline may be seen */
    size_t rim_count;
    uint16_t *rim_vertices; /* what they are made of, once each */
    size_t rim_vertex_count;
    struct render_way *ways;
    size_t triangle_count;
    size_t first_outline; /* outlines come after what they are the rim of */
    uint32_t *bins;       /* triangles band by band */
    uint32_t *bin_start;  /* band_count + 1 */
    size_t bin_capacity, band_capacity;
    int32_t *samples;
    float *nearer;
    size_t row_capacity; /* pixels a row of the band buffers holds */
    void *smoothed;      /* of the rows that are smoothed: smooth.h */
    size_t smoothed_capacity;
    struct {
        uint32_t *pixels;
        size_t capacity;
    } picture[2]; /* the latest and the one before */
    int latest;
    float *shadow_rows;                    /* rows of nodes: see bands.c */
    int shadow_below;                      /* which row of nodes the second of them is; -1: none */
    bool shaded_above[2], shaded_below[2]; /* have any shadow: on shapes, beside them */
    struct shadow shadow;
    struct backdrop backdrop;
    struct shade_ramps ramps;
    struct shade shade;
    struct zones zones;
    struct ghost ghost, hider; /* `hider`: what the ghost is seen behind */
};

struct render_input {
    const struct scene *scene;
    const struct skeleton *skeleton;
    const struct person *person;
    const struct figure_zone *zones;
    size_t zone_count;
    float zone_share;                               /* how strongly they glow, 0..1 */
    struct figure_arrow_share arrows[SCENE_ARROWS]; /* how much there is of the scene's */
    float ghost; /* how clearly what render_trace has kept is seen behind the body, 0..1 */
    struct viewport view;
};

void render_init(struct render *render);
void render_free(struct render *render);
bool render_run(struct render *render, const struct render_input *input,
                struct figure_picture *out);

/* Keeps the shape of the body alone, in one of the render's: see ghost.h. */
bool render_trace(struct render *render, const struct render_input *input, struct ghost *out);

/* Makes scratch memory at least `wanted` items large, without its content. */
bool render_grow(void **memory, size_t *capacity, size_t wanted, size_t item);

/* Makes a RENDER_UNLIT surface of the triangle of that number what it is: most triangles lie behind
 * others, and nobody asks. */
void render_light(struct render *render, int id);

/* Draws the triangles, before the backdrop, as render_run gives it. */
bool bands_draw(struct render *render, const struct render_input *input,
                struct figure_picture *out);

/* The same into a ghost. */
bool bands_trace(struct render *render, const struct render_input *input, struct ghost *out);

/* One pixel row of the band. */
struct resolve {
    struct render *render;  /* whose surfaces are lit where they are seen */
    const int32_t *samples; /* the row's, four a pixel and RASTER_NEXT apart, from column 0 */
    int y;
    const struct smooth_row *edges; /* gets the pixels that hold one */
    int left;                       /* the first column of the picture's part that is kept */
};

/* Finishes columns x0..x1: premultiplied colours. `out` has what lies behind the body. */
void resolve_row(const struct resolve *row, int x0, int x1, uint32_t *out);
