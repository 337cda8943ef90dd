// links: figure base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figure/figure.h"
#include "figure/frame_store.h"
#include "figure/pack.h"
#include "figure/sheets.h"
#include "test_figure_fixture.h"

enum { W = 200, H = 260 };

static struct figure_pose low, high;
static struct figure_keyframe keys[2];
static struct figure_clip clip, right_clip;

static int setup(void **state)
{
    (void)state;
    high = low = standing_pose();
    high.hand[FIGURE_LEFT].at = v3(0.4f, 1.7f, 0.1f);
    keys[0] = (struct figure_keyframe){&low, 0, false};
    keys[1] = (struct figure_keyframe){&high, 1, false};
    clip = (struct figure_clip){.camera_pitch = 10, .out = {keys, 2}};
    right_clip = clip;
    right_clip.side = FIGURE_RIGHT;
    return 0;
}

static struct figure_key key_of(uint16_t frame)
{
    return (struct figure_key){.clip = &clip, .frame = frame, .width = W, .height = H};
}

static uint32_t *whole(struct figure_cache *cache, const struct figure_key *key)
{
    struct figure_bitmap b;
    uint32_t *out = calloc((size_t)key->width * (size_t)key->height, sizeof *out);
    assert_true(figure_cache_acquire(cache, key, &b));
    for (int y = 0; y < b.height; y++)
        memcpy(out + (b.y + y) * key->width + b.x, b.pixels + y * b.stride,
               (size_t)b.width * sizeof *out);
    figure_cache_release(cache, &b);
    return out;
}

static uint32_t *noise(int count, int colors)
{
    uint32_t *pixels = calloc((size_t)count, sizeof *pixels);
    for (int i = 0; i < count; i++)
        pixels[i] = i > 0 && rand() % 3 ? pixels[i - 1] : (uint32_t)(rand() % colors) * 0x01030507u;
    return pixels;
}

/* The picture lies at 2, 3 of a frame that is larger by 7, 5. */
static void packing_loses_nothing(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 500}, {700, 3}, {64, 64}, {333, 77}};
    struct packer *packer = packer_create();
    srand(7);
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
        for (int colors = 1; colors < 3000; colors = colors * 3 + 1) {
            int w = sizes[s][0], h = sizes[s][1], width = w + 7, height = h + 5;
            uint32_t *in = noise(w * h, colors),
                     *out = malloc((size_t)(width * height) * sizeof *out);
            struct cropped picture = {in, {12, 13, w, h}};
            struct packed packed =
                pack_whole(packer, &picture, (struct rect){10, 10, width, height});
            assert_non_null(packed.bytes);
            for (int flip = 0; flip < 2; flip++) {
                unpack_whole(packed.bytes, width, height, flip, out);
                for (int y = 0; y < height; y++)
                    for (int x = 0; x < width; x++) {
                        bool inside = x >= 2 && x < 2 + w && y >= 3 && y < 3 + h;
                        assert_int_equal(out[y * width + (flip ? width - 1 - x : x)],
                                         inside ? in[(y - 3) * w + x - 2] : 0);
                    }
            }
            free(in);
            free(out);
        }
    packer_destroy(packer);
}

