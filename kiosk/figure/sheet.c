#include "figure/mesh.h"

/* Surfaces given point by point, and strokes drawn upon surfaces. */

static vec3 sheet_normal(const vec3 *at, int rows, int columns, bool wraps, int i, int j)
{
    int left = j > 0 ? j - 1 : wraps ? columns - 1 : 0;
    int right = j + 1 < columns ? j + 1 : wraps ? 0 : j;
    int low = i > 0 ? i - 1 : 0, high = i + 1 < rows ? i + 1 : i;
    vec3 across = v3_sub(at[i * columns + right], at[i * columns + left]);
    vec3 up = v3_sub(at[high * columns + j], at[low * columns + j]);
    return v3_cross(across, up);
}

void mesh_sheet(struct mesh *mesh, const vec3 *at, const struct sheet *sheet)
{
    int rows = sheet->rows, columns = sheet->columns;
    uint16_t first;
    struct vertex *v = mesh_add_vertices(mesh, (size_t)rows * (size_t)columns, &first);
    if (!v)
        return;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++, v++) {
            vec3 n = sheet_normal(at, rows, columns, sheet->wraps, i, j);
            /* Where a row shrinks to a point it has the normal of the next one. */
            if (v3_dot(n, n) < 1e-14f)
                n = sheet_normal(at, rows, columns, sheet->wraps, i > 0 ? i - 1 : 1, j);
            *v = (struct vertex){.at = at[i * columns + j], .bias = sheet->bias};
            v->normal = v->hull = v3_unit(v3_scale(n, 1 / maxf(v3_length(n), 1e-12f)));
            v->part = (uint8_t)sheet->part;
        }
    for (int i = 0; i + 1 < rows; i++)
        for (int j = 0; j + (sheet->wraps ? 0 : 1) < columns; j++) {
            int low = first + i * columns, high = low + columns;
            int k = j + 1 < columns ? j + 1 : 0;
            mesh_add_quad(mesh, low + j, low + k, high + k, high + j, (uint8_t)sheet->material);
        }
}

void mesh_stroke(struct mesh *mesh, const struct stroke_point *p, int count, enum material material,
                 enum part part)
{
    uint16_t first;
    struct vertex *v = mesh_add_vertices(mesh, (size_t)count * 2, &first);
    if (!v)
        return;
    for (int i = 0; i < count; i++) {
        const struct stroke_point *a = &p[i > 0 ? i - 1 : 0], *b = &p[i + 1 < count ? i + 1 : i];
        vec3 side = v3_unit_or(v3_cross(p[i].out, v3_sub(b->at, a->at)), v3(0, 0, 0));
        for (int k = 0; k < 2; k++, v++) {
            *v = (struct vertex){.normal = p[i].out, .hull = p[i].out, .part = (uint8_t)part};
            v->at = v3_mad(p[i].at, side, k == 0 ? p[i].half : -p[i].half);
        }
    }
    for (int i = 0; i + 1 < count; i++) {
        int at = first + 2 * i;
        mesh_add_quad(mesh, at, at + 1, at + 3, at + 2, (uint8_t)material);
    }
}

/* How steep a fold is where it is `half` as wide, and how much light its hollow lacks. */
static float fold_slope(float half)
{
    return 0.85f * smoothf(0, 0.009f, half);
}

static const float FOLD_DARK = 12;

void mesh_fold(struct mesh *mesh, const struct stroke_point *p, const float *curves, int count,
               enum material material, enum part part)
{
    enum { COLUMNS = 4 };
    /* Across it: how far from its line, and how much the cloth leans outward there. */
    static const float across[COLUMNS] = {-1, -0.40f, 0.10f, 1}, lean[COLUMNS] = {0, -0.8f, 1, 0};
    uint16_t first;
    struct vertex *v = mesh_add_vertices(mesh, (size_t)count * COLUMNS, &first);
    if (!v)
        return;
    for (int i = 0; i < count; i++) {
        const struct stroke_point *a = &p[i > 0 ? i - 1 : 0], *b = &p[i + 1 < count ? i + 1 : i];
        vec3 side = v3_unit_or(v3_cross(p[i].out, v3_sub(b->at, a->at)), v3(0, 0, 0));
        float slope = fold_slope(p[i].half);
        for (int k = 0; k < COLUMNS; k++, v++) {
            vec3 n = v3_unit(v3_mad(p[i].out, side, slope * lean[k]));
            *v = (struct vertex){.normal = n, .hull = p[i].out, .part = (uint8_t)part};
            float off = p[i].half * across[k];
            v->at = v3_mad(v3_mad(p[i].at, side, off), p[i].out, -off * off * curves[i] / 2);
            v->dim = (uint8_t)(k == 2 ? FOLD_DARK * slope : 0);
        }
    }
    for (int i = 0; i + 1 < count; i++)
        for (int k = 0; k + 1 < COLUMNS; k++) {
            int at = first + COLUMNS * i + k;
            mesh_add_quad(mesh, at + 1, at, at + COLUMNS, at + COLUMNS + 1, (uint8_t)material);
        }
}
