/* CSV (RFC 4180) to columns, in one pass: the first line names them; a cell may
 * be quoted, with quotes doubled; an empty cell is NA. A column that the caller
 * calls a number, and in which every cell is one as JSON writes them, becomes a
 * vector of doubles; any other a vector of strings.
 */
#include "modelservice.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *at, *end;
  char *cell; /* the unquoted cell; as long as the text, so never too short */
  size_t length;
  int quoted, line;
} Csv;

enum After { CELL, ROW, END };

static void read_quoted(Csv *csv) {
  csv->quoted = 1;
  csv->at++;
  for (;;) {
    if (csv->at >= csv->end)
      Rf_error("a quote is not closed in line %d", csv->line);
    if (*csv->at == '\n') csv->line++;
    if (*csv->at == '"') {
      if (csv->at + 1 >= csv->end || csv->at[1] != '"') break;
      csv->at++;
    }
    csv->cell[csv->length++] = *csv->at++;
  }
  csv->at++;
}

/* Reads one cell and what ends it. */
static enum After read_cell(Csv *csv) {
  csv->length = 0;
  csv->quoted = 0;
  if (csv->at < csv->end && *csv->at == '"') read_quoted(csv);
  while (csv->at < csv->end && *csv->at != ',' && *csv->at != '\n' && *csv->at != '\r') {
    if (csv->quoted || *csv->at == '"')
      Rf_error("a quote stands in the middle of a cell in line %d", csv->line);
    csv->cell[csv->length++] = *csv->at++;
  }
  csv->cell[csv->length] = '\0';
  if (memchr(csv->cell, '\0', csv->length))
    Rf_error("a NUL character stands in line %d", csv->line);
  if (csv->at >= csv->end) return END;
  if (*csv->at == ',') {
    csv->at++;
    return CELL;
  }
  if (*csv->at == '\r') csv->at++;
  if (csv->at < csv->end && *csv->at == '\n') csv->at++;
  csv->line++;
  return csv->at >= csv->end ? END : ROW;
}

static SEXP cell_string(const Csv *csv) {
  if (csv->length == 0) return NA_STRING;
  return Rf_mkCharLenCE(csv->cell, (int)csv->length, CE_UTF8);
}

static SEXP read_header(Csv *csv, enum After *after) {
  int room = 16, n = 0;
  SEXP names = PROTECT(Rf_allocVector(STRSXP, room));
  do {
    *after = read_cell(csv);
    if (n == room) {
      SEXP longer = PROTECT(Rf_lengthgets(names, room *= 2));
      UNPROTECT(2);
      names = PROTECT(longer);
    }
    SET_STRING_ELT(names, n++, cell_string(csv));
  } while (*after == CELL);
  names = Rf_lengthgets(names, n);
  UNPROTECT(1);
  return names;
}

/* What is not known: an empty cell or, as R writes it, NA. (In a column of text R decides
 * about NA, which may be a level there.) */
static int is_null_number(const Csv *csv) {
  return csv->length == 0 || (!csv->quoted && strcmp(csv->cell, "NA") == 0);
}

/* A column of text from row `row` on: what was read as numbers is read again. */
static void set_cell(SEXP columns, int j, R_xlen_t row, const Csv *csv, int *numeric) {
  SEXP column = VECTOR_ELT(columns, j);
  if (!numeric[j]) {
    SET_STRING_ELT(column, row, cell_string(csv));
  } else if (is_null_number(csv)) {
    REAL(column)[row] = NA_REAL;
  } else if (is_json_number(csv->cell)) {
    REAL(column)[row] = strtod(csv->cell, NULL);
  } else {
    numeric[j] = -1;
    REAL(column)[row] = NA_REAL;
  }
}

static R_xlen_t count_lines(const char *at, const char *end) {
  R_xlen_t n = 1;
  for (; at < end; at++)
    if (*at == '\n' || *at == '\r') n++;
  return n;
}

static R_xlen_t read_body(Csv *csv, SEXP columns, int *numeric) {
  int width = Rf_length(columns);
  R_xlen_t row = 0;
  enum After after = csv->at < csv->end ? ROW : END;
  while (after != END) {
    int line = csv->line, j = 0;
    do {
      after = read_cell(csv);
      if (j < width) set_cell(columns, j, row, csv, numeric);
      j++;
    } while (after == CELL);
    if (j == 1 && csv->length == 0 && !csv->quoted && width > 1) continue;
    if (j != width)
      Rf_error("line %d has %d cells where the header has %d", line, j, width);
    row++;
  }
  return row;
}

/* .Call entry: `text` a raw vector, `is_number_column` an R function of the
 * header that answers a logical vector. -> named list of columns. */
SEXP csv_read(SEXP text, SEXP is_number_column) {
  size_t n = (size_t)XLENGTH(text);
  Csv csv = {(const char *)RAW(text), (const char *)RAW(text) + n, R_alloc(n + 1, 1), 0, 0, 1};
  if (n >= 3 && memcmp(csv.at, "\xEF\xBB\xBF", 3) == 0) csv.at += 3;
  enum After after;
  SEXP names = PROTECT(read_header(&csv, &after));
  int width = Rf_length(names);
  SEXP call = PROTECT(Rf_lang2(is_number_column, names));
  SEXP is_number_answer = PROTECT(Rf_eval(call, R_BaseEnv));
  int *numeric = (int *)R_alloc((size_t)width, sizeof(int));
  R_xlen_t rows = after == END ? 0 : count_lines(csv.at, csv.end);
  SEXP columns = PROTECT(Rf_allocVector(VECSXP, width));
  for (int j = 0; j < width; j++) {
    numeric[j] = LOGICAL(is_number_answer)[j] == TRUE;
    SET_VECTOR_ELT(columns, j, Rf_allocVector(numeric[j] ? REALSXP : STRSXP, rows));
  }
  Csv body = csv;
  rows = read_body(&csv, columns, numeric);
  /* A number column with a cell that is none is read again, as text. */
  int again = 0;
  for (int j = 0; j < width; j++) {
    if (numeric[j] >= 0) continue;
    numeric[j] = 0;
    again = 1;
    SET_VECTOR_ELT(columns, j, Rf_allocVector(STRSXP, XLENGTH(VECTOR_ELT(columns, j))));
  }
  if (again) read_body(&body, columns, numeric);
  for (int j = 0; j < width; j++)
    SET_VECTOR_ELT(columns, j, Rf_xlengthgets(VECTOR_ELT(columns, j), rows));
  Rf_setAttrib(columns, R_NamesSymbol, names);
  UNPROTECT(4);
  return columns;
}