/* Some pixels of a picture become others, with gaps of all kinds between them. */
static void a_change_brings_the_next_picture(void **state)
{
    (void)state;
    enum { CW = 300, CH = 260, COUNT = CW * CH };
    static uint8_t scratch[8 * COUNT];
    static const int shares[] = {0, 1, 40, 100};
    struct packer *packer = packer_create();
    uint32_t *out = malloc(COUNT * sizeof *out);
    srand(9);
    for (size_t s = 0; s < sizeof shares / sizeof shares[0]; s++) {
        uint32_t *from = noise(COUNT, 500), *to = calloc(COUNT, sizeof *to);
        for (int i = 0; i < COUNT; i++) /* of the rows in the middle, some per mille */
            to[i] = i / CW > 230 && rand() % 1000 < shares[s] * 10
                        ? (uint32_t)rand() | (rand() % 3 ? 0xFF000000u : 0)
                        : from[i];
        struct cropped a = {from, {0, 0, CW, CH}}, b = {to, {0, 0, CW, CH}};
        struct packed whole = pack_whole(packer, &a, a.crop);
        uint8_t *first = memcpy(malloc(whole.size), whole.bytes, whole.size);
        struct rects changed = change_between(&a, &b);
        struct packed change = pack_change(packer, &a, &b, a.crop, s % 2 ? &changed : NULL);
        assert_non_null(change.bytes);
        assert_in_range(change_scratch(change.bytes), 0, sizeof scratch);
        for (int flip = 0; flip < 2; flip++) {
            unpack_whole(first, CW, CH, flip, out);
            unpack_change(change.bytes, change.size, CW, flip, scratch, out);
            for (int i = 0; i < COUNT; i++)
                assert_int_equal(out[flip ? i / CW * CW + (CW - 1 - i % CW) : i], to[i]);
        }
        free(first);
        free(from);
        free(to);
    }
    free(out);
    packer_destroy(packer);
}

static void what_changes_as_a_whole_is_no_change(void **state)
{
    (void)state;
    struct packer *packer = packer_create();
    uint32_t *from = noise(64 * 64, 9), *to = noise(64 * 64, 3000);
    struct cropped a = {from, {0, 0, 64, 64}}, b = {to, {0, 0, 64, 64}};
    assert_null(pack_change(packer, &a, &b, a.crop, NULL).bytes);
    free(from);
    free(to);
    packer_destroy(packer);
}

/* Of 100 bytes; a change of the one with the number before, or whole. */
static struct packed_frame *store_frame(uint16_t number, bool is_change)
{
    struct packed_frame *f = calloc(1, sizeof *f);
    f->key = key_of(number);
    f->id = number + 1u;
    f->before = number;
    f->is_change = is_change;
    f->bytes = 100;
    return f;
}

static bool has(const struct frame_store *store, uint16_t number)
{
    struct figure_key key = key_of(number);
    return frame_store_find(store, &key) != NULL;
}

/* Of one movement: most of it stays, however long it is. */
static void the_store_keeps_its_budget_and_the_latest(void **state)
{
    (void)state;
    struct frame_store store;
    frame_store_init(&store, 1000);
    for (uint16_t i = 0; i < 20; i++)
        assert_true(frame_store_add(&store, store_frame(i, i % 2)));
    assert_int_equal(store.bytes, 1000);
    assert_true(has(&store, 0) && has(&store, 7) && has(&store, 18) && has(&store, 19));
    assert_false(has(&store, 8) || has(&store, 17));
    struct figure_key near = key_of(10);
    assert_int_equal(frame_store_nearest(&store, &near)->key.frame, 7);
    frame_store_clear(&store);
    assert_int_equal(store.bytes, 0);
}

/* Of several movements the one that was looked at longest ago goes first, group by group; others
 * than the one that moves keep a third. */
static void other_movements_go_first(void **state)
{
    (void)state;
    struct frame_store store;
    frame_store_init(&store, 1200);
    for (uint16_t i = 0; i < 8; i++) {
        struct packed_frame *f = store_frame(i, i % 2);
        f->key.person = (uint8_t)(i / 4);
        assert_true(frame_store_add(&store, f));
    }
    assert_int_equal(store.bytes, 800);
    frame_store_touch(&store, frame_store_find_id(&store, 1));
    struct packed_frame *another = store_frame(30, false);
    another->key.person = 7;
    assert_true(frame_store_add(&store, another));
    assert_int_equal(store.bytes, 500);
    for (uint64_t id = 3; id < 7; id++)
        assert_null(frame_store_find_id(&store, id));
    assert_non_null(frame_store_find_id(&store, 1));
    assert_non_null(frame_store_find_id(&store, 2));
    assert_non_null(frame_store_find_id(&store, 7));
    assert_non_null(frame_store_find_id(&store, 31));
    frame_store_clear(&store);
}

