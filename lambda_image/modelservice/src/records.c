/* The numbers of records, column by column: the fast way for rows as objects. */
#include "modelservice.h"
#include <math.h>

/* Where `name` stands in `names`; `guess` is where it stood in the last record. */
static int position(SEXP name, SEXP names, int guess) {
  int n = Rf_length(names);
  if (guess < n && STRING_ELT(names, guess) == name) return guess;
  for (int i = 0; i < n; i++)
    if (Rf_NonNullStringMatch(STRING_ELT(names, i), name)) return i;
  return -1;
}

/* A scalar number that a double holds exactly: no true, no array of one. */
static int is_plain_number(SEXP cell) {
  return TYPEOF(cell) == REALSXP && !Rf_isObject(cell) && XLENGTH(cell) == 1 &&
         fabs(REAL(cell)[0]) <= 9007199254740992.0;
}

/* .Call entry: a list of double vectors, or NULL when a cell does not fit. */
SEXP record_numbers(SEXP records, SEXP names) {
  R_xlen_t rows = XLENGTH(records);
  int width = Rf_length(names);
  int *places = (int *)R_alloc((size_t)width + 1, sizeof(int));
  SEXP columns = PROTECT(Rf_allocVector(VECSXP, width));
  for (int j = 0; j < width; j++) {
    places[j] = j;
    SET_VECTOR_ELT(columns, j, Rf_allocVector(REALSXP, rows));
  }
  for (R_xlen_t i = 0; i < rows; i++) {
    SEXP record = VECTOR_ELT(records, i);
    SEXP keys = PROTECT(Rf_getAttrib(record, R_NamesSymbol));
    for (int j = 0; j < width; j++) {
      int at = position(STRING_ELT(names, j), keys, places[j]);
      if (at < 0 || !is_plain_number(VECTOR_ELT(record, at))) {
        UNPROTECT(2);
        return R_NilValue;
      }
      places[j] = at;
      REAL(VECTOR_ELT(columns, j))[i] = REAL(VECTOR_ELT(record, at))[0];
    }
    UNPROTECT(1);
  }
  Rf_setAttrib(columns, R_NamesSymbol, names);
  UNPROTECT(1);
  return columns;
}
