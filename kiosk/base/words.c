#include "base/words.h"

#include <string.h>
#include <unicode/ubrk.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/memo.h"
#include "base/memory.h"
#include "base/utf8.h"

enum {
    RUN_MAX = 64, /* characters looked at together; clauses are shorter */
    GLUED_MAX = 5 /* characters that single ones make with words beside them */
};

/* After what they belong to. */
static const char particles[] = "的地得了着过吗吧呢们上下里中内";

/* Of one character, though the dictionary knows many more: a line may end before and after. */
static const char grammar[] =
    "是在和与或及而但若如不就也都又再才很更最太没请让把被将向往从到对为以用给跟"
    "按使则且并有可能会要应您我你他她它这那此每各先只秒次个组";

/* Asks for what follows: no line ends after it. */
static const char please[] = "请";

/* Of this trade, and taken apart in the middle by the dictionary, which lacks them. */
static const char *const trade[] = {"眼镜蛇", "髋部", "下方", "过电感", "拉伸带",
                                    "治疗师", "下犬", "秒钟", "外侧",   "准备好了"};

/* A part of a run: what the dictionary takes for a word. */
struct part {
    size_t end;
    bool single, particle, grammar, please;
};

/* Characters without anything between them. */
struct run {
    size_t length;
    bool whole; /* no more than RUN_MAX */
    struct part part[RUN_MAX];
    int count;
};

/* How long the word is that a text begins with, by the hash of the text. */
static struct memo known;

bool words_of(uint32_t code)
{
    return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}

static size_t character(const char *text, size_t length)
{
    size_t next;
    utf8_at(text, length, 0, &next);
    return next;
}

static void find_run(struct run *run, const char *text, size_t length)
{
    size_t next;
    int count = 0;
    *run = (struct run){.length = 0};
    while (run->length < length && words_of(utf8_at(text, length, run->length, &next)) &&
           count++ < RUN_MAX)
        run->length = next;
    run->whole = count <= RUN_MAX;
}

/* NULL (logged once) when ICU lacks its data. */
static UBreakIterator *dictionary(void)
{
    static UBreakIterator *words;
    static bool tried;
    if (!tried) {
        UErrorCode error = U_ZERO_ERROR;
        words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &error);
        if (U_FAILURE(error))
            log_error("words", "message=%s", u_errorName(error));
        tried = true;
    }
    return words;
}

static void add_part(struct run *run, const char *text, size_t start, size_t end)
{
    size_t length = end - start;
    bool single = character(text + start, length) == length;
    run->part[run->count++] = (struct part){
        .end = end,
        .single = single,
        .particle = single && memmem(particles, sizeof particles - 1, text + start, length),
        .grammar = single && memmem(grammar, sizeof grammar - 1, text + start, length),
        .please = single && memmem(please, sizeof please - 1, text + start, length),
    };
}

static size_t trade_word(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof trade / sizeof *trade; i++)
        if (strlen(trade[i]) <= length && memcmp(text, trade[i], strlen(trade[i])) == 0)
            return strlen(trade[i]);
    return 0;
}

/* Where the word at `start` ends; `words` NULL: each character is one. */
static size_t part_end(UBreakIterator *words, const char *text, size_t start, size_t length)
{
    size_t word = trade_word(text + start, length - start);
    int32_t next = words && word == 0 ? ubrk_following(words, (int32_t)start) : UBRK_DONE;
    if (next > (int32_t)start)
        word = (size_t)next - start;
    return start + (word ? word : character(text + start, length - start));
}

static void find_parts(struct run *run, const char *text)
{
    UErrorCode error = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    UBreakIterator *words = dictionary();
    if (words) {
        utext_openUTF8(&view, text, (int64_t)run->length, &error);
        ubrk_setUText(words, &view, &error);
    }
    if (U_FAILURE(error))
        words = NULL;
    for (size_t start = 0, end; start < run->length; start = end) {
        end = part_end(words, text, start, run->length);
        add_part(run, text, start, end);
    }
    utext_close(&view);
}

static bool is_unknown(const struct run *run, int i)
{
    return i < run->count && run->part[i].single && !run->part[i].particle && !run->part[i].grammar;
}

/* Whether part i + 1 is of one word with part i, which belongs to a word that begins at `start`. A
 * single character between two words goes with both: it may be of either. */
static bool stays(const struct run *run, size_t start, int i)
{
    const struct part *part = &run->part[i], *next = part + 1;
    if (next->particle || part->please)
        return true;
    if (part->grammar || part->particle || next->grammar || next->end - start > GLUED_MAX * 3)
        return false;
    bool before = i > 0 && is_unknown(run, i - 1);
    return (is_unknown(run, i) && (is_unknown(run, i + 1) || !before)) ||
           (is_unknown(run, i + 1) && !is_unknown(run, i + 2));
}

static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = hash_bytes(0, text, length);
    return hash ? hash : 1;
}

static void remember(const char *text, size_t rest, size_t length)
{
    memo_keep(&known, hash_of(text, rest), (int)length);
}

/* All words of the run: they will be asked for one after the other. Without the last one of a run
 * that goes on, which may do so, too. Returns the first. */
static size_t learn(struct run *run, const char *text)
{
    memory_watch();
    find_parts(run, text);
    memory_ask("icu");
    size_t word = 0, start = 0;
    for (int i = 0; i < run->count; i++) {
        bool last = i + 1 == run->count;
        if (!last && stays(run, start, i))
            continue;
        size_t end = run->part[i].end;
        if (!last || run->whole || start == 0)
            remember(text + start, run->length - start, end - start);
        word = word ? word : end;
        start = end;
    }
    return word;
}

size_t words_first(const char *text, size_t length)
{
    struct run run;
    find_run(&run, text, length);
    int found;
    return memo_find(&known, hash_of(text, run.length), &found) ? (size_t)found : learn(&run, text);
}
