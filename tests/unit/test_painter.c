// links: platform ui config
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/painter.h"

enum { W = 320, H = 240, STEPS = 1500, MOST = 24, VERSIONS = 6, IMAGE_W = 120, IMAGE_H = 90 };

/* A source of pictures: version v is a half transparent square at (8 v, 5 v). */
static uint32_t pictures[VERSIONS][IMAGE_H * IMAGE_W];
static uint64_t late_version; /* not 0: acquire is ahead of version */
static int acquired;

static struct rect square(uint64_t version)
{
    return version ? (struct rect){(int)(8 * version), (int)(5 * version), 40, 30}
                   : (struct rect){0, 0, 0, 0};
}

static uint64_t fake_version(void *context, struct image_ref ref, int width, int height)
{
    (void)context, (void)width, (void)height;
    return ref.frame % VERSIONS;
}

static bool fake_acquire(void *context, struct image_ref ref, int width, int height,
                         struct image *out)
{
    uint64_t version = late_version ? late_version : fake_version(context, ref, width, height);
    if (version == 0)
        return false;
    struct rect r = square(version);
    *out = (struct image){.pixels = &pictures[version][r.y * IMAGE_W + r.x],
                          .width = r.w,
                          .height = r.h,
                          .stride = IMAGE_W,
                          .x = r.x,
                          .y = r.y};
    acquired++;
    return true;
}

static void fake_release(void *context, struct image *image)
{
    (void)context, (void)image;
    acquired--;
}

static struct rects fake_difference(void *context, uint64_t from, uint64_t to, int width,
                                    int height)
{
    (void)context, (void)width, (void)height;
    return (struct rects){{square(from), square(to)}, from == to ? 0 : 2};
}

static const struct image_source fake = {NULL, fake_version, fake_acquire, fake_release,
                                         fake_difference};

static void make_pictures(void)
{
    for (uint64_t v = 1; v < VERSIONS; v++) {
        struct rect r = square(v);
        for (int y = r.y; y < r.y + r.h; y++) {
            for (int x = r.x; x < r.x + r.w; x++)
                pictures[v][y * IMAGE_W + x] = (x + y) % 3 ? 0xFF204060u : 0x80102030u;
        }
    }
}

static struct painter *new_painter(void)
{
    struct theme theme;
    theme_default(&theme);
    struct painter *painter = painter_create(SHARE_DIR "/assets", &theme, &fake);
    assert_non_null(painter);
    return painter;
}

/* xorshift: the same numbers everywhere. */
static uint32_t seed;

static uint32_t dice(uint32_t sides)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % sides;
}

/* What a random command is made from, so that it can come again in the next list. */
struct spec {
    enum draw_kind kind;
    struct rect rect, clip;
    int radius, stroke, choice;
    color_t color, other;
    float start, sweep;
    uint16_t frame;
};

static color_t random_color(void)
{
    const uint32_t alphas[] = {255, 255, 255, 128, 40};
    return alphas[dice(5)] << 24 | dice(1u << 24);
}

static struct spec random_spec(void)
{
    struct spec s = {.kind = (enum draw_kind)dice(DRAW_PREVIOUS)};
    s.rect =
        (struct rect){(int)dice(W) - 40, (int)dice(H) - 40, 1 + (int)dice(160), 1 + (int)dice(120)};
    s.clip = (struct rect){0, 0, W, H};
    if (dice(4) == 0)
        s.clip =
            (struct rect){(int)dice(W / 2), (int)dice(H / 2), 1 + (int)dice(W), 1 + (int)dice(H)};
    if (s.kind == DRAW_IMAGE)
        s.rect.w = IMAGE_W, s.rect.h = IMAGE_H;
    s.radius = (int)dice(40);
    s.stroke = (int)dice(6);
    s.choice = (int)dice(3);
    s.color = random_color();
    s.other = random_color();
    s.start = (float)dice(1000) / 500 - 1;
    s.sweep = (float)dice(1100) / 1000;
    s.frame = (uint16_t)dice(VERSIONS);
    return s;
}

