/* The inner loops of the tagger “fast”: features -> emissions -> best states, character by character.

   Optional: entities/features.py, emissions.py and decoding.py say the same in numpy and run where this was not built;
   tests/entities/test_core.py proves both equal bit for bit. No Python API, so one library serves every version. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { TEMPLATES = 21, WIDTH = 12, STATES = 13, LABELS = 3, MARGIN = 3, LINE_FEED = 10, BLOCK = 64, AHEAD = 4 };
/* Built twice on Linux: the loader takes the code for AVX2 where the processor has it. */
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__GNUC__)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

enum { BEGIN, INSIDE, END, SINGLE };

/* The odd constants are those of xxHash and murmur3, as in features.py. */
static const uint32_t MIX_A = 0x9E3779B1u, MIX_B = 0x85EBCA77u, MIX_C = 0x7FEB352Du, SEED = 0x165667B1u;
static const uint32_t WORD_PRIME = 0x01000193u, LENGTH_PRIME = 0x9E3779B1u;

#ifndef SOURCE_CRC
#define SOURCE_CRC 0u
#endif

/* The checksum of the source that this was built from: core.py takes no other. */
EXPORT uint32_t newsextract_core_source(void) { return SOURCE_CRC; }

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* The two values of each template for a block of characters, and what becomes of them: rows of the weight table. */
struct block {
    uint32_t first[TEMPLATES][BLOCK], second[TEMPLATES][BLOCK], rows[TEMPLATES][BLOCK];
};

/* Two 32-bit values and the template's number -> a row: as features._mix. */
VECTORS static void mix(struct block *block, int bits) {
    for (uint32_t t = 0; t < TEMPLATES; t++)
        for (int j = 0; j < BLOCK; j++) {
            uint32_t value = block->first[t][j] * MIX_A;
            value ^= value >> 15;
            value += block->second[t][j] * MIX_B + (t + 1) * SEED;
            value ^= value >> 16;
            value *= MIX_C;
            value ^= value >> 15;
            value *= MIX_B;
            block->rows[t][j] = value >> (32 - bits);
        }
}

typedef int8_t eight_bytes __attribute__((vector_size(8)));
typedef int16_t eight_shorts __attribute__((vector_size(16)));

/* The scores of the first `count` characters of a block: the sum of their rows' weights. */
VECTORS static void add_up(const struct block *block, int count, const int8_t *table, float scale, float *scores) {
    for (int j = 0; j < count; j++) {
        if (j + AHEAD < count)
            for (int t = 0; t < TEMPLATES; t++)
                __builtin_prefetch(table + (size_t)block->rows[t][j + AHEAD] * WIDTH);
        eight_shorts low = {0}, high = {0}; /* a row's twelve as two overlapping vectors: 0-7 and 4-11 */
        for (int t = 0; t < TEMPLATES; t++) {
            const int8_t *weights = table + (size_t)block->rows[t][j] * WIDTH;
            eight_bytes some;
            memcpy(&some, weights, sizeof some);
            low += __builtin_convertvector(some, eight_shorts);
            memcpy(&some, weights + 4, sizeof some);
            high += __builtin_convertvector(some, eight_shorts);
        }
        float *out = scores + (int64_t)j * STATES;
        out[0] = 0;
        for (int n = 0; n < 8; n++) out[1 + n] = (float)low[n] * scale;
        for (int n = 4; n < 8; n++) out[5 + n] = (float)high[n] * scale;
    }
}

/* Log-odds of each state against O.

   codes (count): Unicode code points; lengths, tags (words): of the words that make up the text; normal, classes (65536):
   character tables; table (2**bits, WIDTH) int8; scores (last - first, STATES): filled for characters [first, last).
   Returns 0, or -1 where no memory is left. */
