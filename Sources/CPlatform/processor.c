#include "CPlatform.h"

bool platform_processor_has_v3(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
#else
    return true;
#endif
}

#ifdef __GLIBC__
#include <malloc.h>
void platform_return_memory(void) { malloc_trim(0); }
#else
void platform_return_memory(void) {}
#endif