static void add_text(struct draw_list *list, const struct text_measure *measure,
                     const struct spec *s)
{
    const char *texts[] = {"Ångström j", "19", "Hold for 20 s · fjord"};
    struct font font = {(enum font_weight)(s->stroke % FONT_WEIGHT_COUNT), 10 + s->radius};
    const char *text = texts[s->choice];
    int width = measure->width(measure->context, font, text, strlen(text));
    draw_text(list, text, font, s->color, s->rect.x, s->rect.y + 40, width);
}

static void add(struct draw_list *list, const struct text_measure *measure, const struct spec *s)
{
    static const uint8_t modules[9] = {1, 0, 1, 0, 1, 0, 1, 1, 1};
    const char *icons[] = {"pause", "play", "no-such-icon"};
    struct rect r = s->rect;
    float cx = (float)r.x + (float)s->radius * 0.37f, cy = (float)r.y + 20.25f;
    switch (s->kind) {
    case DRAW_FILL:
        draw_box(list, r, s->radius, s->color, s->stroke, s->other);
        break;
    case DRAW_GRADIENT:
        if (s->choice == 2)
            draw_radial(list, r, s->radius, s->color, s->other, cx, cy, 70);
        else
            draw_linear(list, r, s->radius, (enum gradient_kind)s->choice, s->color, s->other);
        break;
    case DRAW_SHADOW:
        draw_shadow(list, r, s->radius, s->stroke * 4, s->color);
        break;
    case DRAW_RING:
        draw_ring(list, &(struct draw_ring){cx, cy, (float)r.w / 2, 2 + (float)s->radius * 0.5f,
                                            s->start, s->sweep, s->color});
        break;
    case DRAW_TEXT:
        add_text(list, measure, s);
        break;
    case DRAW_ICON:
        draw_icon(list, icons[s->choice], r, s->color);
        break;
    case DRAW_IMAGE:
        draw_image(list, (struct image_ref){.object = icons, .frame = s->frame}, r);
        break;
    case DRAW_BITMAP:
        draw_bitmap(list, modules, 3, r, s->color);
        break;
    case DRAW_PREVIOUS:
        draw_previous(list, (uint8_t)(s->color >> 24));
        break;
    }
}

static struct spec specs[MOST];
static size_t spec_count;

static void insert_spec(void)
{
    if (spec_count == MOST)
        return;
    size_t at = dice((uint32_t)spec_count + 1);
    memmove(&specs[at + 1], &specs[at], (spec_count - at) * sizeof *specs);
    specs[at] = random_spec();
    spec_count++;
}

static void remove_spec(void)
{
    if (spec_count == 0)
        return;
    size_t at = dice((uint32_t)spec_count);
    spec_count--;
    memmove(&specs[at], &specs[at + 1], (spec_count - at) * sizeof *specs);
}

static void change_spec(struct spec *s)
{
    s->sweep = dice(3) ? s->sweep + 0.01f : (float)dice(1100) / 1000;
    if (dice(3) == 0)
        s->start = dice(3) ? s->start + 0.01f : (float)dice(3000) / 1000 - 1;
    s->frame = (uint16_t)dice(VERSIONS);
    if (dice(4) == 0)
        s->color = random_color();
    if (dice(6) == 0)
        s->rect.x += (int)dice(5) - 2;
}

static void change_list(void)
{
    for (uint32_t n = dice(4); n > 0; n--) {
        switch (dice(5)) {
        case 0:
            insert_spec();
            break;
        case 1:
            remove_spec();
            break;
        case 2:
            if (spec_count > 1) {
                size_t a = dice((uint32_t)spec_count), b = dice((uint32_t)spec_count);
                struct spec swap = specs[a];
                specs[a] = specs[b];
                specs[b] = swap;
            }
            break;
        default:
            if (spec_count > 0)
                change_spec(&specs[dice((uint32_t)spec_count)]);
        }
    }
    if (dice(60) == 0) {
        spec_count = 0;
        for (uint32_t n = dice(MOST); n > 0; n--)
            insert_spec();
    }
}

