#ifndef LAMBDARUNTIME_H
#define LAMBDARUNTIME_H

#define R_NO_REMAP
#include <R.h>
#include <Rinternals.h>

SEXP json_read(SEXP text);
SEXP json_write(SEXP value, SEXP plain);
SEXP number_strings(SEXP numbers);
SEXP runtime_headers(SEXP head);
SEXP base64_read(SEXP text);
SEXP base64_write(SEXP bytes);

int utf8_length(const unsigned char *s, const unsigned char *end);

#endif