EXPORT int32_t newsextract_scores(const uint32_t *codes, int64_t count, const int32_t *lengths, const uint8_t *tags,
                                  int64_t words, const uint32_t *normal, const uint32_t *classes, const int8_t *table,
                                  int32_t bits, float scale, int64_t first, int64_t last, float *scores) {
    uint32_t *padded = malloc(((size_t)count + 2 * MARGIN) * sizeof *padded);
    uint8_t *shapes = malloc((size_t)count + 2);
    uint32_t *hashes = malloc(((size_t)words + 2) * sizeof *hashes);
    int32_t status = -1;
    struct block *block = calloc(1, sizeof *block);
    if (!padded || !shapes || !hashes || !block) goto done;

    for (int k = 0; k < MARGIN; k++) padded[k] = padded[count + MARGIN + k] = LINE_FEED;
    for (int64_t i = 0; i < count; i++) padded[MARGIN + i] = normal[codes[i] < 65535 ? codes[i] : 65535];
    shapes[0] = shapes[count + 1] = 3;
    hashes[0] = hashes[words + 1] = LINE_FEED;
    for (int64_t w = 0, at = 0; w < words; w++) {
        uint32_t hash = 0, power = 1;
        for (int32_t k = 0; k < lengths[w]; k++) {
            hash += padded[MARGIN + at + k] * power;
            if (k < 31) power *= WORD_PRIME;
            shapes[1 + at + k] = lengths[w] == 1 ? 3 : k == 0 ? 0 : k == lengths[w] - 1 ? 2 : 1;
        }
        hashes[1 + w] = hash + (uint32_t)lengths[w] * LENGTH_PRIME;
        at += lengths[w];
    }

    int held = 0; /* characters in the block */
    int64_t finished = first;
    for (int64_t w = 0, at = 0; w < words && at < last; at += lengths[w++]) {
        const uint32_t word = hashes[1 + w], previous = hashes[w], following = hashes[2 + w];
        const uint32_t before = w ? tags[w - 1] : 0, after = w + 1 < words ? tags[w + 1] : 0;
        const uint32_t context = before << 12 | (uint32_t)tags[w] << 6 | after;
        for (int32_t k = 0; k < lengths[w] && at + k < last; k++) {
            int64_t i = at + k;
            if (i < first) continue;
            const uint32_t *c = padded + MARGIN + i;
            const uint8_t *s = shapes + 1 + i;
            uint32_t place = (uint32_t)(least(k, 3) * 4 + least(lengths[w] - 1 - k, 3));
            uint32_t pairs[4], five = 0;
            for (int p = 0; p < 4; p++) pairs[p] = c[p - 2] << 16 | c[p - 1];
            for (int p = -2; p <= 2; p++) five = five << 4 | classes[c[p]];
            uint32_t shape = (uint32_t)s[-1] << 4 | (uint32_t)s[0] << 2 | s[1];
            const uint32_t firsts[TEMPLATES] = {
                c[-2], c[-1], c[0], c[1], c[2], pairs[0], pairs[1], pairs[2], pairs[3], c[-1], pairs[0], pairs[1], pairs[2],
                word, previous, following, word * MIX_B + following, previous * MIX_B + word, shape, context, five,
            };
            const uint32_t seconds[TEMPLATES] = {
                0, 0, 0, 0, 0, 0, 0, 0, 0, c[1], c[0], c[1], c[2], place, place, place, place, place, c[0], place, 0,
            };
            for (int t = 0; t < TEMPLATES; t++) {
                block->first[t][held] = firsts[t];
                block->second[t][held] = seconds[t];
            }
            if (++held < BLOCK && i + 1 < last) continue;
            mix(block, bits);
            add_up(block, held, table, scale, scores + (finished - first) * STATES);
            finished += held;
            held = 0;
        }
    }
    status = 0;
done:
    free(block);
    free(padded);
    free(shapes);
    free(hashes);
    return status;
}

static int part(int state) { return state ? (state - 1) % 4 : -1; }

/* Whether state b may follow state a. */
static int valid(int a, int b) {
    int open = part(a) == BEGIN || part(a) == INSIDE;
    int inner = part(b) == INSIDE || part(b) == END;
    return open ? inner && (a - 1) / 4 == (b - 1) / 4 : !inner;
}

/* The best valid states of count characters that begin and end outside an entity: as decoding._viterbi.
   back (count, 1 + LABELS): room for the best closed state and each label's best open state. */