static void fill_list(struct draw_list *list, const struct text_measure *measure, int fading)
{
    draw_list_reset(list, W, H);
    if (spec_count % 7)
        draw_fill(list, (struct rect){0, 0, W, H}, 0, 0xFFF5F3EEu);
    for (size_t i = 0; i < spec_count; i++) {
        draw_push_clip(list, specs[i].clip);
        add(list, measure, &specs[i]);
        draw_pop_clip(list);
    }
    if (fading > 0)
        draw_previous(list, (uint8_t)(fading * 51));
}

static void check_damage(const struct painter_damage *damage)
{
    int64_t pixels = 0;
    assert_in_range(damage->count, 0, PAINTER_MAX_DAMAGE);
    for (int i = 0; i < damage->count; i++) {
        struct rect r = damage->rects[i];
        assert_true(!rect_empty(r));
        assert_true(rect_equal(r, rect_intersect(r, (struct rect){0, 0, W, H})));
        for (int k = 0; k < i; k++)
            assert_true(rect_empty(rect_intersect(r, damage->rects[k])));
        pixels += (int64_t)r.w * r.h;
    }
    assert_true(pixels == damage->pixels);
}

/* Rows are longer than the picture, to see that nothing is drawn beside it. */
enum { STRIDE = W + 8 };
static uint32_t pixels_a[H * STRIDE], pixels_b[H * STRIDE], pixels_before[H * STRIDE];

static bool damaged(const struct painter_damage *damage, int x, int y)
{
    for (int i = 0; i < damage->count; i++) {
        if (rect_contains(damage->rects[i], x, y))
            return true;
    }
    return false;
}

static void check_pixels(int step, const struct painter_damage *damage)
{
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < STRIDE; x++) {
            int i = y * STRIDE + x;
            if (pixels_a[i] != pixels_b[i])
                fail_msg("step %d: (%d, %d) is %08x, painted anew %08x", step, x, y, pixels_a[i],
                         pixels_b[i]);
            if (pixels_a[i] != pixels_before[i] && !damaged(damage, x, y))
                fail_msg("step %d: (%d, %d) changed outside the damage", step, x, y);
        }
    }
}

/* Whatever changes from list to list: painting the difference gives the same pixels as painting
 * everything, byte for byte, and the damage tells all that changed. */
static void painting_the_difference_equals_painting_all(void **state)
{
    (void)state;
    struct painter *a = new_painter(), *b = new_painter();
    struct canvas canvas_a = {pixels_a, W, H, STRIDE}, canvas_b = {pixels_b, W, H, STRIDE};
    struct draw_list list = {0};
    struct painter_damage damage, all;
    int fading = 0;
    seed = 20240229;
    spec_count = 0;
    for (int step = 0; step < STEPS; step++) {
        change_list();
        bool capture = dice(40) == 0;
        fading = capture ? 5 : fading > 0 ? fading - 1 : 0;
        fill_list(&list, painter_measure(a), fading);
        list.capture = capture;
        memcpy(pixels_before, pixels_a, sizeof pixels_a);
        painter_paint(a, &canvas_a, &list, &damage);
        check_damage(&damage);

        if (capture)
            painter_paint(b, &canvas_b, &list, &all);
        list.capture = false;
        memset(pixels_b, 0x5A, sizeof pixels_b);
        for (int y = 0; y < H; y++)
            memcpy(&pixels_b[y * STRIDE + W], &pixels_a[y * STRIDE + W], 8 * sizeof *pixels_a);
        painter_invalidate(b);
        painter_paint(b, &canvas_b, &list, &all);
        check_damage(&all);
        assert_true(all.pixels == W * H);
        if (step == 0)
            memcpy(pixels_before, pixels_a, sizeof pixels_a);
        check_pixels(step, &damage);
    }
    assert_int_equal(acquired, 0);
    draw_list_free(&list);
    painter_destroy(a);
    painter_destroy(b);
}

