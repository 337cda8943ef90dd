#include "voice/wav.h"

#include <string.h>

static uint32_t get(const uint8_t *bytes, int count)
{
    uint32_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

static void put(uint8_t *bytes, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
}

/* How samples are laid out. */
struct format {
    uint32_t rate, frame; /* a second; bytes */
};

static bool read_format(const uint8_t *chunk, size_t size, struct format *format)
{
    if (size < 16)
        return false;
    uint32_t kind = get(chunk, 2), channels = get(chunk + 2, 2), bits = get(chunk + 14, 2);
    format->rate = get(chunk + 4, 4);
    format->frame = 2 * channels;
    return kind == 1 && (channels == 1 || channels == 2) && bits == 16 && format->rate >= 8000 &&
           format->rate <= 48000;
}

static ms_t length_of(const struct format *format, uint64_t bytes)
{
    return (ms_t)(bytes / format->frame * 1000 / format->rate);
}

static bool is_wave(const uint8_t *bytes)
{
    return memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WAVE", 4) == 0;
}

bool wav_mend(uint8_t *bytes, size_t *size, ms_t *length_ms)
{
    struct format format = {0};
    if (*size < 12 || !is_wave(bytes))
        return false;
    for (size_t at = 12; at + 8 <= *size;) {
        uint8_t *chunk = bytes + at + 8;
        size_t left = *size - at - 8, said = get(bytes + at + 4, 4);
        if (memcmp(bytes + at, "data", 4) == 0) {
            size_t length = said < left ? said : left;
            if (format.frame == 0)
                return false;
            length -= length % format.frame;
            put(bytes + at + 4, (uint32_t)length);
            *size = at + 8 + length;
            put(bytes + 4, (uint32_t)(*size - 8));
            *length_ms = length_of(&format, length);
            return true;
        }
        if (said > left ||
            (memcmp(bytes + at, "fmt ", 4) == 0 && !read_format(chunk, said, &format)))
            return false;
        at += 8 + said + said % 2;
    }
    return false;
}

ms_t wav_length(const uint8_t *bytes, uint64_t size)
{
    struct format format;
    if (size < WAV_HEADER_BYTES || !is_wave(bytes) || memcmp(bytes + 12, "fmt ", 4) != 0 ||
        !read_format(bytes + 20, get(bytes + 16, 4), &format) || get(bytes + 4, 4) + 8ull != size)
        return -1;
    return length_of(&format, size - WAV_HEADER_BYTES);
}
