#pragma once

#include <stdbool.h>
#include <stdio.h>

/* `kiosk status` in its three forms, all from the same rows. */

enum { STATUS_ROWS = 40 };

struct status_row {
    const char *key;  /* "uptime_seconds"; keys stay as they are in later versions */
    const char *help; /* in English */
    const char *text; /* NULL: it is a number */
    double value;     /* NAN: not known */
    bool yes_no;
};

/* "key: value", a line each; what is not known is left out. */
void status_print_text(const struct status_row *rows, int count, FILE *out);

/* One object; null for what is not known. */
void status_print_json(const struct status_row *rows, int count, FILE *out);

/* The text format of Prometheus: physio_kiosk_KEY, texts as labels of physio_kiosk_info and of
 * physio_kiosk_KEY_info where they change while the kiosk runs. What is not known is left out. */
void status_print_prometheus(const struct status_row *rows, int count, FILE *out);
