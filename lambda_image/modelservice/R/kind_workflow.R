# workflows::workflow, parsnip's model_fit and bundles of either, answered without those
# packages: the fit carries the prototypes of its columns, the fit of the engine, and the
# very call that parsnip would make (parsnip_calls.R).

tidymodels_classes <- c(
  c("workflow", "model_fit", "bundle"),
  c("last_fit", "tune_results", "workflow_set", "model_spec", "recipe")
)

is_tidymodels <- function(fit) inherits(fit, tidymodels_classes)

# What answers for a fit of tidymodels: a parsnip_fit, or the kind of what a bundle holds.
tidymodels_kind <- function(fit, name) {
  if (inherits(fit, "bundle")) {
    kind <- as_kind(unbundled(fit), name)
    if (inherits(kind, "parsnip_fit")) {
      kind$fit <- fit
    }
    return(kind)
  }
  if (inherits(fit, "workflow")) {
    return(workflow_kind(fit, name))
  }
  if (inherits(fit, "model_fit")) {
    return(parsnip_kind(fit, fit))
  }
  refuse_unfinished(fit, name)
}

# Helpers ----

workflow_kind <- function(fit, name) {
  model <- unbundled(fit$fit$fit)
  if (!isTRUE(fit$trained) || !inherits(model, "model_fit")) {
    refuse_unfinished(fit, name)
  }
  if (length(fit$post$actions) > 0) {
    refuse_part(
      "a postprocessor (",
      paste(names(fit$post$actions), collapse = ", "),
      ")",
      " changes what its model predicts"
    )
  }
  blueprint <- fit$pre$mold$blueprint
  blueprint$recipe <- unbundled(blueprint$recipe)
  table <- forge_table(blueprint, model)
  parsnip_kind(fit, model, table, names(blueprint$ptypes$outcomes))
}

refuse_unfinished <- function(fit, name) {
  advice <- if (inherits(fit, "last_fit")) {
    "save what tune::extract_workflow() gives of it"
  } else if (inherits(fit, c("tune_results", "workflow_set"))) {
    "choose one (select_best(), finalize_workflow()), fit() it, and save that workflow"
  } else if (inherits(fit, "recipe")) {
    "add it to a workflow with a model, fit() that, and save the workflow"
  } else {
    "save what fit() of it returns"
  }
  init_abort(
    "Model.UnknownKind",
    "The model ",
    name,
    " is of class ",
    paste(class(fit), collapse = "/"),
    ", which cannot predict yet: ",
    advice,
    "."
  )
}

# What is there, and cannot be answered as the library would.
refuse_part <- function(...) {
  init_abort(
    "Model.UnknownKind",
    "The fit cannot be answered without the library that made it, since ",
    ...,
    ": save it with modelservice::save_model() and `predict`, and add the library to",
    " lambda_image/packages.txt."
  )
}
