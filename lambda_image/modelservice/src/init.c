#include "modelservice.h"
#include <R_ext/Rdynload.h>

static const R_CallMethodDef CALLS[] = {
    {"csv_read", (DL_FUNC)&csv_read, 2},
    {"record_numbers", (DL_FUNC)&record_numbers, 2},
    {"json_numbers", (DL_FUNC)&json_numbers, 1},
    {NULL, NULL, 0}};

void R_init_modelservice(DllInfo *dll) {
  R_registerRoutines(dll, NULL, CALLS, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
}
