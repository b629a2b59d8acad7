# How an event becomes arguments. A handler whose first argument is `event` is
# called as handler(event, context); any other gets the event's top-level fields
# as named arguments, and the context only if it names it. Fields that it does
# not name reach it through `...`, or not at all. The second form is that of
# https://github.com/mdneuzerling/lambdr, whose handlers run here unchanged.
#
# -> list(call, env). The call holds symbols, not values, so that no event shows
# in a stack trace; the environment holds their values, below the global one, in
# which the handler's file was read.
handler_call <- function(handler, event, context) {
  # args(): formals() of a primitive such as sum() is NULL.
  formals <- names(formals(args(handler)))
  if (length(formals) == 0) {
    arguments <- list()
  } else if (formals[1] == "event") {
    arguments <- event_arguments(formals, event, context)
  } else {
    arguments <- field_arguments(formals, event, context)
  }
  env <- list2env(c(arguments, list(.handler = handler)), parent = globalenv())
  symbols <- lapply(names(arguments), as.name)
  names(symbols) <- names(arguments)
  list(call = as.call(c(quote(.handler), symbols)), env = env)
}

# Helpers ----

# The second argument is the context by whatever name, as in AWS's own runtimes.
event_arguments <- function(formals, event, context) {
  arguments <- list(event = event)
  if ("context" %in% formals || "..." %in% formals) {
    arguments$context <- context
  } else if (length(formals) > 1) {
    arguments[[formals[2]]] <- context
  }
  arguments
}

field_arguments <- function(formals, event, context) {
  # An event without fields, such as a number or an array, is the first argument.
  if (is.null(names(event))) {
    fields <- if (is.null(event)) list() else list(event)
    names(fields) <- formals[seq_along(fields)]
  } else {
    fields <- as.list(event)
    if (!"..." %in% formals) fields <- fields[names(fields) %in% formals]
  }
  if ("context" %in% formals) {
    # Over a field of that name, should the event have one.
    fields$context <- context
  }
  # An object may have the key "", which no argument can be named.
  fields[nzchar(names(fields))]
}
