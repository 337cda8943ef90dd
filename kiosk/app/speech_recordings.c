#include "app/speech_recordings.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

/* "Hold" and "Hold." are the same said. */
static uint64_t hash_of(const char *text)
{
    static const char *const ends[] = {".", "!", "\u3002", "\uFF01", "\u06D4"};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (length > size && memcmp(text + length - size, ends[i], size) == 0)
            return hash_bytes(0, text, length - size);
    }
    return hash_bytes(0, text, length);
}

/* NULL where the interface or the exercise has no such text in this language. */
static const char *phase_text(const struct strings *strings, struct arena *arena, const char *line)
{
    static const struct {
        const char *line, *key;
    } others[] = {
        {"halfway", "voice.halfway"}, {"left", "player.left_side"}, {"right", "player.right_side"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(line, others[i].line) == 0)
            return tr(strings, others[i].key);
    return tr(strings, arena_printf(arena, "player.phase.%s", line));
}

static const char *text_of(const struct recording *recording, const struct content *shown,
                           const struct strings *strings, struct arena *arena)
{
    size_t at = recording->number > 0 ? (size_t)recording->number - 1 : 0;
    if (recording->kind == RECORDING_PHASE)
        return phase_text(strings, arena, recording->line);
    if (recording->kind == RECORDING_NUMBER)
        return recording->line;
    const struct exercise *exercise = content_exercise(shown, recording->id);
    if (!exercise)
        return NULL;
    if (recording->kind == RECORDING_STEP)
        return at < exercise->step_count ? exercise->steps[at].text : NULL;
    if (recording->kind == RECORDING_PRECAUTION)
        return at < exercise->precautions.count ? exercise->precautions.items[at] : NULL;
    return exercise->name;
}

/* "es" speaks for "es-MX". */
static bool is_language(const char *recorded, const char *code)
{
    size_t length = strlen(recorded);
    return strncmp(recorded, code, length) == 0 && (!code[length] || code[length] == '-');
}

void speech_recordings_follow(struct speech_recordings *recordings, const struct content *content,
                              const struct content *shown, const struct strings *strings)
{
    if (recordings->content == content && recordings->strings == strings)
        return;
    speech_recordings_free(recordings);
    recordings->content = content;
    recordings->strings = strings;
    if (!content || !shown || content->recording_count == 0)
        return;
    recordings->items = memory_new(content->recording_count, sizeof *recordings->items);
    struct arena arena = {0};
    for (size_t i = 0; i < content->recording_count; i++) {
        const struct recording *recording = &content->recordings[i];
        const char *text = is_language(recording->language, strings_code(strings))
                               ? text_of(recording, shown, strings, &arena)
                               : NULL;
        if (text)
            recordings->items[recordings->count++] =
                (struct recorded){hash_of(text), recording->file};
    }
    arena_free(&arena);
}

const char *speech_recording(const struct speech_recordings *recordings, const char *text)
{
    uint64_t hash = recordings->count > 0 ? hash_of(text) : 0;
    for (size_t i = recordings->count; i > 0; i--) /* that of the last pack */
        if (recordings->items[i - 1].text == hash)
            return recordings->items[i - 1].file;
    return NULL;
}

void speech_recordings_free(struct speech_recordings *recordings)
{
    free(recordings->items);
    *recordings = (struct speech_recordings){0};
}
