/* R values to JSON text. A vector of length one is a scalar unless it is AsIs;
 * NA, NaN and Inf are null; a number is the shortest text that reads back as
 * the same double. What has a class that this file does not know is first made
 * plain by the R function `plain` (data frames, dates, factors).
 */
#include "lambdaruntime.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { char *text; size_t used, room; SEXP plain; } Writer;

static void write_value(Writer *w, SEXP x);

static char *reserve(Writer *w, size_t n) {
  if (w->used + n > w->room) {
    size_t room = 2 * (w->used + n);
    char *text = R_alloc(room, 1);
    memcpy(text, w->text, w->used);
    w->text = text;
    w->room = room;
  }
  return w->text + w->used;
}

static void put(Writer *w, const char *text, size_t n) {
  memcpy(reserve(w, n), text, n);
  w->used += n;
}

static void put_text(Writer *w, const char *text) { put(w, text, strlen(text)); }

/* Scalars ---------------------------------------------------------------- */

/* The shortest text, in 32 bytes, that reads back as the same finite double. */
static int print_number(char *out, double x) {
  for (int digits = 15;; digits++) {
    int n = snprintf(out, 32, "%.*g", digits, x);
    if (digits == 17 || strtod(out, NULL) == x) return n;
  }
}

static void write_number(Writer *w, double x) {
  if (R_FINITE(x)) w->used += (size_t)print_number(reserve(w, 32), x);
  else put_text(w, "null");
}

/* One character from `s` on; the bytes of a string that is not valid UTF-8 as R
 * prints them, <ff>: the text must stay JSON, in a log above all. */
static const char *write_character(char **out, const char *s, const char *end) {
  unsigned char c = (unsigned char)*s;
  int n = 1;
  switch (c) {
  case '"': case '\\': *(*out)++ = '\\'; *(*out)++ = *s; break;
  case '\n': *(*out)++ = '\\'; *(*out)++ = 'n'; break;
  case '\r': *(*out)++ = '\\'; *(*out)++ = 'r'; break;
  case '\t': *(*out)++ = '\\'; *(*out)++ = 't'; break;
  default:
    if (c >= 0x80) n = utf8_length((const unsigned char *)s, (const unsigned char *)end);
    if (c < 0x20) *out += snprintf(*out, 7, "\\u%04x", c);
    else if (n == 0) *out += snprintf(*out, 5, "<%02x>", c);
    else { memcpy(*out, s, (size_t)n); *out += n; }
  }
  return s + (n ? n : 1);
}

static void write_string(Writer *w, SEXP x) {
  const char *s = Rf_getCharCE(x) == CE_BYTES ? CHAR(x) : Rf_translateCharUTF8(x);
  const char *end = s + strlen(s);
  /* Six bytes is the longest escape of one byte; two quotes. */
  char *start = reserve(w, 6 * (size_t)(end - s) + 2), *out = start;
  *out++ = '"';
  while (s < end) {
    if (*s >= ' ' && *s <= '~' && *s != '"' && *s != '\\') *out++ = *s++;
    else s = write_character(&out, s, end);
  }
  *out++ = '"';
  w->used += (size_t)(out - start);
}

static void write_item(Writer *w, SEXP x, R_xlen_t i) {
  switch (TYPEOF(x)) {
  case REALSXP: write_number(w, REAL(x)[i]); break;
  case INTSXP:
    if (INTEGER(x)[i] == NA_INTEGER) put_text(w, "null");
    else write_number(w, INTEGER(x)[i]);
    break;
  case LGLSXP:
    put_text(w, LOGICAL(x)[i] == NA_LOGICAL ? "null"
                : LOGICAL(x)[i] ? "true" : "false");
    break;
  case STRSXP:
    if (STRING_ELT(x, i) == NA_STRING) put_text(w, "null");
    else write_string(w, STRING_ELT(x, i));
    break;
  default: write_value(w, VECTOR_ELT(x, i));
  }
}

