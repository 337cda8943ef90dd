// links: platform ui base
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/presenter.h"

enum { SIDE = 64 };

static const struct painter_damage damage = {.rects = {{0, 0, SIDE, SIDE}}, .count = 1};
static SDL_Window *window;
static SDL_Surface *elsewhere;
static SDL_Renderer *stranger; /* knows no texture of the presenter's */
static struct presenter presenter;

static int begin(bool texture)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return 1;
    window = SDL_CreateWindow("", 0, 0, SIDE, SIDE, 0);
    elsewhere = SDL_CreateRGBSurfaceWithFormat(0, SIDE, SIDE, 32, SDL_PIXELFORMAT_XRGB8888);
    stranger = elsewhere ? SDL_CreateSoftwareRenderer(elsewhere) : NULL;
    return window && stranger && presenter_open(&presenter, window, texture, false) ? 0 : 1;
}

static int on_surface(void **state)
{
    (void)state;
    return begin(false);
}

static int on_texture(void **state)
{
    (void)state;
    return begin(true);
}

static int teardown(void **state)
{
    (void)state;
    presenter_close(&presenter);
    SDL_DestroyRenderer(stranger);
    SDL_FreeSurface(elsewhere);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return 0;
}

/* Returns whether all of it had to be painted. */
static bool show(void)
{
    bool fresh;
    presenter_canvas(&presenter, &fresh);
    presenter_show(&presenter, &damage);
    return fresh;
}

static void what_is_shown_is_known_to_be(void **state)
{
    (void)state;
    assert_true(show());
    assert_true(presenter_shows(&presenter));
    assert_false(show());
    assert_true(presenter_shows(&presenter));
}

static void a_window_without_a_surface_shows_nothing_until_it_has_one(void **state)
{
    (void)state;
    show();
    presenter.window = NULL;
    show();
    assert_false(presenter_shows(&presenter));
    presenter.window = window;
    assert_true(show());
    assert_true(presenter_shows(&presenter));
}

static void a_picture_that_is_refused_is_painted_again(void **state)
{
    (void)state;
    show();
    SDL_Renderer *own = presenter.renderer;
    presenter.renderer = stranger;
    show();
    assert_false(presenter_shows(&presenter));
    assert_true(show());
    assert_false(presenter_shows(&presenter));
    presenter.renderer = own;
    assert_true(show());
    assert_true(presenter_shows(&presenter));
    assert_false(show());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_shown_is_known_to_be, on_surface, teardown),
        cmocka_unit_test_setup_teardown(what_is_shown_is_known_to_be, on_texture, teardown),
        cmocka_unit_test_setup_teardown(a_window_without_a_surface_shows_nothing_until_it_has_one,
                                        on_surface, teardown),
        cmocka_unit_test_setup_teardown(a_picture_that_is_refused_is_painted_again, on_texture,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
