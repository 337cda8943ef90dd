#pragma once

#include "base/lanes.h"
#include "figure/mesh.h"
#include "figure/scene.h"

/* Where an exercise is felt: a muscle, or a nerve, lies under the skin along a line, and the skin
 * over it glows; most in the middle, less and less towards its ends and sides, until nothing is
 * left. Metres, room axes. */

struct zone_node {
    vec3 at;     /* on that line */
    vec3 facing; /* unit length, from there to the middle of what glows; zero: all around */
    float wide; /* to where it ends sideways: of a cord and a nerve metres, else 1 - cos of an angle
                 * round the line */
};

enum { ZONE_NODES = 12 };

/* Four pieces of such a line, from node to node, a lane each. */
struct zone_pieces {
    v4f x, y, z;             /* where they begin */
    v4f way_x, way_y, way_z; /* from there to the next node */
    v4f inverse;             /* of its squared length */
};

struct zone_shape {
    struct zone_node node[ZONE_NODES];
    int count;
    bool cord;   /* counted from the line itself, which lies near the skin; else round the line,
                  * which is a bone's */
    bool nerve;  /* no muscle: a thin string with a faint light round it */
    float blunt; /* of a nerve: share of its length along which it does not fade */
    float reach; /* of what is no cord: skin farther from the line is of something else */
    uint32_t parts;
    /* From zone_measure. */
    struct zone_pieces pieces[ZONE_NODES / 4];
    float from[ZONE_NODES], by[ZONE_NODES]; /* how far along each node is, -1..1; the next more */
    float half;                             /* of its length, metres */
    vec3 middle;                            /* of a ball round all that glows */
    float squared;                          /* its radius, squared */
};

/* What glows. */
struct zones {
    struct zone_shape shape[FIGURE_MAX_ZONES * 2];
    int count;
    bool nerve; /* what glows is one; else muscles */
};

/* Whether what is felt is a nerve, and not muscles. */
static inline bool zones_are_nerve(const struct figure_zone *zones, size_t count)
{
    return count > 0 && zones[0].kind == ZONE_NERVE;
}

bool zones_hold(const struct figure_zone *zones, size_t count, enum figure_zone_kind kind);

void zones_init(struct zones *out, const struct camera *camera, const struct skeleton *s,
                const struct person *person, const struct figure_zone *zones, size_t count);

/* Fills in what follows from the nodes. */
void zone_measure(struct zone_shape *zone);

/* A place on the skin; of an edge between parts, it may belong to several. */
struct zone_skin {
    vec3 at, normal;
    uint32_t parts;
};

/* Where skin lies in what glows. */
struct zone_place {
    float across; /* which of a muscle's fibres it lies on, counted from its middle: ZONE_FIBRES at
                   * its border. How far from a nerve, of its half width. */
    float border; /* of a muscle: how strongly it glows where its border ends, which is as wide
                   * all round */
    float clear;  /* 1 where it lies in one zone, 0 where two meet that are as strong */
};

#define ZONE_FIBRES 4.5f

/* How far the light round a nerve reaches, metres. */
#define ZONE_HALO 0.034f

/* How strongly skin glows: 1 in the middle of a zone, 0 where it ends, and less beyond; ZONE_FAR
 * far away from all. */
float zones_glow(const struct zones *zones, const struct zone_skin *skin, struct zone_place *place);

#define ZONE_FAR (-60.0f)
