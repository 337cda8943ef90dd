#pragma once

#include "figure/mesh.h"
#include "figure/skeleton.h"

/* The person's skin and clothes over a solved skeleton. */
void body_build(struct mesh *mesh, const struct skeleton *s, const struct person *person);

/* The body as capsules, for contact shade, shadows and collision checks. */
struct capsule {
    vec3 a, b;
    float ra, rb; /* radius at a and b */
    enum part part;
};

enum { BODY_MAX_CAPSULES = 20 };

/* What stands out furthest of the hair: part of the picture, but too light to cast shade. */
struct capsule body_hair(const struct skeleton *s, const struct person *person);

int body_capsules(const struct skeleton *s, const struct person *person,
                  struct capsule out[BODY_MAX_CAPSULES]);