static struct painter *painter;
static struct draw_list list;
static struct canvas canvas = {pixels_a, W, H, STRIDE};

static int setup(void **state)
{
    (void)state;
    painter = new_painter();
    late_version = 0;
    memset(&list, 0, sizeof list);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    painter_destroy(painter);
    draw_list_free(&list);
    return 0;
}

static void begin(void)
{
    draw_list_reset(&list, W, H);
    draw_fill(&list, (struct rect){0, 0, W, H}, 0, 0xFFFFFFFF);
}

static struct painter_damage paint(void)
{
    struct painter_damage damage;
    painter_paint(painter, &canvas, &list, &damage);
    check_damage(&damage);
    return damage;
}

static uint32_t pixel(int x, int y)
{
    return pixels_a[y * STRIDE + x];
}

static void an_unchanged_frame_damages_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        begin();
        draw_image(&list, (struct image_ref){.object = &list, .frame = 3},
                   (struct rect){9, 9, IMAGE_W, IMAGE_H});
        struct painter_damage damage = paint();
        assert_int_equal(damage.pixels, i == 0 ? W * H : 0);
    }
}

static void a_sweeping_ring_damages_only_its_tip(void **state)
{
    (void)state;
    struct draw_ring ring = {150.5f, 120, 90, 16, 0, 0.30f, 0xFFE8623A};
    for (int i = 0; i < 3; i++) {
        begin();
        ring.sweep += 0.001f;
        draw_ring(&list, &ring);
        struct painter_damage damage = paint();
        if (i > 0)
            assert_in_range(damage.pixels, 1, 24 * 24);
    }
}

static void a_ring_whose_start_moves_damages_only_its_ends(void **state)
{
    (void)state;
    struct draw_ring ring = {150.5f, 120, 90, 16, 0.998f, 0.30f, 0xFFE8623A};
    for (int i = 0; i < 5; i++) {
        begin();
        ring.start += i == 2 ? -0.999f : 0.001f; /* once past 12 o'clock */
        ring.sweep -= 0.001f;
        draw_ring(&list, &ring);
        struct painter_damage damage = paint();
        if (i > 0)
            assert_in_range(damage.pixels, 1, 2 * 24 * 24);
    }
}

static void a_new_picture_damages_only_the_difference(void **state)
{
    (void)state;
    struct rect r = {50, 60, IMAGE_W, IMAGE_H};
    for (uint16_t frame = 1; frame < 3; frame++) {
        begin();
        draw_image(&list, (struct image_ref){.object = &list, .frame = frame}, r);
        struct painter_damage damage = paint();
        if (frame == 2) {
            /* These two lie so near that one rectangle costs less. */
            assert_int_equal(damage.count, 1);
            struct rect changed = rect_union(square(1), square(2));
            changed.x += r.x;
            changed.y += r.y;
            assert_true(rect_equal(damage.rects[0], changed));
        }
    }
}

/* The picture may get better between being named and being drawn. */
static void a_picture_ahead_of_its_version_settles(void **state)
{
    (void)state;
    struct rect r = {50, 60, IMAGE_W, IMAGE_H};
    const uint16_t frames[] = {1, 2, 3};
    for (int i = 0; i < 3; i++) {
        begin();
        draw_image(&list, (struct image_ref){.object = &list, .frame = frames[i]}, r);
        late_version = i == 1 ? 3 : 0;
        paint();
    }
    memcpy(pixels_b, pixels_a, sizeof pixels_a);
    painter_invalidate(painter);
    paint();
    assert_memory_equal(pixels_a, pixels_b, sizeof pixels_a);
}

