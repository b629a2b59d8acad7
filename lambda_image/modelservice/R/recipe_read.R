# Reading a fit of tidymodels. A function that was saved from a namespace brings that
# namespace along: a recipe with indicators loads recipes, which takes longer than all
# else, and a compiled recipe needs nothing of it.
#
# So these are first kept from being loaded: R then puts the global environment in their
# place, as where they are not installed. Where the fit needs one of them, it is read
# again.
unloaded_at_first <- c(
  c("recipes", "hardhat", "parsnip", "workflows", "tune", "bundle", "butcher"),
  "dials"
)

read_rds <- function(file) {
  read <- read_without(unloaded_at_first, file)
  if (length(read$asked) == 0 || is_self_contained(read$fit)) {
    return(read$fit)
  }
  readRDS(file)
}

# Helpers ----

# loadNamespace() takes a package that it finds among those which are being loaded for a
# cycle, and gives up: it looks for their names in the frames that it is called from.
read_without <- function(packages, file) {
  asked <- character()
  makeActiveBinding(
    "__NameSpacesLoading__",
    \() {
      asked <<- union(asked, intersect(package_being_loaded(), packages))
      packages
    },
    environment()
  )
  fit <- readRDS(file)
  list(fit = fit, asked = asked)
}

package_being_loaded <- function() {
  for (i in rev(seq_len(sys.nframe()))) {
    if (identical(sys.function(i), loadNamespace)) {
      return(get("package", sys.frame(i)))
    }
  }
}

# A fit that is answered without the packages of tidymodels. What cannot be answered at
# all is refused where its kind is looked for.
is_self_contained <- function(fit) {
  fit <- inner_fit(fit)
  if (!is_tidymodels(fit)) {
    return(FALSE)
  }
  tryCatch(needs_no_recipes(unbundled(fit)), init_error = \(e) TRUE)
}

needs_no_recipes <- function(fit) {
  if (!inherits(fit, "workflow")) {
    return(inherits(fit, "model_fit"))
  }
  blueprint <- fit$pre$mold$blueprint
  if (!inherits(blueprint, "recipe_blueprint")) {
    return(TRUE)
  }
  blueprint$recipe <- unbundled(blueprint$recipe)
  recipe_table(blueprint, FALSE)$is_compiled
}
