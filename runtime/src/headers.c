/* The headers of an invocation: those that begin with Lambda-Runtime-, named
 * without that, in lower case. Once a request, and R's string functions would
 * take longer than all else that the loop does.
 */
#include "lambdaruntime.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char PREFIX[] = "lambda-runtime-";
#define PREFIX_LENGTH (sizeof PREFIX - 1)
#define MOST_HEADERS 64

static SEXP lower_case(const char *text, size_t n) {
  char *copy = R_alloc(n + 1, 1);
  for (size_t i = 0; i < n; i++) copy[i] = (char)tolower((unsigned char)text[i]);
  return Rf_mkCharLenCE(copy, (int)n, CE_UTF8);
}

static SEXP trimmed(const char *from, const char *to) {
  while (from < to && (*from == ' ' || *from == '\t')) from++;
  while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r')) to--;
  SEXP string = PROTECT(Rf_mkCharLenCE(from, (int)(to - from), CE_UTF8));
  SEXP value = Rf_ScalarString(string);
  UNPROTECT(1);
  return value;
}

/* .Call entry: the raw bytes of a response's head. -> a named list of strings. */
SEXP runtime_headers(SEXP head) {
  const char *at = (const char *)RAW(head), *end = at + XLENGTH(head);
  SEXP values = PROTECT(Rf_allocVector(VECSXP, MOST_HEADERS));
  SEXP names = PROTECT(Rf_allocVector(STRSXP, MOST_HEADERS));
  int n = 0;
  while (at < end && n < MOST_HEADERS) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    const char *colon = memchr(at, ':', (size_t)(stop - at));
    /* R has no string with a NUL, nor HTTP a header with one: it is left out. */
    if (colon && !memchr(at, '\0', (size_t)(stop - at)) &&
        (size_t)(colon - at) > PREFIX_LENGTH &&
        strncasecmp(at, PREFIX, PREFIX_LENGTH) == 0) {
      const char *name = at + PREFIX_LENGTH;
      SET_STRING_ELT(names, n, lower_case(name, (size_t)(colon - name)));
      SET_VECTOR_ELT(values, n++, trimmed(colon + 1, stop));
    }
    at = stop < end ? stop + 1 : end;
  }
  values = PROTECT(Rf_lengthgets(values, n));
  Rf_setAttrib(values, R_NamesSymbol, Rf_lengthgets(names, n));
  UNPROTECT(3);
  return values;
}
