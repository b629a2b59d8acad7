/* JSON text to R values, strictly as RFC 8259 has it, in one pass.
 *
 * An array of scalars of one type becomes a vector with NA for null (an array
 * of one is marked AsIs, so that `[1]` and `1` stay apart); any other array
 * becomes a list; an object becomes a named list. An integer that a double
 * cannot hold exactly keeps its digits (class "big_integer"). Refused, with the
 * place: bytes that are not UTF-8, duplicate keys, nesting beyond MAX_DEPTH.
 */
#include "lambdaruntime.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 200

typedef struct {
  const char *start, *at, *end;
  char *scratch; /* unescaped string; as long as the text, so never too short */
  int depth, has_nul; /* has_nul: the last string held a \\u0000 */
} Reader;

static SEXP read_value(Reader *r);

static void NORET refuse(Reader *r, const char *why, ...) {
  char sentence[200];
  int line = 1, column = 1;
  va_list arguments;
  va_start(arguments, why);
  vsnprintf(sentence, sizeof sentence, why, arguments);
  va_end(arguments);
  for (const char *p = r->start; p < r->at && p < r->end; p++) {
    if (*p == '\n') { line++; column = 1; } else column++;
  }
  Rf_error("%s at line %d, column %d", sentence, line, column);
}

static void skip_space(Reader *r) {
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' ||
                            *r->at == '\t'))
    r->at++;
}

/* The next byte, or NUL at the end; a real NUL is refused by whoever reads it. */
static char peek(Reader *r) { return r->at < r->end ? *r->at : '\0'; }

/* Strings ---------------------------------------------------------------- */

/* The length of the valid UTF-8 sequence at `s`, 0 when there is none. */
int utf8_length(const unsigned char *s, const unsigned char *end) {
  int n = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3
        : s[0] < 0xF5 ? 4 : 0;
  if (n == 0 || end - s < n) return 0;
  for (int i = 1; i < n; i++) if ((s[i] & 0xC0) != 0x80) return 0;
  if (s[0] == 0xE0 && s[1] < 0xA0) return 0; /* overlong */
  if (s[0] == 0xED && s[1] > 0x9F) return 0; /* surrogate */
  if (s[0] == 0xF0 && s[1] < 0x90) return 0; /* overlong */
  if (s[0] == 0xF4 && s[1] > 0x8F) return 0; /* beyond U+10FFFF */
  return n;
}

