#include "lambdaruntime.h"
#include <R_ext/Rdynload.h>

static const R_CallMethodDef CALLS[] = {
    {"json_read", (DL_FUNC)&json_read, 1},
    {"json_write", (DL_FUNC)&json_write, 2},
    {"number_strings", (DL_FUNC)&number_strings, 1},
    {"runtime_headers", (DL_FUNC)&runtime_headers, 1},
    {"base64_read", (DL_FUNC)&base64_read, 1},
    {"base64_write", (DL_FUNC)&base64_write, 1},
    {NULL, NULL, 0}};

void R_init_lambdaruntime(DllInfo *dll) {
  R_registerRoutines(dll, NULL, CALLS, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
}
