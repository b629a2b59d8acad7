# The binary format of xgboost before 2 ("deprecated"), which xgb.save.raw() of 1.x writes
# by default: C structs, one after another, little-endian (src/learner.cc, gbtree_model.h,
# tree_model.h and gblinear_model.h of xgboost 1.7). -> a list as the JSON model is one.
read_old_booster <- function(bytes) {
  input <- byte_input(bytes)
  if (identical(bytes[1:4], charToRaw("binf"))) {
    input$ints(1)
  }
  base_score <- input$floats(1)
  # num_feature, num_class, contain_extra_attrs, contain_eval_metrics, major_version,
  # minor_version, num_target, boost_from_average and reserved ones
  head <- input$ints(33)
  objective <- input$text()
  machine <- list(name = input$text())
  forest <- \() old_forest(input, knows_parallel = head[5] > 1 || head[6] >= 6)
  if (machine$name == "gbtree") {
    machine$model <- forest()
  } else if (machine$name == "dart") {
    machine$gbtree <- list(model = forest())
    machine$weight_drop <- input$floats(input$count(4))
  } else if (machine$name == "gblinear") {
    input$ints(34)
    machine$model <- list(weights = input$floats(input$count(4)))
  }
  learner <- list(
    attributes = if (head[3] != 0) old_attributes(input),
    objective = list(name = objective),
    learner_model_param = list(
      base_score = sprintf("%.9g", base_score),
      num_feature = as.character(head[1]),
      num_class = as.character(head[2]),
      num_target = as.character(head[7])
    ),
    gradient_booster = machine
  )
  list(learner = learner, version = head[5:6])
}

# Helpers ----

# The number of parallel trees stands in the place of another one before 1.6.
old_forest <- function(input, knows_parallel) {
  head <- input$ints(40)
  count <- input$checked(head[1], 148)
  trees <- lapply(seq_len(count), \(i) old_tree(input))
  list(
    gbtree_model_param = list(
      num_parallel_tree = if (knows_parallel) as.character(head[2])
    ),
    trees = trees,
    tree_info = input$ints(count)
  )
}

# parent, cleft, cright, sindex (whose highest bit says that left is the default) and
# the threshold or leaf; then four numbers per node on the training.
old_tree <- function(input) {
  head <- input$ints(37)
  n <- input$checked(head[2], 36)
  nodes <- matrix(input$bytes(20 * n), nrow = 20)
  field <- \(i) {
    readBin(c(nodes[4 * i + 1:4, ]), "integer", n, endian = "little")
  }
  split <- field(3)
  # R has NA for the highest bit alone.
  highest <- is.na(split) | split < 0
  split[is.na(split)] <- -.Machine$integer.max - 1
  input$bytes(16 * n)
  list(
    tree_param = list(
      num_nodes = as.character(n),
      size_leaf_vector = as.character(head[6])
    ),
    left_children = field(1),
    right_children = field(2),
    split_indices = ifelse(highest, split + 2^31, split),
    default_left = as.integer(highest),
    split_conditions = readBin(
      c(nodes[17:20, ]),
      "double",
      n,
      size = 4,
      endian = "little"
    )
  )
}

old_attributes <- function(input) {
  count <- input$count(16)
  pairs <- lapply(seq_len(count), \(i) c(input$text(), input$text()))
  values <- lapply(pairs, `[[`, 2)
  names(values) <- vapply(pairs, `[[`, "", 1)
  values
}

# Reads one thing after another, none beyond the end.
byte_input <- function(bytes) {
  at <- 0
  take <- function(n) {
    if (n > length(bytes) - at) {
      refuse_damaged("it ends too early")
    }
    at <<- at + n
    bytes[at - n + seq_len(n)]
  }
  read <- \(n, what) readBin(take(4 * n), what, n, size = 4, endian = "little")
  # A number of things that have so many bytes each, at least.
  checked <- function(n, size) {
    if (is.na(n) || n < 0 || n * size > length(bytes) - at) {
      refuse_damaged("it has a count that is not one")
    }
    n
  }
  # 64 bits, of which a file needs 31.
  count <- function(size) {
    halves <- read(2, "integer")
    checked(if (identical(halves[2], 0L)) halves[1] else NA, size)
  }
  text <- function() {
    chars <- take(count(1))
    if (any(chars == 0)) {
      refuse_damaged("a text in it is not one")
    }
    text <- rawToChar(chars)
    Encoding(text) <- "UTF-8"
    text
  }
  list(
    bytes = take,
    ints = \(n) read(n, "integer"),
    floats = \(n) read(n, "double"),
    checked = checked,
    count = count,
    text = text
  )
}
