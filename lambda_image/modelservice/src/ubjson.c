/* A reader of UBJSON (Universal Binary JSON, draft 12), in which xgboost keeps a booster:
 * https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
 *
 * Lengths in the bytes are not to be trusted: each is compared with what is left before
 * anything is allocated or read, so that a damaged file gives NULL and nothing worse. */

#include "modelservice.h"
#include <stdint.h>
#include <string.h>

#define DEEPEST 60

typedef struct {
  const unsigned char *at, *end;
  int depth;
  int failed;
} reader;

static SEXP read_value(reader *r, int type);

static SEXP fail(reader *r) {
  r->failed = 1;
  return R_NilValue;
}

static size_t left(const reader *r) { return (size_t)(r->end - r->at); }

static int next_byte(reader *r) {
  if (left(r) == 0) {
    r->failed = 1;
    return -1;
  }
  return *r->at++;
}

static int peek(const reader *r) { return left(r) == 0 ? -1 : *r->at; }

/* Bytes of a number, 0 for what is not one. */
static size_t number_size(int type) {
  switch (type) {
  case 'i':
  case 'U':
    return 1;
  case 'I':
    return 2;
  case 'l':
  case 'd':
    return 4;
  case 'L':
  case 'D':
    return 8;
  default:
    return 0;
  }
}

/* Numbers are big-endian. The caller has compared the size with what is left. */
static double number_at(const unsigned char *at, int type) {
  uint64_t bits = 0;
  for (size_t i = 0; i < number_size(type); i++) bits = bits << 8 | at[i];
  switch (type) {
  case 'i':
    return (int8_t)bits;
  case 'I':
    return (int16_t)bits;
  case 'l':
    return (int32_t)bits;
  case 'L':
    return (double)(int64_t)bits;
  case 'd': {
    uint32_t half = (uint32_t)bits;
    float value;
    memcpy(&value, &half, sizeof value);
    return value;
  }
  case 'D': {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
  }
  default:
    return (double)bits;
  }
}

static double read_number(reader *r, int type) {
  size_t size = number_size(type);
  if (size == 0 || size > left(r)) {
    r->failed = 1;
    return 0;
  }
  double value = number_at(r->at, type);
  r->at += size;
  return value;
}

/* How many elements of `size` bytes follow: never more than there is room for. */
static R_xlen_t read_count(reader *r, size_t size) {
  double count = read_number(r, next_byte(r));
  if (r->failed || !(count >= 0) || count > (double)(left(r) / size)) {
    r->failed = 1;
    return 0;
  }
  return (R_xlen_t)count;
}

/* R's strings hold no NUL. */
static SEXP read_chars(reader *r) {
  R_xlen_t n = read_count(r, 1);
  if (r->failed || n > INT_MAX || memchr(r->at, 0, (size_t)n) != NULL) {
    r->failed = 1;
    return R_BlankString;
  }
  SEXP chars = Rf_mkCharLenCE((const char *)r->at, (int)n, CE_UTF8);
  r->at += n;
  return chars;
}

static SEXP read_numbers(reader *r, int type) {
  size_t size = number_size(type);
  if (size == 0) return fail(r);
  R_xlen_t n = read_count(r, size);
  if (r->failed) return R_NilValue;
  int whole = type != 'L' && type != 'd' && type != 'D';
  SEXP values = PROTECT(Rf_allocVector(whole ? INTSXP : REALSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    double value = number_at(r->at + (size_t)i * size, type);
    if (whole) {
      INTEGER(values)[i] = (int)value;
    } else {
      REAL(values)[i] = value;
    }
  }
  r->at += (size_t)n * size;
  UNPROTECT(1);
  return values;
}

/* Members of an object, with their names, or elements of an array without: until `close`
 * or, where it is 0, `n` of them. */
static SEXP read_members(reader *r, int named, int close, R_xlen_t n) {
  R_xlen_t room = 8, used = 0;
  PROTECT_INDEX at_values, at_names;
  SEXP values = Rf_allocVector(VECSXP, room);
  PROTECT_WITH_INDEX(values, &at_values);
  SEXP names = Rf_allocVector(STRSXP, named ? room : 0);
  PROTECT_WITH_INDEX(names, &at_names);
  while (!r->failed && (close ? peek(r) != close : used < n)) {
    if (used == room) {
      room *= 2;
      REPROTECT(values = Rf_xlengthgets(values, room), at_values);
      if (named) REPROTECT(names = Rf_xlengthgets(names, room), at_names);
    }
    if (named) SET_STRING_ELT(names, used, read_chars(r));
    if (!r->failed) SET_VECTOR_ELT(values, used, read_value(r, next_byte(r)));
    used++;
  }
  if (close && !r->failed) r->at++;
  REPROTECT(values = Rf_xlengthgets(values, used), at_values);
  if (named) {
    REPROTECT(names = Rf_xlengthgets(names, used), at_names);
    Rf_setAttrib(values, R_NamesSymbol, names);
  }
  UNPROTECT(2);
  return values;
}

/* Of one type ([$d#…), of a known number ([#…), or up to its end. */
static SEXP read_array(reader *r) {
  if (peek(r) == '$') {
    r->at++;
    int type = next_byte(r);
    return next_byte(r) == '#' ? read_numbers(r, type) : fail(r);
  }
  if (peek(r) != '#') return read_members(r, 0, ']', 0);
  r->at++;
  R_xlen_t n = read_count(r, 1);
  return r->failed ? R_NilValue : read_members(r, 0, 0, n);
}

static SEXP read_nested(reader *r, int type) {
  if (r->depth >= DEEPEST) return fail(r);
  r->depth++;
  SEXP value = type == '{' ? read_members(r, 1, '}', 0) : read_array(r);
  r->depth--;
  return value;
}

static SEXP read_value(reader *r, int type) {
  while (type == 'N') type = next_byte(r); /* stands for nothing */
  switch (type) {
  case '{':
  case '[':
    return read_nested(r, type);
  case 'S': {
    SEXP chars = PROTECT(read_chars(r));
    SEXP text = Rf_ScalarString(chars);
    UNPROTECT(1);
    return text;
  }
  case 'T':
  case 'F':
    return Rf_ScalarLogical(type == 'T');
  case 'Z':
    return R_NilValue;
  default: {
    double value = read_number(r, type);
    return r->failed ? R_NilValue : Rf_ScalarReal(value);
  }
  }
}

/* Raw bytes -> lists, vectors and scalars, or NULL where they are not one whole value. */
SEXP ubjson_read(SEXP bytes) {
  reader r = {RAW(bytes), RAW(bytes) + XLENGTH(bytes), 0, 0};
  SEXP value = PROTECT(read_value(&r, next_byte(&r)));
  UNPROTECT(1);
  return r.failed || left(&r) > 0 ? R_NilValue : value;
}
