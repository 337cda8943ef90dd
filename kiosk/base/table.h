#pragma once

#include <stddef.h>
#include <stdint.h>

/* Finds things by a 64-bit hash, and knows which was used longest ago. The nodes lie in the things
 * themselves: nothing is allocated here, nothing owned. */

/* The thing that a node lies in. */
#define TABLE_OWNER(node, type, member) ((type *)(void *)((char *)(node)-offsetof(type, member)))

struct table_node {
    struct table_node *next; /* in the same slot */
    uint64_t hash;           /* not to be changed while it is in the table */
};

/* `slots` is the caller's, zeroed, of a power of two; `mask` is their number less one. */
struct table {
    struct table_node **slots;
    size_t mask;
};

/* A power of two: at least two slots for each of `count` things. */
size_t table_slots(size_t count);

/* Before all others. */
void table_add(struct table *table, struct table_node *node, uint64_t hash);

/* Behind `other`, which has the same hash and is in the table. */
void table_add_behind(struct table_node *other, struct table_node *node);

/* One that is in the table. */
void table_remove(struct table *table, struct table_node *node);

/* The first with this hash, and the next one with the same; NULL when there is none. Different
 * things may have one hash. */
struct table_node *table_first(const struct table *table, uint64_t hash);
struct table_node *table_next(const struct table_node *node);

struct use_node {
    struct use_node *newer, *older;
};

/* Zeroed is empty. */
struct use_order {
    struct use_node *newest, *oldest;
};

/* A new one, now the newest. */
void use_add(struct use_order *order, struct use_node *node);

void use_remove(struct use_order *order, struct use_node *node);

/* One that is there becomes the newest. */
void use_again(struct use_order *order, struct use_node *node);
