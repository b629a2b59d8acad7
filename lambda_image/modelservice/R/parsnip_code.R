# What code calls, read off the code.

# Names of functions, those of another package as `pkg::name`. What the code itself
# assigns, or is given as an argument, is not among them.
called_functions <- function(code) {
  found <- heads_of(code)
  setdiff(found$called, found$assigned)
}

called_packages <- function(code) {
  called <- unlist(lapply(code, called_functions))
  packages <- sub(":::?.*$", "", grep("::", called, fixed = TRUE, value = TRUE))
  setdiff(unique(packages), stood_in_for)
}

# Helpers ----

heads_of <- function(code) {
  if (is.pairlist(code)) {
    parts <- merge_heads(lapply(as.list(code), heads_of))
    parts$assigned <- c(parts$assigned, names(code))
    return(parts)
  }
  if (!is.call(code)) {
    return(list(called = character(), assigned = character()))
  }
  head <- code[[1]]
  if (is_qualified(code)) {
    name <- paste0(code[[2]], "::", code[[3]])
    return(list(called = name, assigned = character()))
  }
  arguments <- as.list(code)[-1]
  own <- if (is.symbol(head)) as.character(head)
  assigns <- identical(own, "<-") && is.symbol(code[[2]])
  parts <- lapply(c(if (is.call(head)) head, arguments), \(part) {
    if (identical(part, quote(expr = ))) NULL else heads_of(part)
  })
  merge_heads(c(
    list(list(called = own, assigned = if (assigns) as.character(code[[2]]))),
    parts
  ))
}

is_qualified <- function(code) {
  is.symbol(code[[1]]) && as.character(code[[1]]) %in% c("::", ":::")
}

merge_heads <- function(parts) {
  list(
    called = unique(unlist(lapply(parts, `[[`, "called"))),
    assigned = unique(unlist(lapply(parts, `[[`, "assigned")))
  )
}
