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

enum { TEMPLATES = 21, WIDTH = 12, STATES = 13, LABELS = 3, MARGIN = 3, LINE_FEED = 10, BLOCK = 64 };
enum { BEGIN, INSIDE, END, SINGLE };

/* The odd constants are those of xxHash and murmur3, as in features.py. */
static const uint32_t MIX_A = 0x9E3779B1u, MIX_B = 0x85EBCA77u, MIX_C = 0x7FEB352Du, SEED = 0x165667B1u;
static const uint32_t WORD_PRIME = 0x01000193u, LENGTH_PRIME = 0x9E3779B1u;

#ifndef SOURCE_CRC
#define SOURCE_CRC 0u
#endif

/* The checksum of the source that this was built from: core.py takes no other. */
EXPORT uint32_t newsextract_core_source(void) { return SOURCE_CRC; }

static uint32_t row(uint32_t first, uint32_t second, uint32_t number, int bits) {
    uint32_t value = first * MIX_A;
    value ^= value >> 15;
    value += second * MIX_B;
    value += number * SEED;
    value ^= value >> 16;
    value *= MIX_C;
    value ^= value >> 15;
    value *= MIX_B;
    return value >> (32 - bits);
}

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* What a character's templates take from its word. */
struct word {
    uint32_t hash, previous, following, tags;
};

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
    if (!padded || !shapes || !hashes) goto done;

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

    uint32_t rows[BLOCK][TEMPLATES];
    int64_t block = 0; /* the first character whose rows are held */
    int held = 0;
    for (int64_t w = 0, at = 0; w < words && at < last; at += lengths[w++]) {
        struct word word = {hashes[1 + w], hashes[w], hashes[2 + w], 0};
        word.tags = (w ? (uint32_t)tags[w - 1] : 0) << 12 | (uint32_t)tags[w] << 6 | (w + 1 < words ? tags[w + 1] : 0);
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
            const uint32_t values[TEMPLATES][2] = {
                {c[-2], 0}, {c[-1], 0}, {c[0], 0}, {c[1], 0}, {c[2], 0},
                {pairs[0], 0}, {pairs[1], 0}, {pairs[2], 0}, {pairs[3], 0},
                {c[-1], c[1]}, {pairs[0], c[0]}, {pairs[1], c[1]}, {pairs[2], c[2]},
                {word.hash, place}, {word.previous, place}, {word.following, place},
                {word.hash * MIX_B + word.following, place}, {word.previous * MIX_B + word.hash, place},
                {shape, c[0]}, {word.tags, place}, {five, 0},
            };
            if (!held) block = i;
            uint32_t *mine = rows[held++];
            for (int t = 0; t < TEMPLATES; t++) mine[t] = row(values[t][0], values[t][1], (uint32_t)t + 1, bits);
#ifdef __GNUC__
            for (int t = 0; t < TEMPLATES; t++) __builtin_prefetch(table + (size_t)mine[t] * WIDTH);
#endif
            if (held < BLOCK && i + 1 < last) continue;
            for (int j = 0; j < held; j++) {
                int16_t totals[16] = {0};
                for (int t = 0; t < TEMPLATES; t++) {
                    int8_t weights[16] = {0};
                    memcpy(weights, table + (size_t)rows[j][t] * WIDTH, WIDTH);
                    for (int n = 0; n < 16; n++) totals[n] = (int16_t)(totals[n] + weights[n]);
                }
                float *out = scores + (block + j - first) * STATES;
                out[0] = 0;
                for (int n = 0; n < WIDTH; n++) out[1 + n] = (float)totals[n] * scale;
            }
            held = 0;
        }
    }
    status = 0;
done:
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

   scores (count, STATES); reach: how far below O an entity's best state may be for a stretch to go on; best (count):
   filled. Returns 0, or -1 where no memory is left. */
EXPORT int32_t newsextract_decode(const float *scores, int64_t count, float reach, uint8_t *best) {
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
