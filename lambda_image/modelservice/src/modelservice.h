#ifndef MODELSERVICE_H
#define MODELSERVICE_H

#define R_NO_REMAP
#include <R.h>
#include <Rinternals.h>
#include <R_ext/Rdynload.h>

SEXP csv_read(SEXP text, SEXP is_number_column);
SEXP record_numbers(SEXP records, SEXP names);
SEXP json_numbers(SEXP text);
SEXP ubjson_read(SEXP bytes);
SEXP booster_margins(SEXP x, SEXP trees, SEXP groups, SEXP base, SEXP weights);
SEXP booster_linear(SEXP x, SEXP weights, SEXP base);
SEXP booster_is_sound(SEXP trees, SEXP features);
SEXP float_map(SEXP x, SEXP how);
SEXP register_booster_class(void);

void remember_library(DllInfo *dll);
int is_json_number(const char *s);

#endif