/* The stills of a page stay, however many movements are looked at. */
static void stills_stay_while_something_moves(void **state)
{
    (void)state;
    struct frame_store store;
    frame_store_init(&store, 1200);
    for (uint16_t i = 0; i < 8; i++) {
        struct packed_frame *f = store_frame(i | FIGURE_STILL, false);
        f->key.person = (uint8_t)i;
        assert_true(frame_store_add(&store, f));
    }
    assert_true(frame_store_add(&store, store_frame(40, false)));
    assert_int_equal(store.bytes, 900);
    frame_store_clear(&store);
}

static void a_change_without_what_it_changes_is_refused(void **state)
{
    (void)state;
    struct frame_store store;
    frame_store_init(&store, 1000);
    assert_false(frame_store_add(&store, store_frame(3, true)));
    assert_true(frame_store_add(&store, store_frame(1, false)));
    assert_true(frame_store_add(&store, store_frame(2, true)));
    struct packed_frame *second = store_frame(9, true);
    second->before = 2; /* which has one after it */
    assert_false(frame_store_add(&store, second));
    assert_ptr_equal(frame_store_find_id(&store, 3)->base, frame_store_find_id(&store, 2));
    frame_store_clear(&store);
}

static bool inside(const struct rects *rects, int x, int y)
{
    for (int i = 0; i < rects->count; i++)
        if (rect_contains(rects->rect[i], x, y))
            return true;
    return false;
}

static struct rect all_of(const struct rects *rects)
{
    struct rect all = {0, 0, 0, 0};
    for (int i = 0; i < rects->count; i++)
        all = rect_union(all, rects->rect[i]);
    return all;
}

static void difference_is_in_tight_boxes(void **state)
{
    (void)state;
    static const int pairs[][2] = {{0, 1}, {1, 2}, {2, 1}, {0, 30}, {30, 5}, {4, 4}};
    struct figure_cache *cache = figure_cache_create(8u << 20, true, NULL);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        for (int mirrored = 0; mirrored < 2; mirrored++) {
            struct figure_key a = key_of((uint16_t)pairs[i][0]), b = key_of((uint16_t)pairs[i][1]);
            a.mirrored = b.mirrored = mirrored;
            uint64_t from = figure_cache_version(cache, &a), to = figure_cache_version(cache, &b);
            struct rects once = figure_cache_difference(cache, from, to);
            struct rects again = figure_cache_difference(cache, from, to);
            uint32_t *pa = whole(cache, &a), *pb = whole(cache, &b);
            struct rect tight = {0, 0, 0, 0};
            for (int p = 0; p < W * H; p++) {
                if (pa[p] == pb[p])
                    continue;
                tight = rect_union(tight, (struct rect){p % W, p / W, 1, 1});
                assert_true(inside(&once, p % W, p / W));
                assert_true(inside(&again, p % W, p / W));
            }
            assert_true(rect_equal(all_of(&again), tight));
            free(pa);
            free(pb);
        }
    figure_cache_destroy(cache);
}

/* But for what is not seen from one moment to the next. */
static void assert_looks_the_same(const uint32_t *a, const uint32_t *b)
{
    for (int i = 0; i < W * H; i++)
        for (int shift = 0; shift < 32; shift += 8)
            assert_in_range((a[i] >> shift & 0xFF) + CHANGE_UNSEEN - (b[i] >> shift & 0xFF), 0,
                            2 * CHANGE_UNSEEN);
}