/* Arrays and objects ----------------------------------------------------- */

static void write_items(Writer *w, SEXP x) {
  put(w, "[", 1);
  for (R_xlen_t i = 0; i < XLENGTH(x); i++) {
    if (i) put(w, ",", 1);
    write_item(w, x, i);
  }
  put(w, "]", 1);
}

static void write_object(Writer *w, SEXP x, SEXP names) {
  put(w, "{", 1);
  for (R_xlen_t i = 0; i < XLENGTH(x); i++) {
    if (i) put(w, ",", 1);
    write_string(w, STRING_ELT(names, i)); /* a key is a string: NA is "NA" */
    put(w, ":", 1);
    write_item(w, x, i);
  }
  put(w, "}", 1);
}

/* A class that means "already JSON, leave it as it is". */
static int is_json_text(SEXP x) {
  return TYPEOF(x) == STRSXP && XLENGTH(x) == 1 &&
         (Rf_inherits(x, "lambda_json") || Rf_inherits(x, "big_integer"));
}

/* Quoted, because a value may be R code itself, which the call would run. */
static void write_plain(Writer *w, SEXP x) {
  SEXP quoted = PROTECT(Rf_lang2(R_QuoteSymbol, x));
  SEXP call = PROTECT(Rf_lang2(w->plain, quoted));
  SEXP plain = PROTECT(Rf_eval(call, R_BaseEnv));
  write_value(w, plain);
  UNPROTECT(3);
}

static void write_value(Writer *w, SEXP x) {
  R_CheckStack();
  int as_is = Rf_inherits(x, "AsIs") &&
              XLENGTH(Rf_getAttrib(x, R_ClassSymbol)) == 1;
  if (x == R_NilValue) {
    put_text(w, "null");
  } else if (is_json_text(x)) {
    put_text(w, Rf_translateCharUTF8(STRING_ELT(x, 0)));
  } else if ((Rf_isObject(x) && !as_is) || TYPEOF(x) == RAWSXP ||
             Rf_getAttrib(x, R_DimSymbol) != R_NilValue) {
    write_plain(w, x);
  } else if (TYPEOF(x) == LISTSXP) { /* as formals() gives; R calls it a list */
    write_value(w, PROTECT(Rf_PairToVectorList(x)));
    UNPROTECT(1);
  } else if (TYPEOF(x) == VECSXP) {
    SEXP names = PROTECT(Rf_getAttrib(x, R_NamesSymbol));
    if (names != R_NilValue) write_object(w, x, names);
    else write_items(w, x);
    UNPROTECT(1);
  } else if (TYPEOF(x) == REALSXP || TYPEOF(x) == INTSXP ||
             TYPEOF(x) == LGLSXP || TYPEOF(x) == STRSXP) {
    if (XLENGTH(x) == 1 && !as_is) write_item(w, x, 0);
    else write_items(w, x);
  } else {
    write_plain(w, x);
  }
}

/* .Call entry: a UTF-8 string. */
SEXP json_write(SEXP value, SEXP plain) {
  Writer w = {R_alloc(1024, 1), 0, 1024, plain};
  write_value(&w, value);
  SEXP text = PROTECT(Rf_mkCharLenCE(w.text, (int)w.used, CE_UTF8));
  SEXP result = Rf_ScalarString(text);
  UNPROTECT(1);
  return result;
}

/* .Call entry: doubles as strings, NA where one is not finite. */
SEXP number_strings(SEXP numbers) {
  char out[32];
  SEXP strings = PROTECT(Rf_allocVector(STRSXP, XLENGTH(numbers)));
  for (R_xlen_t i = 0; i < XLENGTH(numbers); i++) {
    double x = REAL(numbers)[i];
    SEXP string = R_FINITE(x) ? Rf_mkCharLen(out, print_number(out, x)) : NA_STRING;
    SET_STRING_ELT(strings, i, string);
  }
  UNPROTECT(1);
  return strings;
}
