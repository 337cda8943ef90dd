#pragma once

#include <stdbool.h>
#include <stddef.h>

/* One file from a web server, into a file that is open already.
 *
 * Made by a library of its own, kiosk-fetch.so, which `kiosk pull` opens: nothing else of the kiosk
 * is in there, and the kiosk that runs holds nothing that speaks to a network. HTTP and HTTPS, and
 * redirections that do not leave HTTPS; certificates are always checked.
 *
 * Strings are borrowed until fetch_file returns. */

/* What tells one version of a file from another, as the server gave it; "": it gave none. */
struct fetch_version {
    char etag[256];
    char modified[64]; /* Last-Modified */
};

struct fetch_call {
    const char *url;
    const char *agent;   /* who asks: "physio-kiosk/1.0" */
    const char *ca_file; /* certificates besides the system's; NULL: none */
    /* 304 is the answer as long as the server has this version; NULL: it is wanted in any case. */
    const struct fetch_version *known;
    int fd;                           /* where it goes; what it holds is the beginning of `part` */
    const struct fetch_version *part; /* NULL: of nothing, and it is written from its start */
    long long part_bytes;
    long long most_bytes;
    long long bytes_per_s; /* at most; 0: as it comes */
    /* The answer has begun, and `from` bytes of it are there already; may be NULL. */
    void (*begun)(void *context, const struct fetch_version *version, long long from);
    void *context;
};

enum fetch_end {
    FETCH_WHOLE,     /* the file is there */
    FETCH_SAME,      /* the server has what is known */
    FETCH_NONE,      /* the server has no such file, or does not give it: `status` */
    FETCH_TOO_LARGE, /* more than most_bytes */
    FETCH_BROKEN,    /* the connection; what has come stays */
    FETCH_DISK       /* it could not be written: `error` */
};

struct fetch_answer {
    enum fetch_end end;
    int status; /* of HTTP; 0: none came */
    struct fetch_version version;
    long long bytes;   /* in the file now */
    int error;         /* errno */
    char problem[256]; /* in words, English; "" when there is none */
};

__attribute__((visibility("default"))) void fetch_file(const struct fetch_call *call,
                                                       struct fetch_answer *answer);

#define FETCH_LIBRARY "kiosk-fetch.so"
#define FETCH_FILE "fetch_file"
typedef void fetch_file_fn(const struct fetch_call *, struct fetch_answer *);
