#include "cli/hear.h"

#include "base/log.h"
#include "cli/paths.h"

/* So long before a cue the device is asked for: a sound server may take half a second. */
enum { EXPECT_MS = 2000 };

void hear_open(struct hear *hear, const struct assembly *assembly, void (*on_said)(void))
{
    char tones[ASSEMBLY_PATH];
    *hear = (struct hear){0};
    if (!paths_join(tones, sizeof tones, assembly->share, "assets/sounds"))
        return;
    hear->sound = sound_open(&(struct sound_options){.folder = tones, .on_said = on_said});
}

void hear_close(struct hear *hear)
{
    sound_close(hear->sound);
    *hear = (struct hear){0};
}

void hear_frame(struct hear *hear, const struct hearing *hearing, ms_t now)
{
    sound_set(hear->sound, hearing->volume);
    if (hearing->paused && !hear->paused)
        sound_fade_tones(hear->sound);
    hear->paused = hearing->paused;
    for (int i = 0; i < hearing->cues.count && hearing->tones; i++) {
        sound_cue(hear->sound, hearing->cues.items[i].cue);
        log_debug("cue", "kind=%s", cue_file(hearing->cues.items[i].cue));
    }
    if (hearing->tried.volume > 0)
        sound_try(hear->sound, hearing->tried.cue, hearing->tried.volume);
    if (hearing->expected && !hear->asked)
        sound_expect(hear->sound);
    hear->asked = hearing->expected;
    bool soon = hearing->next != MS_NEVER && hearing->next - now <= EXPECT_MS;
    if (!soon || hearing->next == hear->expected || !hearing->tones || hearing->volume == 0)
        return;
    hear->expected = hearing->next;
    sound_expect(hear->sound);
}
