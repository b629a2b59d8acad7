# Boosters of xgboost for tools/sanitize.R: their bytes, good and nearly good, and the
# properties of the .Call entries that read and walk them.

# A list as UBJSON, with lengths of one byte.
ub <- function(x) {
  if (is.character(x)) {
    return(c(charToRaw("S"), ub_chars(x)))
  }
  if (is.double(x)) {
    floats <- writeBin(x, raw(), size = 4, endian = "big")
    return(c(charToRaw("[$d#U"), as.raw(length(x)), floats))
  }
  if (is.integer(x)) {
    whole <- writeBin(x, raw(), endian = "big")
    return(c(charToRaw("[$l#U"), as.raw(length(x)), whole))
  }
  members <- Map(\(name, value) c(ub_chars(name), ub(value)), names(x), x)
  if (is.null(names(x))) {
    return(c(charToRaw("["), unlist(lapply(x, ub)), charToRaw("]")))
  }
  c(charToRaw("{"), unlist(members, use.names = FALSE), charToRaw("}"))
}

ub_chars <- function(text) {
  c(charToRaw("U"), as.raw(nchar(text)), charToRaw(text))
}

ub_tree <- function(value) {
  list(
    left_children = c(1L, 3L, -1L, -1L, -1L),
    right_children = c(2L, 4L, -1L, -1L, -1L),
    split_indices = c(0L, 1L, 0L, 0L, 0L),
    default_left = c(1L, 0L, 0L, 0L, 0L),
    split_type = c(0L, 1L, 0L, 0L, 0L),
    split_conditions = c(0.5, 0, value, 2, 3),
    categories = c(1L, 4L),
    categories_nodes = 1L,
    categories_segments = 0,
    categories_sizes = 2,
    tree_param = list(num_nodes = "5", size_leaf_vector = "0")
  )
}

ub_booster <- function(machine, objective = "binary:logistic", classes = "0") {
  ub(list(
    learner = list(
      gradient_booster = machine,
      learner_model_param = list(
        base_score = "5E-1",
        num_class = classes,
        num_feature = "2"
      ),
      objective = list(name = objective)
    ),
    version = c(1, 7, 6)
  ))
}

forest <- list(
  gbtree_model_param = list(num_parallel_tree = "1"),
  trees = list(ub_tree(1), ub_tree(-1)),
  tree_info = c(0L, 0L)
)
classes <- forest
classes$tree_info <- c(1L, 2L)
gbtree <- list(name = "gbtree", model = forest)
linear <- list(name = "gblinear", model = list(weights = c(1, 2, 3)))
booster_bytes <- list(
  ub_booster(gbtree),
  ub_booster(list(name = "gbtree", model = classes), "multi:softprob", "3"),
  ub_booster(list(name = "dart", gbtree = gbtree, weight_drop = c(1, 0.5))),
  ub_booster(linear, "reg:gamma")
)
ubjson_values <- c(
  booster_bytes,
  lapply(list("text", c(1, NaN, Inf), list(list()), list(a = 1L)), ub),
  lapply(c("T", "Z", "[]", "{}", "[#U\002TF", "NNT", "[[[[]]]]"), charToRaw)
)

booster_x <- matrix(c(NA, 0, 1e30, -1, 4, NaN, 1, 99), 4)

check_ubjson_read <- function(call) {
  value <- eval(call)
  hold(identical(eval(call), value), "the same bytes are the same value")
  !is.null(value)
}

check_score <- function(call) {
  score <- answer_of(call, "init_error")
  if (is_refused(score)) {
    return(FALSE)
  }
  hold(NROW(score) == nrow(booster_x), "there is an answer per row")
  TRUE
}

# The C function that walks the trees, of a booster that is accepted.
bare_score <- function(bytes) {
  read <- modelservice:::read_booster
  booster <- tryCatch(read(bytes), init_error = \(e) read(booster_bytes[[1]]))
  if (is.null(booster$trees)) {
    return(bquote(.Call(
      modelservice:::booster_linear,
      booster_x,
      .(booster$linear),
      .(booster$base)
    )))
  }
  bquote(.Call(
    modelservice:::booster_margins,
    booster_x,
    .(booster$trees),
    .(booster$groups),
    .(booster$base),
    .(booster$weights)
  ))
}

bare_soundness <- function(bytes) {
  trees <- eval(bare_score(bytes)[[4]])
  if (is.double(trees)) {
    trees <- modelservice:::read_booster(booster_bytes[[1]])$trees
  }
  bquote(.Call(modelservice:::booster_is_sound, .(trees), 2L))
}

check_soundness <- function(call) {
  hold(eval(call), "trees that were accepted are sound")
  TRUE
}

random_map <- function() {
  how <- c("same", "sigmoid", "logit", "exp", "exp_double", "log", "step")
  list(
    matrix(random_doubles()[1:6], 2),
    pick(c(how, "softmax"))
  )
}

check_float_map <- function(call) {
  mapped <- eval(call)
  hold(identical(dim(mapped), c(2L, 3L)), "a map keeps the shape")
  if (call[[4]] == "softmax" && all(is.finite(mapped))) {
    hold(all(abs(rowSums(mapped) - 1) < 1e-6), "probabilities sum to one")
  }
  TRUE
}

booster_entries <- list(
  ubjson_read = of_bytes(
    ubjson_values,
    "N",
    \(bytes) bquote(.Call(modelservice:::ubjson_read, .(bytes))),
    check_ubjson_read
  ),
  booster_margins = of_values(
    booster_bytes,
    \() mutated(pick(booster_bytes)),
    \(bytes) bquote(modelservice:::score_booster(.(bytes), booster_x)),
    check_score,
    bare_score
  ),
  booster_is_sound = of_values(
    booster_bytes,
    \() mutated(pick(booster_bytes)),
    bare_soundness,
    check_soundness
  ),
  float_map = of_values(
    list(list(matrix(c(NA, NaN, Inf, -Inf, 0, 1e308), 2), "softmax")),
    random_map,
    \(input) {
      bquote(.Call(modelservice:::float_map, .(input[[1]]), .(input[[2]])))
    },
    check_float_map
  ),
  register_booster_class = of_values(
    list(NULL),
    \() NULL,
    \(input) bquote(.Call(modelservice:::register_booster_class)),
    \(call) is.null(eval(call))
  )
)