static unsigned read_hex4(Reader *r) {
  unsigned code = 0;
  if (r->end - r->at < 4) refuse(r, "a \\u escape is cut short");
  for (int i = 0; i < 4; i++, r->at++) {
    char c = *r->at;
    code = code << 4;
    if (c >= '0' && c <= '9') code |= (unsigned)(c - '0');
    else if (c >= 'a' && c <= 'f') code |= (unsigned)(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') code |= (unsigned)(c - 'A' + 10);
    else refuse(r, "a \\u escape needs four hexadecimal digits");
  }
  return code;
}

static char *write_utf8(char *out, unsigned code) {
  if (code < 0x80) {
    *out++ = (char)code;
  } else if (code < 0x800) {
    *out++ = (char)(0xC0 | code >> 6);
    *out++ = (char)(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *out++ = (char)(0xE0 | code >> 12);
    *out++ = (char)(0x80 | (code >> 6 & 0x3F));
    *out++ = (char)(0x80 | (code & 0x3F));
  } else {
    *out++ = (char)(0xF0 | code >> 18);
    *out++ = (char)(0x80 | (code >> 12 & 0x3F));
    *out++ = (char)(0x80 | (code >> 6 & 0x3F));
    *out++ = (char)(0x80 | (code & 0x3F));
  }
  return out;
}

static unsigned read_code_point(Reader *r) {
  unsigned code = read_hex4(r);
  if (code == 0) {
    /* No R string can hold it: the string is marked, its reader decides. */
    r->has_nul = 1;
    return 0xFFFD;
  }
  if (code >= 0xDC00 && code <= 0xDFFF) refuse(r, "a lone surrogate is not a character");
  if (code < 0xD800 || code > 0xDBFF) return code;
  if (r->end - r->at < 6 || r->at[0] != '\\' || r->at[1] != 'u')
    refuse(r, "a lone surrogate is not a character");
  r->at += 2;
  unsigned low = read_hex4(r);
  if (low < 0xDC00 || low > 0xDFFF) refuse(r, "a lone surrogate is not a character");
  return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

static char *read_escape(Reader *r, char *out) {
  char c = peek(r);
  r->at++;
  switch (c) {
  case '"': case '\\': case '/': *out++ = c; return out;
  case 'b': *out++ = '\b'; return out;
  case 'f': *out++ = '\f'; return out;
  case 'n': *out++ = '\n'; return out;
  case 'r': *out++ = '\r'; return out;
  case 't': *out++ = '\t'; return out;
  case 'u': return write_utf8(out, read_code_point(r));
  }
  r->at--;
  refuse(r, "an unknown escape in a string");
}

static SEXP read_string(Reader *r) {
  char *out = r->scratch;
  r->at++;
  r->has_nul = 0;
  for (;;) {
    if (r->at >= r->end) refuse(r, "a string has no closing quote");
    unsigned char c = (unsigned char)*r->at;
    if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
      *out++ = *r->at++;
      continue;
    }
    if (c == '"') break;
    if (c < 0x20) refuse(r, "a control character in a string");
    if (c == '\\') {
      r->at++;
      out = read_escape(r, out);
      continue;
    }
    int n = utf8_length((const unsigned char *)r->at, (const unsigned char *)r->end);
    if (n == 0) refuse(r, "bytes that are not UTF-8");
    memcpy(out, r->at, (size_t)n);
    out += n;
    r->at += n;
  }
  r->at++;
  return Rf_mkCharLenCE(r->scratch, (int)(out - r->scratch), CE_UTF8);
}

/* Numbers and words ------------------------------------------------------ */

static const char *skip_digits(const char *p, const char *end) {
  while (p < end && *p >= '0' && *p <= '9') p++;
  return p;
}

static SEXP big_integer(const char *digits, int n) {
  SEXP x = PROTECT(Rf_ScalarString(Rf_mkCharLenCE(digits, n, CE_UTF8)));
  Rf_setAttrib(x, R_ClassSymbol, Rf_mkString("big_integer"));
  UNPROTECT(1);
  return x;
}

/* The double that strtod() would read, where that takes no care: up to 15 digits
 * and a power of ten that is itself exact make one correctly rounded division
 * (Clinger 1990). Else strtod(), which needs the NUL at the text's end. */
static double to_double(const char *from, const char *end, int plain) {
  static const double TENS[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char *p = from + (*from == '-');
  if (!plain || end - p > 16) return strtod(from, NULL);
  double whole = 0;
  int decimals = 0, point = 0, digits = 0;
  for (; p < end; p++) {
    if (*p == '.') {
      point = 1;
      continue;
    }
    whole = whole * 10 + (*p - '0');
    decimals += point;
    digits++;
  }
  if (digits > 15) return strtod(from, NULL);
  double value = whole / TENS[decimals];
  return *from == '-' ? -value : value;
}

/* Reads a number; false when it is a whole one that `value` cannot hold exactly. */
static int scan_number(Reader *r, double *value) {
  const char *from = r->at, *p = from, *digits;
  int whole = 1, plain = 1;
  if (p < r->end && *p == '-') p++;
  digits = p;
  p = skip_digits(p, r->end);
  if (p == digits) refuse(r, "a value is missing or is not JSON");
  if (*digits == '0' && p - digits > 1) refuse(r, "a number has a leading zero");
  if (p < r->end && *p == '.') {
    const char *fraction = ++p;
    whole = 0;
    if ((p = skip_digits(p, r->end)) == fraction) refuse(r, "a number ends in its point");
  }
  if (p < r->end && (*p == 'e' || *p == 'E')) {
    whole = plain = 0;
    p++;
    if (p < r->end && (*p == '+' || *p == '-')) p++;
    const char *exponent = p;
    if ((p = skip_digits(p, r->end)) == exponent) refuse(r, "a number lacks its exponent");
  }
  *value = to_double(from, p, plain);
  r->at = p;
  if (!whole || fabs(*value) < 9007199254740992.0) return 1;
  char exact[400];
  snprintf(exact, sizeof exact, "%.0f", *value);
  return (int)strlen(exact) == p - from && memcmp(exact, from, (size_t)(p - from)) == 0;
}

static SEXP read_number(Reader *r) {
  const char *from = r->at;
  double value;
  return scan_number(r, &value) ? Rf_ScalarReal(value)
                                : big_integer(from, (int)(r->at - from));
}

static SEXP read_word(Reader *r, const char *word, SEXP value) {
  size_t n = strlen(word);
  if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
    refuse(r, "a value is missing or is not JSON");
  r->at += n;
  return value;
}

/* Arrays and objects ----------------------------------------------------- */

/* A pairlist that grows at its end: no size is known before the last item. */
typedef struct { SEXP head, tail; R_xlen_t n; } Chain;

static Chain new_chain(void) {
  SEXP head = PROTECT(Rf_cons(R_NilValue, R_NilValue));
  return (Chain){head, head, 0};
}

static void append(Chain *chain, SEXP value, SEXP tag) {
  PROTECT(value);
  SEXP cell = Rf_cons(value, R_NilValue);
  UNPROTECT(1);
  if (tag != R_NilValue) SET_TAG(cell, tag);
  SETCDR(chain->tail, cell);
  chain->tail = cell;
  chain->n++;
}

static void enter(Reader *r) {
  if (++r->depth > MAX_DEPTH) refuse(r, "values are nested deeper than %d levels", MAX_DEPTH);
  r->at++;
  skip_space(r);
}

/* The one type of the chain's scalars (LGLSXP when all are null), or VECSXP. */
static SEXPTYPE common_type(Chain *chain) {
  SEXPTYPE type = NILSXP;
  for (SEXP cell = CDR(chain->head); cell != R_NilValue; cell = CDR(cell)) {
    SEXP x = CAR(cell);
    if (x == R_NilValue) continue;
    if (Rf_isObject(x) || TYPEOF(x) == VECSXP || XLENGTH(x) != 1) return VECSXP;
    if (type != NILSXP && type != TYPEOF(x)) return VECSXP;
    type = TYPEOF(x);
  }
  return type == NILSXP ? LGLSXP : type;
}

static void set_item(SEXP vector, R_xlen_t i, SEXP x) {
  int null = x == R_NilValue;
  switch (TYPEOF(vector)) {
  case REALSXP: REAL(vector)[i] = null ? NA_REAL : REAL(x)[0]; break;
  case LGLSXP: LOGICAL(vector)[i] = null ? NA_LOGICAL : LOGICAL(x)[0]; break;
  case STRSXP: SET_STRING_ELT(vector, i, null ? NA_STRING : STRING_ELT(x, 0)); break;
  default: SET_VECTOR_ELT(vector, i, x);
  }
}

static SEXP chain_vector(Chain *chain, SEXPTYPE type) {
  SEXP vector = PROTECT(Rf_allocVector(type, chain->n));
  R_xlen_t i = 0;
  for (SEXP cell = CDR(chain->head); cell != R_NilValue; cell = CDR(cell))
    set_item(vector, i++, CAR(cell));
  if (chain->n == 1 && type != VECSXP)
    Rf_setAttrib(vector, R_ClassSymbol, Rf_mkString("AsIs"));
  UNPROTECT(1);
  return vector;
}

/* After an item: true when another follows. */
static int another(Reader *r, char close) {
  skip_space(r);
  char c = peek(r);
  if (c != ',' && c != close)
    refuse(r, "a comma or a closing %s is missing", close == ']' ? "bracket" : "brace");
  r->at++;
  skip_space(r);
  return c == ',';
}

/* The fast way for an array of two or more numbers and nulls, which most of the
 * bytes of a large request are: no R value an item. R_NilValue, with the reader
 * where it was, when the array is another. */
static SEXP read_numbers(Reader *r) {
  const char *start = r->at;
  size_t n = 0, room = 64;
  double *numbers = (double *)R_alloc(room, sizeof(double));
  do {
    if (n == room) {
      double *longer = (double *)R_alloc(room *= 2, sizeof(double));
      memcpy(longer, numbers, n * sizeof(double));
      numbers = longer;
    }
    char c = peek(r);
    if (c == 'n') {
      read_word(r, "null", R_NilValue);
      numbers[n++] = NA_REAL;
    } else if ((c != '-' && (c < '0' || c > '9')) || !scan_number(r, &numbers[n++])) {
      r->at = start;
      return R_NilValue;
    }
  } while (another(r, ']'));
  if (n < 2) {
    r->at = start;
    return R_NilValue;
  }
  SEXP vector = Rf_allocVector(REALSXP, (R_xlen_t)n);
  memcpy(REAL(vector), numbers, n * sizeof(double));
  return vector;
}

static SEXP read_array(Reader *r) {
  enter(r);
  if (peek(r) == '-' || (peek(r) >= '0' && peek(r) <= '9')) {
    const void *memory = vmaxget();
    SEXP numbers = read_numbers(r);
    vmaxset(memory);
    if (numbers != R_NilValue) {
      r->depth--;
      return numbers;
    }
  }
  Chain chain = new_chain();
  if (peek(r) == ']') {
    r->at++;
  } else {
    do append(&chain, read_value(r), R_NilValue); while (another(r, ']'));
  }
  r->depth--;
  SEXP array = chain_vector(&chain, chain.n ? common_type(&chain) : VECSXP);
  UNPROTECT(1);
  return array;
}

static SEXP chain_names(Chain *chain) {
  SEXP names = PROTECT(Rf_allocVector(STRSXP, chain->n));
  R_xlen_t i = 0;
  for (SEXP cell = CDR(chain->head); cell != R_NilValue; cell = CDR(cell))
    SET_STRING_ELT(names, i++, TAG(cell));
  UNPROTECT(1);
  return names;
}

static SEXP read_object(Reader *r) {
  Chain chain = new_chain();
  enter(r);
  if (peek(r) == '}') {
    r->at++;
  } else {
    do {
      if (peek(r) != '"') refuse(r, "a key in double quotes is missing");
      SEXP key = PROTECT(read_string(r));
      skip_space(r);
      if (peek(r) != ':') refuse(r, "a colon is missing after a key");
      r->at++;
      append(&chain, read_value(r), key);
      UNPROTECT(1);
    } while (another(r, '}'));
  }
  r->depth--;
  SEXP object = PROTECT(chain_vector(&chain, VECSXP));
  SEXP names = PROTECT(chain_names(&chain));
  R_xlen_t twin = Rf_any_duplicated(names, FALSE);
  if (twin > 0)
    refuse(r, "the key \"%.60s\" stands twice in the object that ends",
           CHAR(STRING_ELT(names, twin - 1)));
  Rf_setAttrib(object, R_NamesSymbol, names);
  UNPROTECT(3);
  return object;
}

static SEXP read_value(Reader *r) {
  skip_space(r);
  switch (peek(r)) {
  case '{': return read_object(r);
  case '[': return read_array(r);
  case 't': return read_word(r, "true", Rf_ScalarLogical(TRUE));
  case 'f': return read_word(r, "false", Rf_ScalarLogical(FALSE));
  case 'n': return read_word(r, "null", R_NilValue);
  case '"': {
    SEXP string = PROTECT(read_string(r));
    SEXP scalar = PROTECT(Rf_ScalarString(string));
    if (r->has_nul) Rf_setAttrib(scalar, R_ClassSymbol, Rf_mkString("nul_string"));
    UNPROTECT(2);
    return scalar;
  }
  }
  return read_number(r);
}

/* .Call entry: `text` is a raw vector. R_alloc memory is freed by R, also
 * after an error. */
SEXP json_read(SEXP text) {
  size_t n = (size_t)XLENGTH(text);
  char *copy = R_alloc(n + 1, 1);
  memcpy(copy, RAW(text), n);
  copy[n] = '\0';
  Reader r = {copy, copy, copy + n, R_alloc(n + 1, 1), 0, 0};
  if (n >= 3 && memcmp(copy, "\xEF\xBB\xBF", 3) == 0) r.at += 3; /* a BOM */
  SEXP value = PROTECT(read_value(&r));
  skip_space(&r);
  if (r.at < r.end) refuse(&r, "something follows the JSON value");
  UNPROTECT(1);
  return value;
}
