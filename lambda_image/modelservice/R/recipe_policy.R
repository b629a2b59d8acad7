# What becomes of null and of a level that the training data did not have, column by
# column: tried with the trained recipe itself. Where it leaves a gap in the predictors,
# the library answers nothing useful, and a request is refused as for any other model.

# Steps that give a level that was not there a place. Elsewhere hardhat takes such a
# level for NA and warns; that is an error here, too, since a client can be told.
steps_for_levels <- c("step_novel", "step_unknown", "step_other")

recipe_policies <- function(inputs, blueprint, bake, takes_null) {
  bake <- quiet_bake(bake)
  nullable <- takes_na(inputs, bake, takes_null)
  placed <- placed_columns(blueprint$recipe)
  keeps <- isTRUE(blueprint$allow_novel_levels)
  lapply(seq_along(inputs), \(j) {
    input <- inputs[[j]]
    input$nullable <- nullable[[j]]
    if (input$name %in% placed && !input$ordered) {
      input <- with_unseen(input, inputs, bake, takes_null, keeps)
    }
    input
  })
}

# Helpers ----

quiet_bake <- function(bake) {
  force(bake)
  \(rows) tryCatch(suppressWarnings(bake(rows)), error = \(e) NULL)
}

placed_columns <- function(recipe) {
  placing <- Filter(
    \(step) inherits(step, steps_for_levels) && is_used(step),
    recipe$steps
  )
  unique(unlist(lapply(placing, \(step) names(step$objects))))
}

# All columns at once, a row for each; where one of them stops the recipe, one by one.
takes_na <- function(inputs, bake, takes_null) {
  rows <- sample_rows(inputs, length(inputs) + 1L)
  for (j in seq_along(inputs)) {
    rows[[j]][j + 1L] <- NA
  }
  gaps <- gaps_of(bake(rows))
  if (is.null(gaps)) {
    return(vapply(
      seq_along(inputs),
      takes_one_na,
      NA,
      inputs,
      bake,
      takes_null
    ))
  }
  takes_null | gaps[-1] == gaps[1]
}

takes_one_na <- function(j, inputs, bake, takes_null) {
  rows <- sample_rows(inputs, 2L)
  rows[[j]][2] <- NA
  is_filled(bake(rows), takes_null)
}

# A second row without more gaps than the first.
is_filled <- function(baked, takes_null) {
  gaps <- gaps_of(baked)
  !is.null(gaps) && (takes_null || gaps[2] == gaps[1])
}

gaps_of <- function(baked) {
  if (is.null(baked)) {
    return(NULL)
  }
  Reduce(
    `+`,
    lapply(baked, \(column) as.integer(is.na(column))),
    integer(nrow(baked))
  )
}

# With a level beyond the known ones, as hardhat hands it to the recipe: text as it is,
# that of a factor as one more level where the blueprint says so, else as NA.
with_unseen <- function(input, inputs, bake, takes_null, keeps) {
  how <- if (keeps || input$type == "string") "keep" else "impute"
  rows <- sample_rows(inputs, 2L)
  values <- c(
    sample_value(input),
    if (how == "keep") "a level never seen" else NA
  )
  tried <- input
  tried$unseen <- how
  rows[[input$name]] <- column_values(values, tried)
  if (!is_filled(bake(rows), takes_null)) {
    return(input)
  }
  if (input$type == "string") {
    input["levels"] <- list(NULL)
  } else {
    input$unseen <- how
  }
  input
}
