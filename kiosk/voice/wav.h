#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ms.h"

/* What a helper program writes: RIFF/WAVE, PCM of 16 bits, one or two channels, 8 to 48 kHz. One
 * that was written to a pipe does not know its own length, and says anything. */

/* Bytes before the first sample of the plainest file. */
enum { WAV_HEADER_BYTES = 44 };

/* Puts the true lengths in, and cuts off what follows the samples. False when it is nothing of the
 * kind; `bytes` is then as it was. */
bool wav_mend(uint8_t *bytes, size_t *size, ms_t *length_ms);

/* The length by the header alone, of a file of `size` bytes that wav_mend has left; -1 when it is
 * none. `bytes` holds WAV_HEADER_BYTES of it. */
ms_t wav_length(const uint8_t *bytes, uint64_t size);