/* A frame beside the one shown last is unpacked in part: it is as one that comes alone. */
static void frames_one_after_the_other_are_whole(void **state)
{
    (void)state;
    static const uint16_t played[] = {0, 1, 2, 3, 2, 1, 0, 4, 5, 6, 20, 21, 20};
    struct figure_cache *cache = figure_cache_create(8u << 20, true, NULL);
    for (int mirrored = 0; mirrored < 2; mirrored++)
        for (size_t i = 0; i < sizeof played / sizeof played[0]; i++) {
            struct figure_cache *other = figure_cache_create(8u << 20, true, NULL);
            struct figure_key key = key_of(played[i]);
            key.mirrored = mirrored;
            uint32_t *shown = whole(cache, &key), *alone = whole(other, &key);
            assert_looks_the_same(shown, alone);
            free(shown);
            free(alone);
            figure_cache_destroy(other);
        }
    figure_cache_destroy(cache);
}

static void mirrored_shows_the_mirror_image(void **state)
{
    (void)state;
    struct figure_cache *cache = figure_cache_create(8u << 20, true, NULL);
    struct figure_key a = key_of(20), b = key_of(20), c = key_of(20);
    b.mirrored = true;
    c.clip = &right_clip;
    assert_int_not_equal(figure_cache_version(cache, &a), figure_cache_version(cache, &b));
    uint32_t *pa = whole(cache, &a), *pb = whole(cache, &b), *pc = whole(cache, &c);
    for (int i = 0; i < W * H; i++)
        assert_int_equal(pa[i], pb[i / W * W + (W - 1 - i % W)]);
    /* Poses that show the right side are mirrored for the left. */
    assert_memory_equal(pb, pc, sizeof *pb * W * H);
    free(pa);
    free(pb);
    free(pc);
    figure_cache_destroy(cache);
}

static atomic_int ready;

static void count_ready(void)
{
    atomic_fetch_add(&ready, 1);
}

static void wait_for(int count)
{
    for (int i = 0; i < 2000 && atomic_load(&ready) < count; i++)
        usleep(5000);
    assert_true(atomic_load(&ready) >= count);
}

static void the_worker_draws_what_the_main_thread_would(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *here = figure_cache_create(8u << 20, true, NULL);
    struct figure_cache *there = figure_cache_create(8u << 20, false, count_ready);
    struct figure_key key = key_of(12);
    struct figure_bitmap b;
    assert_int_equal(figure_cache_version(there, &key), 0);
    assert_false(figure_cache_acquire(there, &key, &b) && atomic_load(&ready) == 0);
    wait_for(1);
    assert_int_not_equal(figure_cache_version(there, &key), 0);
    uint32_t *pa = whole(here, &key), *pb = whole(there, &key);
    assert_memory_equal(pa, pb, sizeof *pa * W * H);
    free(pa);
    free(pb);
    figure_cache_destroy(here);
    figure_cache_destroy(there);
}

/* What it draws with was given back meanwhile. */
static void the_worker_draws_after_a_rest(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *here = figure_cache_create(8u << 20, true, NULL);
    struct figure_cache *there = figure_cache_create(8u << 20, false, count_ready);
    for (uint16_t i = 10; i < 12; i++) {
        struct figure_key key = key_of(i);
        figure_cache_version(there, &key);
        wait_for(i - 9);
        uint32_t *pa = whole(here, &key), *pb = whole(there, &key);
        assert_looks_the_same(pa, pb);
        free(pa);
        free(pb);
        usleep(2300 * 1000);
    }
    figure_cache_destroy(here);
    figure_cache_destroy(there);
}

static void a_moving_figure_is_drawn_ahead(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    for (uint16_t i = 0; i < 3; i++) {
        struct figure_key key = key_of(i);
        figure_cache_version(cache, &key);
    }
    wait_for(31);
    struct figure_key late = key_of(30);
    uint64_t exact = figure_cache_version(cache, &late);
    assert_int_not_equal(exact, 0);
    assert_int_equal(figure_cache_version(cache, &late), exact);
    figure_cache_destroy(cache);
}

