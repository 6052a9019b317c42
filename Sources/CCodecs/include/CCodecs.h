// The C façade of the system's codecs: zlib, libpng and libjpeg report errors by longjmp, which Swift may not see.
#ifndef STRATA_CCODECS_H
#define STRATA_CCODECS_H
#endif
