/* A plugin for qemu-user: counts the instructions of a program by part and function. A part begins
 * where the program calls count_part_NAME(). Prints "PART FUNCTION INSTRUCTIONS" a line when the
 * program ends; "-" is the function where nothing has a name, as in shared libraries. One thread.
 *
 * qemu-user -d nochain -D /dev/null -plugin counter.so PROGRAM: qemu reads the names of functions
 * when it logs anything. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is needed of qemu-plugin.h, which Debian does not ship; the program brings the functions. */
typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id,
                                                  void (*on_translated)(qemu_plugin_id_t id,
                                                                        struct qemu_plugin_tb *tb));
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb,
                                                 void (*on_run)(unsigned cpu, void *data),
                                                 int flags, void *data);
extern void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id,
                                           void (*on_exit)(qemu_plugin_id_t id, void *data),
                                           void *data);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb,
                                                        size_t index);
extern const char *qemu_plugin_insn_symbol(const struct qemu_plugin_insn *insn);

int qemu_plugin_version = 1;
int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv);

#define MARK "count_part_"

enum { PARTS_MAX = 16, NAME = 64 };

struct function {
    struct function *next;
    char name[NAME];
    uint64_t counts[PARTS_MAX];
};

/* Code that is run from its first instruction to its last. */
struct block {
    struct function *function;
    uint64_t instructions;
    int part; /* which begins here; -1: none */
};

static struct function *functions;
static char parts[PARTS_MAX][NAME] = {"before"};
static int part_count = 1, part;

static struct function *function_named(const char *name)
{
    struct function *f = functions;
    while (f && strncmp(f->name, name, NAME - 1) != 0)
        f = f->next;
    if (f || !(f = calloc(1, sizeof *f)))
        return f;
    snprintf(f->name, sizeof f->name, "%s", name);
    f->next = functions;
    functions = f;
    return f;
}

static int part_named(const char *name)
{
    for (int i = 0; i < part_count; i++)
        if (strcmp(parts[i], name) == 0)
            return i;
    if (part_count == PARTS_MAX)
        return -1;
    snprintf(parts[part_count], NAME, "%s", name);
    return part_count++;
}

static void count(unsigned cpu, void *data)
{
    const struct block *block = data;
    (void)cpu;
    if (block->part >= 0)
        part = block->part;
    block->function->counts[part] += block->instructions;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    const char *name = qemu_plugin_insn_symbol(qemu_plugin_tb_get_insn(tb, 0));
    struct block *block = malloc(sizeof *block);
    (void)id;
    if (!name || !*name)
        name = "-";
    if (!block || !(block->function = function_named(name)))
        abort();
    block->instructions = qemu_plugin_tb_n_insns(tb);
    block->part =
        strncmp(name, MARK, sizeof MARK - 1) == 0 ? part_named(name + sizeof MARK - 1) : -1;
    qemu_plugin_register_vcpu_tb_exec_cb(tb, count, 0, block);
}

static void print(qemu_plugin_id_t id, void *data)
{
    FILE *out = fopen(data, "w");
    (void)id;
    if (!out)
        return;
    for (const struct function *f = functions; f; f = f->next)
        for (int i = 0; i < part_count; i++)
            if (f->counts[i])
                fprintf(out, "%s %s %llu\n", parts[i], f->name, (unsigned long long)f->counts[i]);
    fclose(out);
}

/* counter.so,out=FILE */
int qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv)
{
    (void)info;
    if (argc != 1 || strncmp(argv[0], "out=", 4) != 0)
        return -1;
    char *file = strdup(argv[0] + 4);
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, print, file);
    return file ? 0 : -1;
}
