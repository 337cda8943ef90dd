// links: platform
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/renderer.h"

static SDL_Surface *screen;
static SDL_Renderer *renderer;

static int setup(void **state)
{
    (void)state;
    screen = SDL_CreateRGBSurfaceWithFormat(0, 64, 64, 32, SDL_PIXELFORMAT_XRGB8888);
    renderer = screen ? SDL_CreateSoftwareRenderer(screen) : NULL;
    return renderer ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(screen);
    return 0;
}

static void one_that_draws_shows_it(void **state)
{
    (void)state;
    assert_true(renderer_shows(renderer));
}

static void one_that_takes_everything_and_draws_nothing_does_not(void **state)
{
    (void)state;
    const SDL_Rect nowhere = {60, 60, 1, 1};
    SDL_RenderSetClipRect(renderer, &nowhere);
    assert_false(renderer_shows(renderer));
}

static void half_a_picture_is_none(void **state)
{
    (void)state;
    const SDL_Rect half = {0, 0, 64, 8};
    SDL_RenderSetClipRect(renderer, &half);
    assert_false(renderer_shows(renderer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_that_draws_shows_it, setup, teardown),
        cmocka_unit_test_setup_teardown(one_that_takes_everything_and_draws_nothing_does_not, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(half_a_picture_is_none, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
