# What parsed JSON is.

is_object <- function(value) is.list(value) && !is.null(names(value))

# An array of one is marked by the parser; a scalar is not.
is_array <- function(value) {
  (is.list(value) && !is_object(value)) ||
    length(value) > 1 ||
    inherits(value, "AsIs")
}

is_string <- function(x) is.character(x) && length(x) == 1 && !is.object(x)
