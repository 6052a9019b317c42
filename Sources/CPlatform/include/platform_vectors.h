#ifndef STRATA_PLATFORM_VECTORS_H
#define STRATA_PLATFORM_VECTORS_H

// What Swift's vectors lack: they change the width of their numbers, and their order, one by one.

typedef float platform_floats __attribute__((ext_vector_type(8)));
typedef int platform_ints __attribute__((ext_vector_type(8)));

/// Eight bytes with a sign as numbers.
static inline platform_ints platform_widen(const unsigned char *bytes) {
    typedef signed char eight __attribute__((ext_vector_type(8), aligned(1)));
    return __builtin_convertvector(*(const eight *)bytes, platform_ints);
}

/// Stores eight numbers as bytes.
static inline void platform_store_bytes(platform_ints numbers, unsigned char *bytes) {
    typedef unsigned char eight __attribute__((ext_vector_type(8), aligned(1)));
    *(eight *)bytes = __builtin_convertvector(numbers, eight);
}

/// Stores eight pairs of a number and a place.
static inline void platform_store_pairs(platform_floats numbers, platform_ints places, void *pairs) {
    typedef int eight __attribute__((ext_vector_type(8), aligned(4)));
    platform_ints bits = (platform_ints)numbers;
    ((eight *)pairs)[0] = __builtin_shufflevector(bits, places, 0, 8, 1, 9, 2, 10, 3, 11);
    ((eight *)pairs)[1] = __builtin_shufflevector(bits, places, 4, 12, 5, 13, 6, 14, 7, 15);
}

/// Eight rows of eight numbers, transposed.
static inline void platform_transpose(const float *from, long from_row, float *to, long to_row) {
    typedef float four __attribute__((vector_size(16), aligned(4)));
    typedef float eight __attribute__((vector_size(32), aligned(4)));
    for (int half = 0; half < 2; half++, from += 4, to += 4 * to_row) {
        eight rows[4];
        for (int row = 0; row < 4; row++) {   // of rows n and n + 4
            rows[row] = __builtin_shufflevector(
                *(const four *)(from + row * from_row), *(const four *)(from + (row + 4) * from_row), 0, 1, 2, 3, 4, 5, 6, 7);
        }
        eight low01 = __builtin_shufflevector(rows[0], rows[1], 0, 8, 1, 9, 4, 12, 5, 13);
        eight low23 = __builtin_shufflevector(rows[2], rows[3], 0, 8, 1, 9, 4, 12, 5, 13);
        eight high01 = __builtin_shufflevector(rows[0], rows[1], 2, 10, 3, 11, 6, 14, 7, 15);
        eight high23 = __builtin_shufflevector(rows[2], rows[3], 2, 10, 3, 11, 6, 14, 7, 15);
        *(eight *)to = __builtin_shufflevector(low01, low23, 0, 1, 8, 9, 4, 5, 12, 13);
        *(eight *)(to + to_row) = __builtin_shufflevector(low01, low23, 2, 3, 10, 11, 6, 7, 14, 15);
        *(eight *)(to + 2 * to_row) = __builtin_shufflevector(high01, high23, 0, 1, 8, 9, 4, 5, 12, 13);
        *(eight *)(to + 3 * to_row) = __builtin_shufflevector(high01, high23, 2, 3, 10, 11, 6, 7, 14, 15);
    }
}

#endif
