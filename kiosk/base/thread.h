#pragma once

#include <pthread.h>
#include <stdbool.h>

/* Begins a thread of the kiosk's. Signals are the main thread's: it hears none. `nice` as nice(2)
 * has it, of this thread alone (WORKER_NICE: what it does never delays the screen). The name, of 15
 * letters at most, is what top and a core dump call it. False when there is no thread to be had. */
enum { WORKER_NICE = 5 };

bool thread_start(pthread_t *thread, const char *name, int nice, void *(*run)(void *),
                  void *context);

/* pthread_cond_wait for at most so many seconds; false when they have passed. */
bool thread_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, int seconds);
