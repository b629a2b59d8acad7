/* xgboost 3 saves a booster as an ALTREP object: the name of a class that its package
 * registers, and the state, which is the booster's UBJSON in a raw vector. Where xgboost
 * is not installed R finds no such class, warns, and gives an empty list.
 *
 * So this registers a class of that name, of which R needs only the method that makes an
 * object of the state: the list that the booster is, with the bytes in the place of the
 * pointer. The names, class and attributes are R's own affair. The base class does not
 * matter (R before 4.3 has no lists among them), R only warns that it is another. Where
 * the real package is loaded later, its class takes the place of this one. */

#include "modelservice.h"
#include <R_ext/Altrep.h>

static DllInfo *this_library;

void remember_library(DllInfo *dll) { this_library = dll; }

static SEXP of_state(SEXP class, SEXP state) {
  SEXP booster = PROTECT(Rf_allocVector(VECSXP, 1));
  SET_VECTOR_ELT(booster, 0, state);
  UNPROTECT(1);
  return booster;
}

static R_xlen_t no_length(SEXP object) { return 0; }

SEXP register_booster_class(void) {
  R_altrep_class_t class =
      R_make_altraw_class("XGBAltrepPointerClass", "xgboost", this_library);
  R_set_altrep_Length_method(class, no_length);
  R_set_altrep_Unserialize_method(class, of_state);
  return R_NilValue;
}
