/* The one definition in this package of what a number is: as JSON writes it
 * (RFC 8259, section 6). lambdaruntime's reader has its own scanner, because it
 * says what is wrong with a number; a test compares the two.
 */
#include "modelservice.h"

static const char *skip_digits(const char *s) {
  while (*s >= '0' && *s <= '9') s++;
  return s;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? and nothing else. */
int is_json_number(const char *s) {
  if (*s == '-') s++;
  const char *whole = s;
  s = skip_digits(s);
  if (s == whole || (*whole == '0' && s - whole > 1)) return 0;
  if (*s == '.') {
    const char *fraction = ++s;
    if ((s = skip_digits(s)) == fraction) return 0;
  }
  if (*s == 'e' || *s == 'E') {
    s++;
    if (*s == '+' || *s == '-') s++;
    const char *exponent = s;
    if ((s = skip_digits(s)) == exponent) return 0;
  }
  return *s == '\0';
}

/* .Call entry: for each string whether it is a number; NA, whose letters
 * are "NA", is not. */
SEXP json_numbers(SEXP text) {
  SEXP answer = PROTECT(Rf_allocVector(LGLSXP, XLENGTH(text)));
  for (R_xlen_t i = 0; i < XLENGTH(text); i++)
    LOGICAL(answer)[i] = is_json_number(CHAR(STRING_ELT(text, i)));
  UNPROTECT(1);
  return answer;
}
