#pragma once

#include <math.h>

/* Metres, x right, y up, z toward the viewer, unless a comment says otherwise. */
typedef struct vec3 {
    float x, y, z;
} vec3;

/* A place and a right-handed set of axes. For the body: x its left, y its up, z its front. */
struct frame {
    vec3 o;
    vec3 x, y, z;
};

/* The library's fminf and fmaxf heed NaN and are calls; these are one instruction. */
static inline float minf(float a, float b)
{
    return a < b ? a : b;
}

static inline float maxf(float a, float b)
{
    return a > b ? a : b;
}

static inline vec3 v3(float x, float y, float z)
{
    return (vec3){x, y, z};
}

static inline vec3 v3_add(vec3 a, vec3 b)
{
    return v3(a.x + b.x, a.y + b.y, a.z + b.z);
}

static inline vec3 v3_sub(vec3 a, vec3 b)
{
    return v3(a.x - b.x, a.y - b.y, a.z - b.z);
}

static inline vec3 v3_scale(vec3 a, float s)
{
    return v3(a.x * s, a.y * s, a.z * s);
}

/* a + b * s */
static inline vec3 v3_mad(vec3 a, vec3 b, float s)
{
    return v3(a.x + b.x * s, a.y + b.y * s, a.z + b.z * s);
}

static inline vec3 v3_lerp(vec3 a, vec3 b, float t)
{
    return v3_mad(a, v3_sub(b, a), t);
}

static inline float v3_dot(vec3 a, vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline vec3 v3_cross(vec3 a, vec3 b)
{
    return v3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

static inline float v3_length(vec3 a)
{
    return sqrtf(v3_dot(a, a));
}

/* `otherwise` when `a` has no direction. */
static inline vec3 v3_unit_or(vec3 a, vec3 otherwise)
{
    float length = v3_length(a);
    return length > 1e-5f ? v3_scale(a, 1.0f / length) : otherwise;
}

static inline vec3 v3_unit(vec3 a)
{
    return v3_unit_or(a, v3(0, 1, 0));
}

/* The part of `a` at right angles to the unit vector `n`, as a unit vector. */
static inline vec3 v3_across(vec3 a, vec3 n, vec3 otherwise)
{
    vec3 flat = v3_mad(a, n, -v3_dot(a, n));
    return v3_length(flat) > 1e-3f
               ? v3_unit(flat)
               : v3_unit_or(v3_mad(otherwise, n, -v3_dot(otherwise, n)), v3(0, 0, 1));
}

static inline float clampf(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

static inline float mixf(float a, float b, float t)
{
    return a + (b - a) * t;
}

/* 0 below `low`, 1 above `high`, smooth between. */
static inline float smoothf(float low, float high, float x)
{
    float t = clampf((x - low) / (high - low), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

/* Degrees; right-handed turn of `v` about the unit vector `axis`. */
static inline vec3 v3_turn(vec3 v, vec3 axis, float degrees)
{
    float a = degrees * 0.017453292f;
    float c = cosf(a), s = sinf(a);
    vec3 out = v3_scale(v, c);
    out = v3_mad(out, v3_cross(axis, v), s);
    return v3_mad(out, axis, v3_dot(axis, v) * (1.0f - c));
}

static inline struct frame frame_turn(struct frame f, vec3 axis, float degrees)
{
    f.x = v3_turn(f.x, axis, degrees);
    f.y = v3_turn(f.y, axis, degrees);
    f.z = v3_turn(f.z, axis, degrees);
    return f;
}

/* A point given in the frame's own axes. */
static inline vec3 frame_point(const struct frame *f, float x, float y, float z)
{
    return v3_mad(v3_mad(v3_mad(f->o, f->x, x), f->y, y), f->z, z);
}

static inline vec3 frame_dir(const struct frame *f, float x, float y, float z)
{
    return v3_mad(v3_mad(v3_scale(f->x, x), f->y, y), f->z, z);
}