static void the_previous_frame_fades(void **state)
{
    (void)state;
    begin();
    draw_fill(&list, (struct rect){0, 0, W, H}, 0, 0xFF000000);
    paint();
    begin();
    list.capture = true;
    draw_previous(&list, 255);
    paint();
    assert_int_equal(pixel(5, 5), 0xFF000000);
    begin();
    draw_previous(&list, 128);
    paint();
    assert_int_equal(pixel(5, 5), 0xFF7F7F7F);
    begin();
    paint();
    assert_int_equal(pixel(5, 5), 0xFFFFFFFF);
    /* It is forgotten once no list uses it. */
    begin();
    draw_previous(&list, 255);
    paint();
    assert_int_equal(pixel(5, 5), 0xFFFFFFFF);
}

static void shapes_have_exact_edges(void **state)
{
    (void)state;
    begin();
    draw_box(&list, (struct rect){20, 20, 60, 40}, 0, 0xFF00FF00, 3, 0xFF0000FF);
    draw_fill(&list, (struct rect){100, 20, 40, 40}, 20, 0xFF000000);
    draw_fill(&list, (struct rect){200, 20, 40, 40}, 0, 0x80000000);
    paint();
    assert_int_equal(pixel(19, 30), 0xFFFFFFFF);
    assert_int_equal(pixel(20, 30), 0xFF0000FF);
    assert_int_equal(pixel(22, 30), 0xFF0000FF);
    assert_int_equal(pixel(23, 30), 0xFF00FF00);
    assert_int_equal(pixel(76, 56), 0xFF00FF00);
    assert_int_equal(pixel(77, 30), 0xFF0000FF);
    assert_int_equal(pixel(79, 59), 0xFF0000FF);
    assert_int_equal(pixel(80, 59), 0xFFFFFFFF);
    assert_int_equal(pixel(220, 30), 0xFF7F7F7F);
    /* The disc's darkness adds up to its area. */
    double dark = 0;
    for (int y = 20; y < 60; y++) {
        for (int x = 100; x < 140; x++)
            dark += (255 - (pixel(x, y) & 0xFF)) / 255.0;
    }
    assert_true(dark > 3.14159265 * 400 - 2 && dark < 3.14159265 * 400 + 2);
}

static void a_ring_has_its_area_and_caps(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        begin();
        draw_ring(&list,
                  &(struct draw_ring){160.3f, 119.8f, 80, 12, 0.1f, i ? 0.5f : 1, 0xFF000000});
        paint();
        double dark = 0;
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++)
                dark += (255 - (pixel(x, y) & 0xFF)) / 255.0;
        }
        double full = 2 * 3.14159265 * 80 * 12;
        double area = i ? full / 2 + 3.14159265 * 36 : full;
        assert_true(dark > area - 5 && dark < area + 5);
    }
}

static void a_gradient_reaches_its_colours(void **state)
{
    (void)state;
    begin();
    draw_linear(&list, (struct rect){0, 0, W, H}, 0, GRADIENT_VERTICAL, 0xFF102030, 0xFFF0E0D0);
    paint();
    for (unsigned shift = 0; shift < 24; shift += 8) {
        int top = (int)((pixel(7, 0) >> shift) & 0xFF),
            bottom = (int)((pixel(7, H - 1) >> shift) & 0xFF);
        assert_in_range(top, ((0x102030 >> shift) & 0xFF), ((0x102030 >> shift) & 0xFF) + 1);
        assert_in_range(bottom, ((0xF0E0D0 >> shift) & 0xFF) - 1, ((0xF0E0D0 >> shift) & 0xFF));
    }
}