/* A movement of three seconds. */
static struct figure_key slow_key(uint16_t frame)
{
    static struct figure_keyframe slow[2];
    static struct figure_clip slow_clip;
    slow[0] = keys[0];
    slow[1] = (struct figure_keyframe){&high, 3, false};
    slow_clip = clip;
    slow_clip.out = (struct figure_keyframes){slow, 2};
    return (struct figure_key){.clip = &slow_clip, .frame = frame, .width = W, .height = H};
}

/* Who looks at a figure that only begins to move does not pay for all of its movement. */
static void no_more_than_a_second_is_drawn_ahead(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    for (uint16_t i = 0; i < 3; i++) {
        struct figure_key key = slow_key(i);
        figure_cache_version(cache, &key);
    }
    wait_for(33);
    usleep(300 * 1000);
    assert_int_equal(atomic_load(&ready), 33);
    figure_cache_destroy(cache);
}

/* Who gets ready sees all of it soon, also where other movements are kept already. */
static void what_moves_soon_is_all_drawn_ahead(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    struct figure_key other = key_of(0), key = slow_key(0);
    figure_cache_version(cache, &other);
    wait_for(1);
    figure_cache_limit(cache, figure_cache_use(cache).bytes, 1u << 20);
    key.soon = true;
    figure_cache_version(cache, &key);
    wait_for(2);
    figure_cache_limit(cache, 8u << 20, 1u << 20);
    figure_cache_version(cache, &key);
    wait_for(92);
    key.frame = 90;
    uint64_t last = figure_cache_version(cache, &key);
    key.frame = 45;
    assert_int_not_equal(figure_cache_version(cache, &key), last);
    figure_cache_destroy(cache);
}

/* Who leaves while he gets ready does not see it. */
static void what_moves_soon_is_not_drawn_for_another_screen(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    struct figure_key key = slow_key(0), other = key_of(0);
    key.soon = true;
    figure_cache_version(cache, &key);
    for (int i = 0; i < 20; i++)
        figure_cache_version(cache, &other);
    usleep(500 * 1000);
    assert_in_range(atomic_load(&ready), 1, 60);
    figure_cache_destroy(cache);
}

/* It is made once, not for ever. */
static void what_moves_soon_and_has_no_room_is_not_drawn_for_ever(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(64u << 10, false, count_ready);
    struct figure_key key = slow_key(0);
    key.soon = true;
    figure_cache_version(cache, &key);
    wait_for(20);
    usleep(1500 * 1000);
    assert_in_range(atomic_load(&ready), 20, figure_clip_frame_count(key.clip) + 20);
    figure_cache_destroy(cache);
}

/* On a machine that is too slow for the movement. */
static void a_worker_that_comes_late_draws_all_ahead(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    for (uint16_t i = 0; i < 16; i++) {
        struct figure_key key = slow_key(i);
        figure_cache_version(cache, &key);
    }
    wait_for(91);
    figure_cache_destroy(cache);
}

static void the_nearest_frame_stands_in(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    struct figure_key first = key_of(0), other = key_of(25);
    figure_cache_version(cache, &first);
    wait_for(1);
    uint64_t shown = figure_cache_version(cache, &first);
    uint64_t standing_in = figure_cache_version(cache, &other);
    assert_int_not_equal(standing_in, 0);
    wait_for(2);
    assert_int_not_equal(figure_cache_version(cache, &other), shown);
    figure_cache_destroy(cache);
}

static void clearing_forgets_everything(void **state)
{
    (void)state;
    atomic_store(&ready, 0);
    struct figure_cache *cache = figure_cache_create(8u << 20, false, count_ready);
    for (uint16_t i = 0; i < 30; i++) {
        struct figure_key key = key_of(i);
        figure_cache_version(cache, &key);
    }
    figure_cache_clear(cache);
    int after = atomic_load(&ready);
    usleep(50000);
    assert_in_range(atomic_load(&ready), after, after + 1);
    struct figure_key key = key_of(0);
    assert_int_equal(figure_cache_version(cache, &key), 0);
    figure_cache_destroy(cache);
}

