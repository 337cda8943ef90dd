#include "clinic/pin.h"

#include <crypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "store/kept.h"

#define PIN_FILE "pin"
#define TRIES_FILE "pin-tries"

_Static_assert(PIN_HASH_SIZE == CRYPT_OUTPUT_SIZE, "a hash would be cut");

/* What is hashed when there is none, and matches nothing. */
static const char no_pin[] = "$y$jBT$BRx7lFL7GrnGY/V6SdDrM1";

static bool hash(const char *digits, const char *setting, char *out)
{
    struct crypt_data *data = MEMORY_NEW(struct crypt_data);
    const char *made = crypt_r(digits, setting, data);
    bool good = made && made[0] != '*';
    snprintf(out, PIN_HASH_SIZE, "%s", good ? made : "");
    explicit_bzero(data, sizeof *data);
    free(data);
    return good;
}

static bool same(const char *a, const char *b)
{
    unsigned char difference = 0;
    for (int i = 0; i < PIN_HASH_SIZE; i++)
        difference |= (unsigned char)(a[i] ^ b[i]);
    return difference == 0;
}

static void read_hash(struct pin *pin)
{
    char text[PIN_HASH_SIZE] = "";
    long length = kept_read(PIN_FILE, text, sizeof text);
    if (length == KEPT_NONE && !pin->kept && pin->set)
        return; /* it could not be written, and holds until a restart */
    text[strcspn(text, "\n")] = '\0';
    pin->set = length != KEPT_NONE;
    memset(pin->hash, 0, sizeof pin->hash);
    if (strncmp(text, "$y$", 3) == 0)
        memcpy(pin->hash, text, strlen(text));
    else if (pin->set)
        log_error("pin", "text=%s", "the file of the PIN cannot be read; kiosk pin --reset");
    explicit_bzero(text, sizeof text);
}

/* `served`: the wait after them is over. */
static void write_tries(struct pin *pin, bool served)
{
    char text[64];
    int length = snprintf(text, sizeof text, "wrong %d\nserved %d\n", pin->wrong, served);
    pin->counted =
        pin->wrong > 0 ? kept_write(TRIES_FILE, text, (size_t)length) : kept_remove(TRIES_FILE);
}

void pin_load(struct pin *pin, ms_t now)
{
    *pin = (struct pin){.kept = true, .counted = true};
    read_hash(pin);
    char text[64];
    int wrong = 0, served = 0;
    if (kept_read(TRIES_FILE, text, sizeof text) > 0 &&
        sscanf(text, "wrong %d served %d", &wrong, &served) == 2 && wrong > 0)
        pin->wrong = wrong < 1000 ? wrong : 1000;
    ms_t wait = pin_wait_after(pin->wrong);
    pin->wait_until = wait > 0 && !served ? now + wait : 0;
}

void pin_refresh(struct pin *pin)
{
    char text[64];
    bool counted = pin->wrong > 0 && pin->counted;
    read_hash(pin);
    if (counted && kept_read(TRIES_FILE, text, sizeof text) == KEPT_NONE) {
        pin->wrong = 0;
        pin->wait_until = 0;
    }
}

enum pin_fault pin_judge(const char *digits)
{
    if (strlen(digits) != PIN_DIGITS || strspn(digits, "0123456789") != PIN_DIGITS)
        return PIN_NO_DIGITS;
    bool alike = true, up = true, down = true;
    for (int i = 1; i < PIN_DIGITS; i++) {
        int step = (digits[i] - digits[i - 1] + 10) % 10; /* 0 follows 9 */
        alike = alike && step == 0;
        up = up && step == 1;
        down = down && step == 9;
    }
    return alike ? PIN_ALL_SAME : up || down ? PIN_RUN : PIN_FINE;
}

