#ifndef MODELSERVICE_H
#define MODELSERVICE_H

#define R_NO_REMAP
#include <R.h>
#include <Rinternals.h>

SEXP csv_read(SEXP text, SEXP is_number_column);
SEXP record_numbers(SEXP records, SEXP names);
SEXP json_numbers(SEXP text);

int is_json_number(const char *s);

#endif
