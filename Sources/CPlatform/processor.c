#include "CPlatform.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

void platform_flush_denormals(void) { _mm_setcsr(_mm_getcsr() | 0x8040); }
#else
void platform_flush_denormals(void) {}
#endif