ms_t pin_wait_after(int wrong)
{
    static const int seconds[] = {30, 60, 120, 300, 900};
    const int last = sizeof seconds / sizeof *seconds - 1;
    if (wrong < PIN_TRIES)
        return 0;
    int which = wrong - PIN_TRIES;
    return (ms_t)seconds[which < last ? which : last] * 1000;
}

int pin_tries_left(const struct pin *pin)
{
    return pin->wrong < PIN_TRIES ? PIN_TRIES - pin->wrong : 0;
}

ms_t pin_wait_left(struct pin *pin, ms_t now)
{
    if (pin->wait_until > now)
        return pin->wait_until - now;
    if (pin->wait_until > 0) {
        pin->wait_until = 0;
        write_tries(pin, true);
    }
    return 0;
}

struct pin_trial {
    char digits[PIN_DIGITS + 1];
    char setting[PIN_HASH_SIZE]; /* the hash it should become, which says how */
    char made[PIN_HASH_SIZE];    /* "" when it could not be made */
};

void pin_trial_free(void *what)
{
    struct pin_trial *trial = what;
    explicit_bzero(trial, sizeof *trial);
    free(trial);
}

struct pin_trial *pin_try_begin(struct pin *pin, const char *digits, ms_t now)
{
    if (pin_wait_left(pin, now) > 0)
        return NULL;
    pin->wrong++;
    write_tries(pin, false);
    struct pin_trial *trial = MEMORY_NEW(struct pin_trial);
    snprintf(trial->digits, sizeof trial->digits, "%s", digits);
    snprintf(trial->setting, sizeof trial->setting, "%s", *pin->hash ? pin->hash : no_pin);
    return trial;
}

void pin_trial_run(void *what)
{
    struct pin_trial *trial = what;
    hash(trial->digits, trial->setting, trial->made);
}

bool pin_try_end(struct pin *pin, struct pin_trial *trial, ms_t now)
{
    bool right = same(trial->made, pin->hash) && *trial->made && *pin->hash;
    pin_trial_free(trial);
    if (right) {
        pin->wrong = 0;
        write_tries(pin, true);
        return true;
    }
    log_warn("pin", "wrong=%d", pin->wrong);
    ms_t wait = pin_wait_after(pin->wrong);
    pin->wait_until = wait > 0 ? now + wait : 0;
    return false;
}

bool pin_try(struct pin *pin, const char *digits, ms_t now)
{
    struct pin_trial *trial = pin_try_begin(pin, digits, now);
    if (!trial)
        return false;
    pin_trial_run(trial);
    return pin_try_end(pin, trial, now);
}

static bool write_hash(const struct pin *pin)
{
    char text[PIN_HASH_SIZE + 2];
    int length = snprintf(text, sizeof text, "%s\n", pin->hash);
    bool written = kept_write(PIN_FILE, text, (size_t)length);
    explicit_bzero(text, sizeof text);
    return written;
}

bool pin_keep(struct pin *pin)
{
    if (pin->set && !pin->kept && write_hash(pin)) {
        pin->kept = true;
        log_info("pin", "text=%s", "the PIN is kept now");
    }
    return pin->kept;
}

bool pin_choose(struct pin *pin, const char *digits)
{
    char setting[CRYPT_GENSALT_OUTPUT_SIZE];
    memset(pin->hash, 0, sizeof pin->hash);
    pin->set = crypt_gensalt_rn("$y$", PIN_COST, NULL, 0, setting, sizeof setting) &&
               hash(digits, setting, pin->hash);
    pin->wrong = 0;
    pin->wait_until = 0;
    pin->kept = pin->set && write_hash(pin);
    pin->counted = kept_remove(TRIES_FILE);
    if (!pin->kept)
        log_error("pin", "text=%s", "the PIN could not be kept");
    return pin->kept;
}

bool pin_reset(struct pin *pin)
{
    bool gone = kept_remove(PIN_FILE);
    gone = kept_remove(TRIES_FILE) && gone;
    *pin = (struct pin){.kept = gone, .counted = gone};
    return gone;
}