static void viterbi(const float *scores, int64_t count, uint8_t *back, uint8_t *best) {
    double closed = 0, opened[LABELS] = {-1e9, -1e9, -1e9};
    for (int64_t i = 0; i < count; i++) {
        const float *given = scores + i * STATES;
        uint8_t *mine = back + i * (1 + LABELS);
        double top = closed + given[0];
        mine[0] = 0;
        for (int label = 0; label < LABELS; label++) {
            int state = 1 + 4 * label;
            double begun = given[state + BEGIN] + closed, going = given[state + INSIDE] + opened[label];
            double ended = given[state + END] + opened[label], single = closed + given[state + SINGLE];
            if (ended > top) top = ended, mine[0] = (uint8_t)(state + END);
            if (single > top) top = single, mine[0] = (uint8_t)(state + SINGLE);
            mine[1 + label] = (uint8_t)(going > begun ? state + INSIDE : state + BEGIN);
            opened[label] = going > begun ? going : begun;
        }
        closed = top;
    }
    int wanted = -1; /* the label whose open path leads here, or -1: the closed one */
    for (int64_t i = count - 1; i >= 0; i--) {
        best[i] = back[i * (1 + LABELS) + (wanted < 0 ? 0 : 1 + wanted)];
        int kind = part(best[i]);
        wanted = kind == INSIDE || kind == END ? (best[i] - 1) / 4 : -1;
    }
}

/* The best valid states: the arg-max where that is valid, repaired by Viterbi around each fault.
   Returns 0, or -1 where no memory is left. */
static int32_t decode(const float *scores, int64_t count, float reach, uint8_t *best) {
    uint8_t *near = malloc((size_t)count + 1), *raw = malloc((size_t)count + 1);
    uint8_t *back = malloc(((size_t)count + 1) * (1 + LABELS));
    int32_t status = -1;
    if (!near || !raw || !back) goto done;
    for (int64_t i = 0; i < count; i++) {
        const float *given = scores + i * STATES;
        int top = 1;
        for (int s = 2; s < STATES; s++)
            if (given[s] > given[top]) top = s;
        raw[i] = best[i] = (uint8_t)(given[top] > given[0] ? top : 0);
        near[i] = given[top] > -reach || best[i] > 0;
    }
    int64_t finished = -1;
    for (int64_t fault = 0; fault <= count; fault++) {
        if (valid(fault ? raw[fault - 1] : 0, fault < count ? raw[fault] : 0)) continue;
        int64_t at = least(fault, count - 1);
        if (at < finished) continue;
        if (!near[at] && at > 0) at--;
        int64_t start = at, end = at;
        while (start > 0 && near[start - 1]) start--;
        while (end < count && near[end]) end++;
        if (end > start) viterbi(scores + start * STATES, end - start, back, best + start);
        finished = end;
    }
    status = 0;
done:
    free(near);
    free(raw);
    free(back);
    return status;
}

/* The best valid entities, in order: as decoding.decode.

   scores (count, STATES); reach: how far below O an entity's best state may be for a stretch to go on; starts, ends,
   labels, means (count): filled for each entity, the last with the mean log-odds of its states.
   Returns how many there are, or -1 where no memory is left. */
EXPORT int64_t newsextract_spans(const float *scores, int64_t count, float reach, int64_t *starts, int64_t *ends,
                                 uint8_t *labels, double *means) {
    uint8_t *best = malloc((size_t)count + 1);
    int64_t found = -1;
    if (!best || decode(scores, count, reach, best)) goto done;
    found = 0;
    double total = 0;
    int64_t first = 0;
    for (int64_t i = 0; i < count; i++) {
        if (!best[i]) continue;
        int kind = part(best[i]);
        if (kind == BEGIN || kind == SINGLE) first = i, total = 0;
        total += scores[i * STATES + best[i]];
        if (kind == BEGIN || kind == INSIDE) continue;
        starts[found] = first;
        ends[found] = i + 1;
        labels[found] = (uint8_t)((best[i] - 1) / 4);
        means[found++] = total / (double)(i + 1 - first);
    }
done:
    free(best);
    return found;
}
