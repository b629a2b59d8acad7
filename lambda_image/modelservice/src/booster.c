/* The trees of a booster, walked as xgboost walks them: a value is compared as a float,
 * what is missing takes the default way, and leaves are added up as floats in the order
 * of the trees (src/predictor/cpu_predictor.cc there).
 *
 * A threshold or a leaf is a float kept in a double, so comparing doubles is the same. */

#include "modelservice.h"
#include <math.h>
#include <string.h>

/* Categories are counted from 0; xgboost has no more than floats count exactly. */
#define MOST_CATEGORIES 16777216

typedef struct {
  const int *start, *size;   /* of each tree, in the nodes */
  const int *left, *right;   /* of each node, in its tree; -1 for a leaf */
  const int *feature;        /* of each node */
  const int *default_left;   /* of each node */
  const double *value;       /* threshold or leaf of each node */
  const int *set, *set_size; /* of each node in `categories`; -1 for a threshold */
  const int *categories;
} forest;

static const int *ints(SEXP trees, int i) { return INTEGER(VECTOR_ELT(trees, i)); }

/* The order of flat_trees() in R/booster_trees.R. */
static forest as_forest(SEXP trees) {
  forest f;
  f.start = ints(trees, 0);
  f.size = ints(trees, 1);
  f.left = ints(trees, 2);
  f.right = ints(trees, 3);
  f.feature = ints(trees, 4);
  f.default_left = ints(trees, 5);
  f.value = REAL(VECTOR_ELT(trees, 6));
  f.set = ints(trees, 7);
  f.set_size = ints(trees, 8);
  f.categories = ints(trees, 9);
  return f;
}

static int tree_count(SEXP trees) { return (int)XLENGTH(VECTOR_ELT(trees, 0)); }

/* A category in the node's set goes right; all others, unknown ones too, go left. */
static int set_goes_left(const forest *f, int node, float value) {
  if (value < 0 || value >= MOST_CATEGORIES) return 1;
  const int *set = f->categories + f->set[node];
  for (int i = 0; i < f->set_size[node]; i++) {
    if (set[i] == (int)value) return 0;
  }
  return 1;
}

static int goes_left(const forest *f, int node, float value) {
  if (isnan(value)) return f->default_left[node];
  if (f->set[node] >= 0) return set_goes_left(f, node, value);
  return value < f->value[node];
}

static float leaf_of(const forest *f, int tree, const float *row) {
  int start = f->start[tree], node = start;
  while (f->left[node] != -1) {
    float value = row[f->feature[node]];
    node = start + (goes_left(f, node, value) ? f->left[node] : f->right[node]);
  }
  return (float)f->value[node];
}

/* x: rows by features. groups: the output that each tree adds to. base: of each output.
 * weights: of each tree in dart, else NULL. */
SEXP booster_margins(SEXP x, SEXP trees, SEXP groups, SEXP base, SEXP weights) {
  forest f = as_forest(trees);
  R_xlen_t n = Rf_nrows(x), p = Rf_ncols(x);
  int outputs = (int)XLENGTH(base), count = (int)XLENGTH(groups);
  const double *scale = Rf_isNull(weights) ? NULL : REAL(weights);
  SEXP margins = PROTECT(Rf_allocMatrix(REALSXP, (int)n, outputs));
  float *row = (float *)R_alloc((size_t)p + 1, sizeof(float));
  float *sums = (float *)R_alloc((size_t)outputs, sizeof(float));
  for (R_xlen_t i = 0; i < n; i++) {
    for (R_xlen_t j = 0; j < p; j++) row[j] = (float)REAL(x)[i + j * n];
    for (int k = 0; k < outputs; k++) sums[k] = (float)REAL(base)[k];
    for (int t = 0; t < count; t++) {
      float leaf = leaf_of(&f, t, row);
      sums[INTEGER(groups)[t]] += scale ? leaf * (float)scale[t] : leaf;
    }
    for (int k = 0; k < outputs; k++) REAL(margins)[i + k * n] = sums[k];
  }
  UNPROTECT(1);
  return margins;
}

/* gblinear: what is missing adds nothing. weights: features and last the bias, by output. */
SEXP booster_linear(SEXP x, SEXP weights, SEXP base) {
  R_xlen_t n = Rf_nrows(x), p = Rf_ncols(x);
  int outputs = (int)XLENGTH(base);
  SEXP margins = PROTECT(Rf_allocMatrix(REALSXP, (int)n, outputs));
  for (R_xlen_t i = 0; i < n; i++) {
    for (int k = 0; k < outputs; k++) {
      float sum = (float)REAL(weights)[p * outputs + k] + (float)REAL(base)[k];
      for (R_xlen_t j = 0; j < p; j++) {
        float value = (float)REAL(x)[i + j * n];
        if (!isnan(value)) sum += value * (float)REAL(weights)[j * outputs + k];
      }
      REAL(margins)[i + k * n] = sum;
    }
  }
  UNPROTECT(1);
  return margins;
}

