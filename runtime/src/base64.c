/* Base64 (RFC 4648, section 4): padded, no line breaks. */
#include "lambdaruntime.h"
#include <string.h>

static const char ALPHABET[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* .Call entry: a raw vector, or NULL when the text is not one string of base64. */
SEXP base64_read(SEXP text) {
  if (XLENGTH(text) != 1) return R_NilValue;
  const char *in = CHAR(STRING_ELT(text, 0));
  size_t n = strlen(in), padding = 0;
  if (n % 4 != 0) return R_NilValue;
  while (padding < 2 && padding < n && in[n - 1 - padding] == '=') padding++;
  SEXP bytes = PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)(n / 4 * 3 - padding)));
  Rbyte *out = RAW(bytes), *end = out + XLENGTH(bytes);
  for (size_t i = 0; i < n; i += 4) {
    unsigned group = 0;
    for (size_t j = i; j < i + 4; j++) {
      int six = j >= n - padding ? 0 : sextet(in[j]);
      if (six < 0) {
        UNPROTECT(1);
        return R_NilValue;
      }
      group = group << 6 | (unsigned)six;
    }
    for (int shift = 16; shift >= 0 && out < end; shift -= 8)
      *out++ = (Rbyte)(group >> shift & 0xFF);
  }
  UNPROTECT(1);
  return bytes;
}

/* .Call entry: a string. */
SEXP base64_write(SEXP bytes) {
  size_t n = (size_t)XLENGTH(bytes);
  const Rbyte *in = RAW(bytes);
  char *text = R_alloc(n / 3 * 4 + 5, 1), *out = text;
  for (size_t i = 0; i < n; i += 3) {
    unsigned group = (unsigned)in[i] << 16;
    if (i + 1 < n) group |= (unsigned)in[i + 1] << 8;
    if (i + 2 < n) group |= in[i + 2];
    *out++ = ALPHABET[group >> 18 & 63];
    *out++ = ALPHABET[group >> 12 & 63];
    *out++ = i + 1 < n ? ALPHABET[group >> 6 & 63] : '=';
    *out++ = i + 2 < n ? ALPHABET[group & 63] : '=';
  }
  SEXP string = PROTECT(Rf_mkCharLenCE(text, (int)(out - text), CE_UTF8));
  SEXP result = Rf_ScalarString(string);
  UNPROTECT(1);
  return result;
}
