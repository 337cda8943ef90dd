#include "base/table.h"

size_t table_slots(size_t count)
{
    size_t slots = 16;
    while (slots < 2 * count)
        slots *= 2;
    return slots;
}

void table_add(struct table *table, struct table_node *node, uint64_t hash)
{
    struct table_node **slot = &table->slots[hash & table->mask];
    *node = (struct table_node){*slot, hash};
    *slot = node;
}

void table_add_behind(struct table_node *other, struct table_node *node)
{
    *node = *other;
    other->next = node;
}

void table_remove(struct table *table, struct table_node *node)
{
    struct table_node **link = &table->slots[node->hash & table->mask];
    while (*link != node)
        link = &(*link)->next;
    *link = node->next;
}

static struct table_node *matching(struct table_node *node, uint64_t hash)
{
    while (node && node->hash != hash)
        node = node->next;
    return node;
}

struct table_node *table_first(const struct table *table, uint64_t hash)
{
    return matching(table->slots[hash & table->mask], hash);
}

struct table_node *table_next(const struct table_node *node)
{
    return matching(node->next, node->hash);
}

void use_add(struct use_order *order, struct use_node *node)
{
    *node = (struct use_node){.older = order->newest};
    if (order->newest)
        order->newest->newer = node;
    else
        order->oldest = node;
    order->newest = node;
}

void use_remove(struct use_order *order, struct use_node *node)
{
    if (node->newer)
        node->newer->older = node->older;
    else
        order->newest = node->older;
    if (node->older)
        node->older->newer = node->newer;
    else
        order->oldest = node->newer;
}

void use_again(struct use_order *order, struct use_node *node)
{
    if (order->newest == node)
        return;
    use_remove(order, node);
    use_add(order, node);
}
