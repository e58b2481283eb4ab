/* Records every change to the files of one folder, in the order in which a program makes them.
 *
 * It is put before the C library by LD_PRELOAD. RECORD_FOLDER is the folder (with all links resolved) and
 * RECORD_LOG the log. A record is written after the system has done what it tells of:
 *
 *     char what        'W' written, 'T' cut to a length, 'S' synced, 'U' removed
 *     uint8 size of the name, six bytes unused, int64 place in the file, int64 size of what follows the name
 *     the name, and what was written
 *
 * The write-ahead log's index (-shm) is memory that SQLite makes anew: it is left out. Changes by other calls,
 * such as a writable map, would be missed; the harness finds that out by comparing its replay with the files.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define THE_SYSTEMS(call) ((__typeof__(&call))dlsym(RTLD_NEXT, #call))

enum { DESCRIPTORS = 4096 };

struct header {
    char what;
    uint8_t name_size;
    char unused[6];
    int64_t place;
    int64_t size;
};

static char names[DESCRIPTORS][NAME_MAX + 1]; /* by descriptor; empty if the file is not one of the folder */
static const char *folder;
static int record_log = -1;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("RECORD_LOG");
    folder = getenv("RECORD_FOLDER");
    if (folder && path)
        record_log = THE_SYSTEMS(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void record(char what, const char *name, int64_t place, const void *content, int64_t size)
{
    struct header header = {what, (uint8_t)strlen(name), {0}, place, size};
    size_t whole = sizeof header + header.name_size + (size_t)size;
    char *bytes = malloc(whole);
    if (!bytes)
        abort();
    memcpy(bytes, &header, sizeof header);
    memcpy(bytes + sizeof header, name, header.name_size);
    if (size)
        memcpy(bytes + sizeof header + header.name_size, content, (size_t)size);
    /* One call for one record, so that records of two threads do not mix. A log with a hole proves nothing. */
    if (THE_SYSTEMS(write)(record_log, bytes, whole) != (ssize_t)whole)
        abort();
    free(bytes);
}

/* The name of a file of the folder that is recorded, into `name`; empty for any other. */
static void recorded_name(const char *path, char *name)
{
    char resolved[PATH_MAX];
    size_t size = folder ? strlen(folder) : 0;
    name[0] = '\0';
    if (record_log < 0 || !realpath(path, resolved))
        return;
    if (strncmp(resolved, folder, size) != 0 || resolved[size] != '/' || strstr(resolved, "-shm"))
        return;
    strncpy(name, resolved + size + 1, NAME_MAX);
}

static const char *name_of(int file)
{
    return file >= 0 && file < DESCRIPTORS && names[file][0] ? names[file] : NULL;
}

#define OPENS(call)                                                                                          \
    int call(const char *path, int flags, ...)                                                               \
    {                                                                                                        \
        va_list rest;                                                                                        \
        va_start(rest, flags);                                                                               \
        mode_t mode = va_arg(rest, mode_t);                                                                  \
        va_end(rest);                                                                                        \
        int file = THE_SYSTEMS(call)(path, flags, mode);                                                     \
        if (file >= 0 && file < DESCRIPTORS)                                                                 \
            recorded_name(path, names[file]);                                                                \
        if (name_of(file) && flags & O_TRUNC)                                                                \
            record('T', names[file], 0, NULL, 0);                                                            \
        return file;                                                                                         \
    }
OPENS(open)
OPENS(open64)

int close(int file)
{
    if (name_of(file))
        names[file][0] = '\0';
    return THE_SYSTEMS(close)(file);
}

#define WRITES(call, place_type)                                                                             \
    ssize_t call(int file, const void *content, size_t size, place_type place)                               \
    {                                                                                                        \
        ssize_t written = THE_SYSTEMS(call)(file, content, size, place);                                     \
        if (written > 0 && name_of(file))                                                                    \
            record('W', names[file], place, content, written);                                               \
        return written;                                                                                      \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

#define CUTS(call, place_type)                                                                               \
    int call(int file, place_type length)                                                                    \
    {                                                                                                        \
        int failed = THE_SYSTEMS(call)(file, length);                                                        \
        if (!failed && name_of(file))                                                                        \
            record('T', names[file], length, NULL, 0);                                                       \
        return failed;                                                                                       \
    }
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)

#define SYNCS(call)                                                                                          \
    int call(int file)                                                                                       \
    {                                                                                                        \
        int failed = THE_SYSTEMS(call)(file);                                                                \
        if (!failed && name_of(file))                                                                        \
            record('S', names[file], 0, NULL, 0);                                                            \
        return failed;                                                                                       \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int unlink(const char *path)
{
    char name[NAME_MAX + 1];
    recorded_name(path, name);
    int failed = THE_SYSTEMS(unlink)(path);
    if (!failed && name[0])
        record('U', name, 0, NULL, 0);
    return failed;
}
