#include "ui/metrics.h"

#include <math.h>

static const double cap_per_em = 0.67; /* Atkinson Hyperlegible Next, measured */

/* Panels as they are sold, by their pixels; between them the diagonal is interpolated. */
static double guess_diagonal_mm(int width, int height)
{
    static const struct {
        double pixels, mm;
    } panels[] = {{800 * 480, 178},   {1024 * 600, 214},  {1280 * 800, 257},  {1366 * 768, 396},
                  {1920 * 1080, 546}, {2560 * 1440, 686}, {3840 * 2160, 1397}};
    const int count = (int)(sizeof panels / sizeof *panels);
    double pixels = (double)width * height;
    if (pixels <= panels[0].pixels)
        return panels[0].mm * sqrt(pixels / panels[0].pixels);
    for (int i = 1; i < count; i++) {
        if (pixels <= panels[i].pixels) {
            double t = (pixels - panels[i - 1].pixels) / (panels[i].pixels - panels[i - 1].pixels);
            return panels[i - 1].mm + t * (panels[i].mm - panels[i - 1].mm);
        }
    }
    return panels[count - 1].mm * sqrt(pixels / panels[count - 1].pixels);
}

void metrics_init(struct metrics *metrics, const struct theme *theme, int width, int height,
                  double diagonal_mm, double viewing_mm, bool larger_text)
{
    if (diagonal_mm <= 0)
        diagonal_mm = guess_diagonal_mm(width, height);
    if (viewing_mm <= 0)
        viewing_mm = diagonal_mm < 300 ? 450 : 600;
    double short_side = int_min(width, height);
    double long_side = int_max(width, height);
    *metrics = (struct metrics){
        .theme = theme,
        .width = width,
        .height = height,
        .portrait = height > width,
        .px_per_mm = hypot(width, height) / diagonal_mm,
        .scale = fmin(long_side / 1920, short_side / 1080),
        .text_scale = larger_text ? 1.2 : 1,
        .viewing_mm = viewing_mm,
    };
    double short_mm = short_side / metrics->px_per_mm;
    metrics->compact = short_mm < 4 * 20 + 5 * 6;
    metrics->target = metrics_mm(metrics, metrics->compact ? 16 : 20);
    metrics->gap = int_max(metrics_length(metrics, LENGTH_GAP), metrics_mm(metrics, 6));
}

int metrics_px(const struct metrics *metrics, double n)
{
    return int_max(1, (int)lround(n * metrics->scale));
}

int metrics_length(const struct metrics *metrics, enum theme_length length)
{
    return metrics_px(metrics, metrics->theme->length[length]);
}

int metrics_mm(const struct metrics *metrics, double mm)
{
    return (int)ceil(mm * metrics->px_per_mm);
}

int metrics_least_font(const struct metrics *metrics)
{
    return (int)ceil(metrics_font(metrics, TYPE_CAPTION).size / metrics->text_scale);
}

int metrics_capitals(struct font font)
{
    return (int)(font.size * cap_per_em);
}

struct font metrics_font(const struct metrics *metrics, enum theme_type type)
{
    const struct theme_type_style *style = &metrics->theme->type[type];
    double cap_mm = style->cap_mm;
    if (cap_mm > 4.8)
        cap_mm = fmax(4.8, cap_mm * metrics->viewing_mm / 600);
    double least = cap_mm * metrics->px_per_mm / cap_per_em;
    double size = fmax(style->size * metrics->scale, least) * metrics->text_scale;
    return (struct font){(enum font_weight)style->weight, (int)ceil(size)};
}
