# A booster as flat vectors, made once of what the file holds: a list in the shape of
# xgboost's JSON model, whichever of its formats the bytes are
# (https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html).

# -> list(names, types, features, objective, base, base_last, trees, groups, weights) with
# a margin per output in `base`, the output of each tree in `groups`, and in `weights`
# what dart multiplies it by; `linear` in the place of trees for gblinear.
read_booster <- function(booster) {
  if (inherits(booster, "booster")) {
    return(booster)
  }
  bytes <- booster_bytes(booster)
  model <- booster_model(bytes)
  learner <- model$learner
  machine <- learner$gradient_booster
  version <- known_version(model$version)
  outputs <- output_count(learner)
  # Each has a tree or a weight.
  if (outputs > length(bytes)) {
    refuse_damaged("it has more outputs than bytes")
  }
  read <- list(
    names = feature_names(learner, booster),
    types = unlist(learner$feature_types),
    features = parameter(learner$learner_model_param$num_feature),
    objective = known_objective(learner$objective$name),
    base = base_margins(learner, outputs, version),
    base_last = adds_base_last(as_text(machine$name), version),
    alphas = quantile_alphas(learner)
  )
  check_features(read)
  parts <- switch(
    as_text(machine$name),
    gbtree = forest_parts(machine$model, read$features, learner, booster),
    dart = dart_parts(machine, read$features, learner, booster),
    gblinear = linear_parts(machine$model, read),
    refuse_booster("its booster is ", shown(machine$name))
  )
  read[names(parts)] <- parts
  structure(class = "booster", read)
}

# The same, remembered for as long as this process answers with it.
known_booster <- function(booster) {
  if (inherits(booster, "booster")) {
    return(booster)
  }
  beside <- if (is.list(booster)) {
    unclass(booster)[c("feature_names", "best_iteration")]
  }
  key <- digest::digest(list(booster_bytes(booster), beside), "xxhash64")
  if (is.null(read_boosters[[key]])) {
    read_boosters[[key]] <- read_booster(booster)
  }
  read_boosters[[key]]
}

# Helpers ----

# A cache of what was read, for the kinds that keep a booster inside their fit.
read_boosters <- new.env(parent = emptyenv())

output_count <- function(learner) {
  counts <- learner$learner_model_param[c("num_class", "num_target")]
  counts <- vapply(Filter(Negate(is.null), counts), parameter, 0)
  max(1, counts)
}

# The names of the features: of the booster, else those that R kept beside it.
feature_names <- function(learner, booster) {
  names <- as.character(unlist(learner$feature_names))
  if (length(names) == 0 && is.list(booster)) {
    names <- as.character(booster[["feature_names"]])
  }
  if (!all(validUTF8(names)) || anyDuplicated(names)) {
    refuse_booster("the names of its features are not texts that differ")
  }
  if (length(names) > 0) names
}

known_objective <- function(name) {
  if (!is_string(name) || is.null(objectives[[name]])) {
    refuse_booster("its objective is ", shown(name))
  }
  name
}

# 1.7.9 as 1.07. This service is compared with what the versions up to 3 predict.
known_version <- function(version) {
  parts <- unlist(version)
  if (!is.numeric(parts) || length(parts) < 2 || !parts[1] %in% 0:3) {
    refuse_booster("it is of version ", paste(parts, collapse = "."))
  }
  parts[1] + parts[2] / 100
}

# The order of a sum of floats is seen in its last digits.
adds_base_last <- function(machine, version) {
  (machine == "gbtree" && version < 1.03) ||
    (machine == "dart" && version < 1.04)
}

check_features <- function(read) {
  sizes <- lengths(read[c("names", "types")])
  if (any(sizes > 0 & sizes != read$features)) {
    refuse_damaged("it has not a name and a type per feature")
  }
}

# "5E-1", or since 3.1 "[1E0,2E0]" with a number per output.
base_margins <- function(learner, outputs, version) {
  text <- as_text(learner$learner_model_param$base_score)
  parts <- strsplit(gsub("[][]", "", text), ",", fixed = TRUE)[[1]]
  scores <- suppressWarnings(as.numeric(parts))
  if (length(scores) == 0 || anyNA(scores) || outputs %% length(scores) != 0) {
    refuse_booster("its base score is ", shown(text))
  }
  how <- objectives[[learner$objective$name]]$base
  if (learner$objective$name == "binary:logitraw" && version < 1.03) {
    how <- "logit"
  }
  .Call(float_map, rep_len(scores, outputs), how)
}

# The probabilities of reg:quantileerror: "[0.1,0.9]", or "(0.1, 0.9)" before 3.
quantile_alphas <- function(learner) {
  text <- learner$objective$quantile_loss_param$quantile_alpha
  parts <- strsplit(gsub("[][() ]", "", as_text(text)), ",", fixed = TRUE)[[1]]
  as.numeric(parts[nzchar(parts)])
}

# xgboost keeps its parameters as text.
parameter <- function(text) {
  value <- suppressWarnings(as.numeric(as_text(text)))
  if (is.na(value) || value < 0 || value > .Machine$integer.max) {
    refuse_booster("a parameter in it is ", shown(text))
  }
  value
}

as_text <- function(x) if (is_string(x)) x else ""

shown <- function(x) if (is_string(x)) paste0("\"", x, "\"") else "not a text"

refuse_booster <- function(...) {
  init_abort(
    "Model.UnknownKind",
    "The xgboost model cannot be served, since ",
    ...,
    ", which is not among what this service can score: save it with",
    " modelservice::save_model() and a `predict` function, and add xgboost to",
    " lambda_image/packages.txt."
  )
}