static int is_in(int value, R_xlen_t n) { return value >= 0 && value < n; }

static int node_is_sound(const forest *f, R_xlen_t node, int size, int features,
                         R_xlen_t categories) {
  if (f->left[node] == -1) return 1;
  int set = f->set[node];
  return is_in(f->left[node], size) && is_in(f->right[node], size) &&
         is_in(f->feature[node], features) &&
         (set < 0 || (f->set_size[node] >= 0 && set + (double)f->set_size[node] <= categories));
}

/* Follows every way from the root: none may leave the tree, or meet a node again. */
static int tree_is_sound(const forest *f, int tree, int features, R_xlen_t categories,
                         int *seen, int *waiting) {
  int size = f->size[tree], start = f->start[tree], count = 0;
  if (size < 1) return 0;
  for (int i = 0; i < size; i++) seen[i] = 0;
  waiting[count++] = 0;
  seen[0] = 1;
  while (count > 0) {
    int node = start + waiting[--count];
    if (!node_is_sound(f, node, size, features, categories)) return 0;
    if (f->left[node] == -1) continue;
    int children[2] = {f->left[node], f->right[node]};
    for (int i = 0; i < 2; i++) {
      if (seen[children[i]]++) return 0;
      waiting[count++] = children[i];
    }
  }
  return 1;
}

/* Whether walking these trees ends, and stays in them. R has checked that the vectors are
 * as long as the sizes say. */
SEXP booster_is_sound(SEXP trees, SEXP features) {
  forest f = as_forest(trees);
  R_xlen_t categories = XLENGTH(VECTOR_ELT(trees, 9));
  int largest = 1;
  for (int t = 0; t < tree_count(trees); t++) {
    if (f.size[t] > largest) largest = f.size[t];
  }
  int *seen = (int *)R_alloc((size_t)largest, sizeof(int));
  int *waiting = (int *)R_alloc((size_t)largest + 2, sizeof(int));
  for (int t = 0; t < tree_count(trees); t++) {
    if (!tree_is_sound(&f, t, Rf_asInteger(features), categories, seen, waiting)) {
      return Rf_ScalarLogical(0);
    }
  }
  return Rf_ScalarLogical(1);
}

/* Between the margin and the answer, in floats as xgboost has it (src/common/math.h,
 * src/objective there). ---- */

static float sigmoid(float x) { return 1.0f / (expf(-x < 88.7f ? -x : 88.7f) + 1.0f); }
static float logit(float x) { return -logf(1.0f / x - 1.0f); }
static float step(float x) { return x > 0.0f ? 1.0f : 0.0f; }

static void softmax(double *out, const double *in, R_xlen_t n, int outputs) {
  float largest = (float)in[0];
  for (int k = 1; k < outputs; k++) largest = fmaxf((float)in[k * n], largest);
  double sum = 0;
  for (int k = 0; k < outputs; k++) {
    float part = expf((float)in[k * n] - largest);
    out[k * n] = part;
    sum += part;
  }
  for (int k = 0; k < outputs; k++) out[k * n] = (float)out[k * n] / (float)sum;
}

/* survival:aft alone. */
static float exp_double(float x) { return (float)exp((double)x); }
static float same(float x) { return x; }

static float (*map_named(const char *name))(float) {
  if (strcmp(name, "sigmoid") == 0) return sigmoid;
  if (strcmp(name, "logit") == 0) return logit;
  if (strcmp(name, "exp") == 0) return expf;
  if (strcmp(name, "exp_double") == 0) return exp_double;
  if (strcmp(name, "log") == 0) return logf;
  if (strcmp(name, "step") == 0) return step;
  return same;
}

/* how: "same", "sigmoid", "logit", "exp", "exp_double", "log", "step", or "softmax" along the rows of a matrix. */
SEXP float_map(SEXP x, SEXP how) {
  const char *name = CHAR(STRING_ELT(how, 0));
  SEXP mapped = PROTECT(Rf_duplicate(x));
  double *out = REAL(mapped);
  if (strcmp(name, "softmax") == 0) {
    int n = Rf_nrows(x);
    for (int i = 0; i < n; i++) softmax(out + i, REAL(x) + i, n, Rf_ncols(x));
  } else {
    float (*map)(float) = map_named(name);
    for (R_xlen_t i = 0; i < XLENGTH(x); i++) out[i] = map((float)out[i]);
  }
  UNPROTECT(1);
  return mapped;
}
