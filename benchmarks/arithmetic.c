/* What the arithmetic of a run costs in C: as many addresses of chance, exponentials,
 * logarithms and state updates as the model makes, by the same methods and on records of the
 * same size, without its decisions.
 *
 *     cc -O3 -march=native -o arithmetic arithmetic.c
 *     ./arithmetic ADDRESSES EXPONENTIALS LOGARITHMS UPDATES
 *
 * Prints seconds, the best of seven.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PEOPLE = 50, FIELDS = 107, STEPS = 128, WHOLES = 129, ODD = 9 };
static double people[PEOPLE][FIELDS], within[STEPS], whole_powers[WHOLES], odd[ODD];

/* Philox4x32 with seven rounds. */
static uint32_t address(uint32_t first, uint32_t second, uint32_t third, uint32_t fourth) {
    uint32_t low = 42, high = 43;
    for (int round = 0; round < 7; round++) {
        uint64_t one = (uint64_t)0xD2511F53u * first, other = (uint64_t)0xCD9E8D57u * third;
        first = (uint32_t)(other >> 32) ^ second ^ low;
        third = (uint32_t)(one >> 32) ^ fourth ^ high;
        second = (uint32_t)other;
        fourth = (uint32_t)one;
        low += 0x9E3779B9u;
        high += 0xBB67AE85u;
    }
    return first ^ second ^ third ^ fourth;
}

/* By table and series, as in ccu_sim.model.arithmetic. */
static double exponential(double x) {
    const double rounder = 6755399441055744.0;
    double whole = (x * 184.6649652337873 + rounder) - rounder;
    int64_t steps = (int64_t)whole;
    double r = x - whole * 0.005415212348514945, square = r * r;
    double tail = (1.0 / 6 + r * (1.0 / 24)) + square * (1.0 / 120);
    double power = within[steps & (STEPS - 1)];
    return (power + power * (r + square * (0.5 + r * tail))) * whole_powers[(steps >> 7) + 64];
}

static double logarithm(double x) {
    double halvings = 0.0;
    for (int place = 0; place < 6; place++) {
        int step = 32 >> place;
        if (x < whole_powers[64 - step]) {
            x *= whole_powers[64 + step];
            halvings += step;
        }
    }
    double f = x - 1.0, s = f / (2.0 + f), square = s * s, series = 0.0;
    for (int term = 0; term < ODD; term++) series = (series + odd[term]) * square;
    double half = 0.5 * f * f;
    return (f - (half - s * (half + series))) - halvings * 0.6931471805599453;
}

static double work(long addresses, long exponentials, long logarithms, long updates) {
    double sum = 0.0;
    for (long i = 0; i < addresses; i++) {
        if (address((uint32_t)i, (uint32_t)(i % PEOPLE), 7, 0) < 42949673u) sum += 1.0;
    }
    for (long i = 0; i < exponentials; i++) {
        double *me = people[i % PEOPLE];
        me[i % FIELDS] = 1.0 / (1.0 + exponential(-me[i % FIELDS]));
    }
    for (long i = 0; i < logarithms; i++) {
        double *me = people[i % PEOPLE];
        me[i % FIELDS] = -0.1 * logarithm(0.5 + 0.25 * me[i % FIELDS]);
    }
    for (long i = 0; i < updates; i++) {
        double *me = people[i % PEOPLE];
        me[i % FIELDS] += (1.0 - me[i % FIELDS]) * 0.01;
    }
    return sum + people[0][0];
}

int main(int count, char **words) {
    if (count != 5) return 2;
    double step = 1.0, up = 1.0;
    for (int i = 0; i < STEPS; i++, step *= 1.0054299011128027) within[i] = step;
    for (int i = 0; i <= 64; i++, up *= 2.0) {
        whole_powers[64 + i] = up;
        whole_powers[64 - i] = 1.0 / up;
    }
    for (int term = 0; term < ODD; term++) odd[term] = 2.0 / (2 * (ODD - term) + 1);
    double best = 1e9, result = 0.0;
    for (int repeat = 0; repeat < 7; repeat++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_MONOTONIC, &begin);
        result += work(atol(words[1]), atol(words[2]), atol(words[3]), atol(words[4]));
        clock_gettime(CLOCK_MONOTONIC, &end);
        double taken = (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
        if (taken < best) best = taken;
    }
    fprintf(stderr, "%g\n", result);
    printf("%.6f\n", best);
    return 0;
}
