#include "modelservice.h"
#include <R_ext/Rdynload.h>

static const R_CallMethodDef CALLS[] = {
    {"csv_read", (DL_FUNC)&csv_read, 2},
    {"record_numbers", (DL_FUNC)&record_numbers, 2},
    {"json_numbers", (DL_FUNC)&json_numbers, 1},
    {"ubjson_read", (DL_FUNC)&ubjson_read, 1},
    {"booster_margins", (DL_FUNC)&booster_margins, 5},
    {"booster_linear", (DL_FUNC)&booster_linear, 3},
    {"booster_is_sound", (DL_FUNC)&booster_is_sound, 2},
    {"float_map", (DL_FUNC)&float_map, 2},
    {"register_booster_class", (DL_FUNC)&register_booster_class, 0},
    {NULL, NULL, 0}};

void R_init_modelservice(DllInfo *dll) {
  R_registerRoutines(dll, NULL, CALLS, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
  remember_library(dll);
}
