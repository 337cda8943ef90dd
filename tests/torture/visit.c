/* One visit, from the demo to the demo, which tells every text that is to be seen: a run in which
 * something fails must say the same, or end.
 * usage: torture_visit [FILE OF COUNTS] */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness.h"
#include "platform/sdl_memory.h"
#include "ui/said.h"

static void tell(struct harness *h)
{
    const struct said_list *said = app_said(h->assembly.app);
    printf("%s:", harness_screen(h));
    for (size_t i = 0; i < said->count; i++)
        if (said->items[i].visible)
            printf(" [%s%s]", said->items[i].text, said->items[i].cut ? " (cut)" : "");
    putchar('\n');
}

static void press(struct harness *h, const char *id)
{
    harness_reveal(h, id);
    harness_press(h, id);
    tell(h);
}

static void watch(struct harness *h, ms_t ms)
{
    for (ms_t end = h->now + ms; h->now < end; tell(h))
        harness_skip(h, 1000);
}

int main(int argc, char **argv)
{
    struct harness h;
    sdl_memory_use();
    harness_open(&h, &(struct harness_options){.width = 640,
                                               .height = 400,
                                               .paint_every = 10,
                                               .store_file = argc > 1 ? argv[1] : NULL});
    app_read_aloud(h.assembly.app, true);
    harness_settle(&h);
    press(&h, "begin");
    press(&h, "card:ease-sciatic-pain");
    harness_pass_card(&h);
    press(&h, "start");
    watch(&h, 12000);
    press(&h, "pause");
    press(&h, "resume");
    watch(&h, 3000);
    press(&h, "hurts");
    harness_show(&h, "finish");
    tell(&h);
    press(&h, "better");
    harness_await(&h, "attract", 200000);
    tell(&h);
    harness_close(&h);
    return 0;
}
