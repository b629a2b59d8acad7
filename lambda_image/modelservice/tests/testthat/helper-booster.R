# Boosters written by hand, in the formats of xgboost.

# A list as UBJSON: numbers as floats in typed arrays, as xgboost writes them.
ubjson <- function(x) {
  if (is.character(x)) {
    return(c(charToRaw("S"), ubjson_chars(x)))
  }
  if (is.numeric(x)) {
    return(c(
      charToRaw("[$d#L"),
      ubjson_count(length(x)),
      writeBin(as.double(x), raw(), size = 4, endian = "big")
    ))
  }
  names <- names(x)
  members <- lapply(seq_along(x), \(i) {
    c(if (!is.null(names)) ubjson_chars(names[[i]]), ubjson(x[[i]]))
  })
  brackets <- charToRaw(if (is.null(names)) "[]" else "{}")
  c(brackets[1], unlist(members), brackets[2])
}

ubjson_chars <- function(text) {
  c(charToRaw("L"), ubjson_count(nchar(text, "bytes")), charToRaw(text))
}

ubjson_count <- function(n) {
  c(raw(4), writeBin(as.integer(n), raw(), endian = "big"))
}

json <- function(x) charToRaw(c(unclass(lambdaruntime::to_json(x))))

# Nodes in order; a leaf has no children.
tree <- function(
  left = -1,
  right = -1,
  value = 0,
  feature = 0,
  default_left = 0,
  ...
) {
  n <- length(left)
  list(
    left_children = I(left),
    right_children = I(right),
    split_conditions = I(value),
    split_indices = I(rep_len(feature, n)),
    default_left = I(rep_len(default_left, n)),
    tree_param = list(num_nodes = as.character(n), size_leaf_vector = "1"),
    ...
  )
}

leaf <- function(value) tree(value = value)

# x < at gives the first number, else the second.
stump <- function(at, values, default_left = 0, feature = 0) {
  tree(
    left = c(1, -1, -1),
    right = c(2, -1, -1),
    value = c(at, values),
    feature = feature,
    default_left = default_left
  )
}

booster_list <- function(
  trees,
  objective = "reg:squarederror",
  base_score = "0E0",
  num_class = "0",
  names = c("a", "b"),
  groups = rep(0, length(trees)),
  attributes = list(niter = "1"),
  machine = NULL,
  num_parallel_tree = "1",
  version = c(1, 7, 9),
  ...
) {
  model <- list(
    gbtree_model_param = list(num_parallel_tree = num_parallel_tree),
    trees = trees,
    tree_info = I(groups),
    ...
  )
  if (is.null(machine)) {
    machine <- list(name = "gbtree", model = model)
  } else if (machine$name == "dart") {
    machine$gbtree <- list(name = "gbtree", model = model)
  }
  list(
    learner = list(
      attributes = attributes,
      feature_names = as.list(names),
      gradient_booster = machine,
      learner_model_param = list(
        base_score = base_score,
        num_class = num_class,
        num_feature = "2"
      ),
      objective = list(name = objective)
    ),
    version = I(version)
  )
}

booster_of <- function(...) ubjson(booster_list(...))

# What the booster of these trees says of rows of `a` and `b`.
score <- function(trees, a, b = 0, type = "response", ...) {
  score_booster(booster_of(trees, ...), cbind(a = a, b = b), type)
}

# A number as the float that it becomes.
float <- function(x) {
  readBin(writeBin(x, raw(), size = 4), "double", length(x), 4)
}

xgboost_1 <- function(bytes, ...) {
  structure(
    class = "xgb.Booster",
    list(handle = NULL, raw = bytes, niter = 1, ...)
  )
}

xgboost_3 <- function(bytes, class = "xgb.Booster", ...) {
  structure(list(ptr = bytes), class = class, ...)
}

# The file that saveRDS() of a session with xgboost 3 writes of a booster: an ALTREP
# object, with the class and package that R looks up, the state, and the attributes.
altrep_file <- function(state, attributes, class, package) {
  header <- \(x) serialize(x, NULL)[1:23]
  body <- \(x) serialize(x, NULL)[-(1:23)]
  info <- pairlist(as.name(class), as.name(package), 19L)
  attributes <- as.pairlist(attributes)
  flags <- as.raw(c(0, 0, 0, 238))
  file <- tempfile(fileext = ".rds")
  writeBin(
    c(header(1), flags, body(info), body(state), body(attributes)),
    file
  )
  file
}

xgboost_3_file <- function(bytes, class = "xgb.Booster", ...) {
  attributes <- list(names = "ptr", class = class, ...)
  altrep_file(bytes, attributes, "XGBAltrepPointerClass", "xgboost")
}