static void qr_modules_are_whole_pixels(void **state)
{
    (void)state;
    const uint8_t modules[4] = {1, 0, 0, 1};
    begin();
    draw_bitmap(&list, modules, 2, (struct rect){10, 10, 31, 31}, 0xFF000000);
    paint();
    assert_int_equal(pixel(10, 10), 0xFF000000);
    assert_int_equal(pixel(24, 24), 0xFF000000);
    assert_int_equal(pixel(25, 24), 0xFFFFFFFF);
    assert_int_equal(pixel(39, 39), 0xFF000000);
    assert_int_equal(pixel(40, 40), 0xFFFFFFFF);
    begin();
    draw_bitmap(&list, modules, 2, (struct rect){10, 10, 1, 1}, 0xFF000000);
    paint(); /* too small for its modules: nothing, and no crash */
}

static void text_is_measured_and_drawn_where_it_says(void **state)
{
    (void)state;
    const struct text_measure *m = painter_measure(painter);
    struct font font = {FONT_BOLD, 40};
    int width = m->width(m->context, font, "HHHH", 4);
    assert_true(width > 80 && width < 160);
    assert_int_equal(m->width(m->context, font, "HHHHxyz", 4), width);
    assert_int_equal(m->width(m->context, font, "", 0), 0);
    assert_in_range(m->ascent(m->context, font), 30, 60);
    assert_true(m->line_height(m->context, font) >= m->ascent(m->context, font));
    begin();
    draw_text(&list, "HHHH", font, 0xFF000000, 50, 100, width);
    paint();
    int x0 = W, x1 = 0, y0 = H, y1 = 0;
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            if ((pixel(x, y) & 0xFF) < 128) {
                x0 = x < x0 ? x : x0, x1 = x > x1 ? x : x1;
                y0 = y < y0 ? y : y0, y1 = y > y1 ? y : y1;
            }
        }
    }
    assert_in_range(x0, 50, 56);
    assert_in_range(x1, 50 + width - 7, 50 + width - 1);
    assert_int_equal(y1, 99);
    assert_in_range(y0, 70, 76); /* capital height: 0.67 em */
}

static void absurd_commands_do_no_harm(void **state)
{
    (void)state;
    char longest[5000];
    memset(longest, 'm', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    begin();
    draw_text(&list, longest, (struct font){FONT_BOLD, 12}, 0xFF000000, 0, 50, 100000);
    draw_text(&list, "\xFF\xC3\x28", (struct font){FONT_BOLD, 12}, 0xFF000000, 0, 50, 100);
    draw_text(&list, "9", (struct font){FONT_BOLD, 5000}, 0xFF000000, 0, 50, 100);
    draw_icon(&list, "../../fonts/LICENSE", (struct rect){0, 0, 50, 50}, 0xFF000000);
    draw_icon(&list, "pause", (struct rect){0, 0, 100000, 100000}, 0xFF000000);
    draw_shadow(&list, (struct rect){-5000, -5000, 90000, 90000}, 500, 300, 0x80000000);
    draw_box(&list, (struct rect){10, 10, 5, 5}, 90, 0xFF000000, 90, 0xFFFFFFFF);
    draw_radial(&list, (struct rect){0, 0, W, H}, 0, 0xFF000000, 0x80FFFFFF, 1e30f, -1e30f, 0);
    draw_ring(&list, &(struct draw_ring){100, 100, 4, 40, 0, 0.4f, 0x80123456});
    paint();
    begin();
    paint();
}

int main(void)
{
    make_pictures();
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(painting_the_difference_equals_painting_all),
        TEST(an_unchanged_frame_damages_nothing),
        TEST(a_sweeping_ring_damages_only_its_tip),
        TEST(a_ring_whose_start_moves_damages_only_its_ends),
        TEST(a_new_picture_damages_only_the_difference),
        TEST(a_picture_ahead_of_its_version_settles),
        TEST(the_previous_frame_fades),
        TEST(shapes_have_exact_edges),
        TEST(a_ring_has_its_area_and_caps),
        TEST(a_gradient_reaches_its_colours),
        TEST(qr_modules_are_whole_pixels),
        TEST(text_is_measured_and_drawn_where_it_says),
        TEST(absurd_commands_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
