# The trees of a booster as flat vectors, for booster.c: one vector per field, with the
# nodes of all trees after one another. The C code follows them without looking, so all
# that it relies on is checked here, once.

# The fields of a tree with a value per node.
node_fields <- c(
  "left_children",
  "right_children",
  "split_indices",
  "default_left",
  "split_conditions"
)

# -> list(trees, groups): the trees that predict() takes.
forest_parts <- function(model, features, learner, booster) {
  groups <- as.integer(unlist(model$tree_info))
  count <- tree_limit(model, learner, booster)
  sound <- length(groups) == length(model$trees) &&
    all(groups >= 0 & groups < output_count(learner))
  if (!isTRUE(sound)) {
    refuse_damaged("its trees do not belong to its outputs")
  }
  trees <- flat_trees(model$trees[seq_len(count)])
  if (!.Call(booster_is_sound, trees, as.integer(features))) {
    refuse_damaged("a tree in it does not end in leaves")
  }
  list(trees = trees, groups = groups[seq_len(count)])
}

dart_parts <- function(machine, features, learner, booster) {
  model <- machine$gbtree$model
  parts <- forest_parts(model, features, learner, booster)
  weights <- as.numeric(unlist(machine$weight_drop))
  if (length(weights) != length(model$trees) || anyNA(weights)) {
    refuse_damaged("its trees have no weights")
  }
  c(parts, list(weights = weights[seq_along(parts$groups)]))
}

linear_parts <- function(model, read) {
  weights <- as.numeric(unlist(model$weights))
  expected <- (read$features + 1) * length(read$base)
  if (length(weights) != expected || anyNA(weights)) {
    refuse_damaged("it has not a weight per feature")
  }
  # xgboost 3.1 and later add the base score of the first output to all of them.
  list(linear = weights, base = rep(read$base[1], length(read$base)))
}

# In the order of booster.c.
flat_trees <- function(trees) {
  size <- vapply(trees, tree_size, 0L)
  nodes <- lapply(node_fields, \(field) {
    values <- lapply(seq_along(trees), \(i) {
      checked_field(trees[[i]][[field]], size[[i]])
    })
    as.double(unlist(values))
  })
  names(nodes) <- node_fields
  sets <- category_sets(trees, size)
  # A split by categories has no threshold: xgboost 2 writes NaN.
  known <- is.finite(nodes$split_conditions) | sets$start >= 0
  if (!all(known) || anyNA(unlist(nodes[1:4]))) {
    refuse_damaged("a number in its trees is not known")
  }
  list(
    as.integer(cumsum(size) - size),
    size,
    as.integer(nodes$left_children),
    as.integer(nodes$right_children),
    as.integer(nodes$split_indices),
    as.integer(nodes$default_left),
    # JSON has as few digits as say which float it is.
    .Call(float_map, nodes$split_conditions, "same"),
    sets$start,
    sets$size,
    sets$categories
  )
}

# Helpers ----

tree_size <- function(tree) {
  if (parameter(tree$tree_param$size_leaf_vector) > 1) {
    refuse_booster("its trees have several outputs each")
  }
  as.integer(parameter(tree$tree_param$num_nodes))
}

checked_field <- function(values, size) {
  values <- unlist(values)
  if (length(values) != size || is.character(values)) {
    refuse_damaged("a tree in it lacks nodes")
  }
  values
}

# The nodes that split a category by a set of categories: where in all `categories` the
# set of a node stands, from 0, or -1.
category_sets <- function(trees, size) {
  start <- rep(-1L, sum(size))
  set_size <- integer(sum(size))
  first <- cumsum(size) - size
  categories <- lapply(trees, \(tree) as.integer(unlist(tree$categories)))
  offset <- cumsum(lengths(categories)) - lengths(categories)
  for (i in seq_along(trees)) {
    sets <- tree_sets(trees[[i]], size[[i]], length(categories[[i]]))
    at <- first[[i]] + sets$nodes + 1
    start[at] <- as.integer(offset[[i]] + sets$segments)
    set_size[at] <- as.integer(sets$sizes)
  }
  categories <- as.integer(unlist(categories))
  list(start = start, size = set_size, categories = categories)
}

tree_sets <- function(tree, size, categories) {
  fields <- c("categories_nodes", "categories_segments", "categories_sizes")
  sets <- lapply(fields, \(field) as.numeric(unlist(tree[[field]])))
  names(sets) <- c("nodes", "segments", "sizes")
  split_type <- as.integer(unlist(tree$split_type))
  sound <- length(unique(lengths(sets))) == 1 &&
    all(sets$nodes >= 0 & sets$nodes < size) &&
    all(sets$segments >= 0 & sets$sizes >= 0) &&
    all(sets$segments + sets$sizes <= categories) &&
    setequal(sets$nodes, which(split_type == 1L) - 1L)
  if (!isTRUE(sound)) {
    refuse_damaged("a split by categories in it is not whole")
  }
  sets
}

# How many trees predict() takes: those up to the best round where training was stopped
# early, else all.
tree_limit <- function(model, learner, booster) {
  count <- length(model$trees)
  rounds <- best_rounds(learner, booster)
  if (is.null(rounds)) {
    return(count)
  }
  limit <- trees_of_rounds(rounds, model, learner)
  if (!isTRUE(limit >= 0)) {
    refuse_damaged("its rounds have no trees")
  }
  min(limit, count)
}

# Where the trees of each round end, since 2.0; so many to a round since 1.6; and before,
# how many there are to the best round (the second name is Python's).
trees_of_rounds <- function(rounds, model, learner) {
  ends <- as.numeric(unlist(model$iteration_indptr))
  if (length(ends) > 0) {
    return(ends[min(rounds + 1, length(ends))])
  }
  parallel <- model$gbtree_model_param$num_parallel_tree
  trees <- if (is.null(parallel)) {
    names <- c("best_ntreelimit", "best_ntree_limit")
    parameter(unlist(learner$attributes[names])[1])
  } else {
    rounds * max(1, parameter(parallel))
  }
  trees * output_count(learner)
}

# The booster counts from 0; R's copy of it, in xgboost 1, from 1.
best_rounds <- function(learner, booster) {
  best <- learner$attributes$best_iteration
  if (!is.null(best)) {
    return(parameter(best) + 1)
  }
  best <- if (is.list(booster)) booster[["best_iteration"]]
  if (is.numeric(best) && length(best) == 1 && !is.na(best)) best
}
