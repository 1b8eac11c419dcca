/* What the arithmetic of a run costs in C: as many addressed draws, exponentials and state
 * updates as the model makes, on records of the same size, without its decisions.
 *
 *     cc -O3 -march=native -o arithmetic arithmetic.c -lm
 *     ./arithmetic DRAWS EXPONENTIALS UPDATES
 *
 * Prints seconds, the best of seven.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PEOPLE = 50, FIELDS = 92 };
static double people[PEOPLE][FIELDS];

static double draw(uint64_t key, uint64_t low, uint64_t high) {
    for (int round = 0; round < 10; round++) {
        unsigned __int128 product = (unsigned __int128)0xD2B74407B1CE6E93ULL * low;
        low = (uint64_t)(product >> 64) ^ key ^ high;
        high = (uint64_t)product;
        key += 0x9E3779B97F4A7C15ULL;
    }
    return (double)(low >> 11) * (1.0 / 9007199254740992.0);
}

static double work(long draws, long exponentials, long updates) {
    double sum = 0.0;
    for (long i = 0; i < draws; i++) {
        if (draw(42, (uint64_t)i << 32, (uint64_t)(i % PEOPLE)) < 0.01) sum += 1.0;
    }
    for (long i = 0; i < exponentials; i++) {
        double *me = people[i % PEOPLE];
        me[i % FIELDS] = 1.0 / (1.0 + exp(-me[i % FIELDS]));
    }
    for (long i = 0; i < updates; i++) {
        double *me = people[i % PEOPLE];
        me[i % FIELDS] += (1.0 - me[i % FIELDS]) * 0.01;
    }
    return sum + people[0][0];
}

int main(int count, char **words) {
    if (count != 4) return 2;
    double best = 1e9, result = 0.0;
    for (int repeat = 0; repeat < 7; repeat++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_MONOTONIC, &begin);
        result += work(atol(words[1]), atol(words[2]), atol(words[3]));
        clock_gettime(CLOCK_MONOTONIC, &end);
        double taken = (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
        if (taken < best) best = taken;
    }
    fprintf(stderr, "%g\n", result);
    printf("%.6f\n", best);
    return 0;
}
