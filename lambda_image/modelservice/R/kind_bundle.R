# bundle::bundle: an object in a form that a file can hold, and the function that makes
# it usable again. Bundles nest: a bundled workflow holds a bundled fit of the engine.

# What is inside of a bundle, and of the bundles in it; anything else as it is.
unbundled <- function(x) {
  if (!inherits(x, "bundle")) {
    return(x)
  }
  # The bytes of a booster are what it is read from (booster.R).
  if (inherits(x, "bundled_xgb.Booster")) {
    return(x$object)
  }
  situate <- x$situate
  if (!is.function(situate) || !situates_elements(situate)) {
    refuse_part(
      "it holds a bundle of class ",
      class(x)[1],
      ", which only its own package can open"
    )
  }
  environment(situate) <- list2env(
    list(`::` = \(pkg, name) swap_element),
    parent = environment(situate)
  )
  class(situate) <- NULL
  situate(x$object)
}

# Helpers ----

# Such a function exchanges elements for what is inside of them, and gives a class back.
situates_elements <- function(situate) {
  called <- called_functions(body(situate))
  all(called %in% c("{", "<-", "c", "structure", "bundle::swap_element"))
}

swap_element <- function(object, ...) {
  at <- c(...)
  element <- tryCatch(object[[at]], error = \(e) NULL)
  if (inherits(element, "bundle")) {
    object[[at]] <- unbundled(element)
  }
  object
}
