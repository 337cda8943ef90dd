#include "voice/speaker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "voice/voice.h"

static void drop_first(struct speaker *speaker)
{
    free(speaker->items[0].text);
    free(speaker->items[0].language);
    free(speaker->items[0].recording);
    speaker->count--;
    memmove(speaker->items, speaker->items + 1, (size_t)speaker->count * sizeof *speaker->items);
}

void speaker_clear(struct speaker *speaker)
{
    while (speaker->count > 0)
        drop_first(speaker);
}

static void add(struct speaker *speaker, const struct utterance *utterance)
{
    if (speaker->count == SPEAKER_MAX)
        drop_first(speaker);
    speaker->items[speaker->count++] = (struct speaker_item){
        .text = memory_text(utterance->text),
        .language = utterance->language ? memory_text(utterance->language) : NULL,
        .recording = utterance->recording ? memory_text(utterance->recording) : NULL,
        .awaited = -1,
        .until = utterance->until,
        .whole_by = utterance->whole_by,
    };
}

void speaker_take(struct speaker *speaker, const struct utterance_list *list)
{
    for (int i = list->hush ? -1 : 0; i < list->count; i++) {
        if (i < 0 || list->items[i].cuts) {
            speaker_clear(speaker);
            speaker->hush = true;
        }
        if (i >= 0)
            add(speaker, &list->items[i]);
    }
}

enum verdict { SAY, WAIT, LEAVE_OUT };

static enum verdict judge(struct speaker_item *item, struct voice *voice, ms_t now, char *file)
{
    ms_t length = 0;
    if (now > item->until)
        return LEAVE_OUT;
    if (item->recording) {
        snprintf(file, SPEAKER_FILE, "%s", item->recording);
        return SAY;
    }
    switch (voice_get(voice, item->language, item->text, now, file, SPEAKER_FILE, &length)) {
    case VOICE_READY:
        return length > 0 && now + length <= item->whole_by ? SAY : LEAVE_OUT;
    case VOICE_COMING:
        if (item->awaited < 0)
            item->awaited = now;
        return now - item->awaited < SPEAKER_LATE_MS ? WAIT : LEAVE_OUT;
    case VOICE_NONE:
        break;
    }
    return LEAVE_OUT;
}

bool speaker_next(struct speaker *speaker, struct voice *voice, ms_t now, bool saying, bool *hush,
                  char file[SPEAKER_FILE])
{
    *hush = speaker->hush;
    if (saying && !*hush)
        return false;
    speaker->hush = false;
    while (speaker->count > 0) {
        enum verdict verdict = judge(&speaker->items[0], voice, now, file);
        if (verdict == WAIT)
            return false;
        drop_first(speaker);
        if (verdict == SAY)
            return true;
    }
    return false;
}