static void a_key_without_a_picture_is_no_version(void **state)
{
    (void)state;
    struct figure_cache *cache = figure_cache_create(8u << 20, true, NULL);
    struct figure_key key = key_of(0);
    struct figure_bitmap b;
    key.width = 0;
    assert_int_equal(figure_cache_version(cache, &key), 0);
    key = key_of(0);
    key.clip = NULL;
    assert_false(figure_cache_acquire(cache, &key, &b));
    assert_true(figure_cache_difference(cache, 0, 998).count > 0);
    figure_cache_destroy(cache);
}

/* A blank picture of another figure each time. */
static void look_at(struct sheets *sheets, uint16_t number, int width, int height)
{
    static uint32_t pixels[64 * 64];
    struct packer *packer = packer_create();
    struct cropped blank = {pixels, {0, 0, 64, 64}};
    struct packed packed = pack_whole(packer, &blank, blank.crop);
    struct packed_frame *frame = calloc(1, sizeof *frame + packed.size);
    assert_non_null(frame);
    frame->key = (struct figure_key){.width = width, .height = height, .person = (uint8_t)number};
    frame->width = frame->height = 64;
    frame->id = number;
    memcpy(frame->packed, packed.bytes, packed.size);
    const uint32_t *sheet = sheets_take(sheets, frame, false);
    assert_non_null(sheet);
    sheets_give_back(sheets, sheet);
    free(frame);
    packer_destroy(packer);
}

static void unpacked_pictures_keep_their_budget(void **state)
{
    (void)state;
    struct sheets sheets = {.budget = SHEETS_BYTES};
    for (uint16_t i = 1; i <= 30; i++)
        look_at(&sheets, i, 1200, 900);
    assert_in_range(sheets_bytes(&sheets), SHEETS_BYTES / 2, SHEETS_BYTES);
    look_at(&sheets, 31, 4000, 3000); /* larger than all may be: it alone stays */
    assert_int_equal(sheets_bytes(&sheets), 4000 * 3000 * 4);
    for (int i = 32; i < 32 + MAX_SHEETS; i++)
        look_at(&sheets, (uint16_t)i, 100, 100);
    assert_int_equal(sheets_bytes(&sheets), MAX_SHEETS * 100 * 100 * 4);
    sheets_limit(&sheets, 100 * 100 * 4 * 3);
    assert_int_equal(sheets_bytes(&sheets), 3 * 100 * 100 * 4);
    sheets_free(&sheets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacked_pictures_keep_their_budget),
        cmocka_unit_test(packing_loses_nothing),
        cmocka_unit_test(a_change_brings_the_next_picture),
        cmocka_unit_test(what_changes_as_a_whole_is_no_change),
        cmocka_unit_test(the_store_keeps_its_budget_and_the_latest),
        cmocka_unit_test(other_movements_go_first),
        cmocka_unit_test(stills_stay_while_something_moves),
        cmocka_unit_test(a_change_without_what_it_changes_is_refused),
        cmocka_unit_test(difference_is_in_tight_boxes),
        cmocka_unit_test(frames_one_after_the_other_are_whole),
        cmocka_unit_test(mirrored_shows_the_mirror_image),
        cmocka_unit_test(the_worker_draws_what_the_main_thread_would),
        cmocka_unit_test(the_worker_draws_after_a_rest),
        cmocka_unit_test(a_moving_figure_is_drawn_ahead),
        cmocka_unit_test(no_more_than_a_second_is_drawn_ahead),
        cmocka_unit_test(what_moves_soon_is_all_drawn_ahead),
        cmocka_unit_test(what_moves_soon_is_not_drawn_for_another_screen),
        cmocka_unit_test(what_moves_soon_and_has_no_room_is_not_drawn_for_ever),
        cmocka_unit_test(a_worker_that_comes_late_draws_all_ahead),
        cmocka_unit_test(the_nearest_frame_stands_in),
        cmocka_unit_test(clearing_forgets_everything),
        cmocka_unit_test(a_key_without_a_picture_is_no_version),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
