# What a call in a formula says of the names inside it.
#
# find_uses() walks an expression -> a list of uses: list(name, type, ...) with the types
# of input_column(), or "levels" (one of the levels of factor(x), itself perhaps a
# number), "any" (this place takes every type) and "unknown" (it does not say).
find_uses <- function(expression, recorded, known) {
  if (is.symbol(expression)) {
    return(list(bare_use(as.character(expression), recorded)))
  }
  if (!is.call(expression)) {
    return(list())
  }
  call_uses(expression, recorded, known)
}

# Helpers ----

# The functions by what they take. What is not here is not known.
passing <- c("(", "I", "offset", "identity")
of_numbers <- c("+", "-", "*", "/", "^", "%%", "%/%", "pmin", "pmax", "poly")
# Their further arguments are no data: knots, breaks, digits, a base.
of_one_number <- c(
  c("log", "log2", "log10", "log1p", "exp", "expm1", "sqrt", "abs", "sign"),
  c("sin", "cos", "tan", "asin", "acos", "atan", "sinpi", "cospi", "tanpi"),
  c("sinh", "cosh", "tanh", "plogis", "qlogis", "pnorm", "qnorm", "dnorm"),
  c("round", "floor", "ceiling", "trunc", "signif", "gamma", "lgamma"),
  c("ns", "bs", "cut", "scale", "findInterval")
)
of_text <- c("toupper", "tolower", "trimws", "grepl", "startsWith")
# A number passes for a truth, and the length of its text can be asked for, too.
of_anything <- c("is.na", "as.numeric", "as.integer", "as.character", "format")
of_anything <- c(
  of_anything,
  "weekdays",
  "months",
  "julian",
  "unclass",
  "nchar"
)
of_anything <- c(of_anything, "!", "&", "|", "&&", "||", "xor")
to_factors <- c("factor", "as.factor", "ordered", "as.ordered", "relevel")
to_factors <- c(to_factors, "C", "addNA", "droplevels")
comparisons <- c("<", ">", "<=", ">=", "==", "!=", "%in%")

call_uses <- function(call, recorded, known) {
  name <- call_name(call)
  check_function(name, call, known)
  arguments <- as.list(call)[-1]
  if (name %in% passing) {
    return(find_uses(arguments[[1]], recorded, known))
  }
  if (name %in% to_factors) {
    return(factor_uses(name, arguments, recorded, known))
  }
  if (name %in% comparisons) {
    type <- compared_type(arguments, known)
  } else if (name == "ifelse") {
    return(choice_uses(arguments, recorded, known))
  } else {
    type <- argument_type(name)
  }
  if (name %in% of_one_number) {
    check_objects(arguments[-1], call, known)
    arguments <- arguments[1]
  }
  uses_of_type(arguments, type, call, known)
}

argument_type <- function(name) {
  types <- list(
    number = c(of_numbers, of_one_number),
    string = of_text,
    any = of_anything
  )
  for (type in names(types)) {
    if (name %in% types[[type]]) return(type)
  }
  "unknown"
}

# Names among the arguments have the type; calls are walked in their turn.
uses_of_type <- function(arguments, type, call, known) {
  uses <- lapply(unname(arguments), \(argument) {
    if (is.call(argument) && call_name(argument) %in% passing) {
      return(uses_of_type(as.list(argument)[2], type, call, known))
    }
    if (!is.symbol(argument)) {
      return(find_uses(argument, list(class = "unknown"), known))
    }
    name <- as.character(argument)
    if (name == "" || is_constant(name, known)) {
      return(list())
    }
    list(list(name = name, type = type, call = variable_label(call)))
  })
  unlist(uses, recursive = FALSE)
}

# factor(x) keeps what x may be; with labels it no longer does.
factor_uses <- function(name, arguments, recorded, known) {
  if (!is.symbol(arguments[[1]])) {
    return(find_uses(arguments[[1]], list(class = "unknown"), known))
  }
  renamed <- "labels" %in% names(arguments) || length(arguments) > 2
  is_known <- !is.null(recorded$levels) && !renamed
  list(list(
    name = as.character(arguments[[1]]),
    type = if (is_known) "levels" else "unknown",
    levels = recorded$levels,
    call = paste0(name, "(", arguments[[1]], ")")
  ))
}

choice_uses <- function(arguments, recorded, known) {
  branch <- if (recorded$class == "numeric") "number" else "unknown"
  call <- as.call(c(quote(ifelse), arguments))
  c(
    uses_of_type(arguments[1], "any", call, known),
    uses_of_type(arguments[-1], branch, call, known)
  )
}

# `x > 100` takes a number, `x == "a"` text; of two names neither says it.
compared_type <- function(arguments, known) {
  types <- unlist(lapply(arguments, constant_type, known))
  if (length(unique(types)) == 1) types[[1]] else "unknown"
}

constant_type <- function(argument, known) {
  if (is.call(argument)) {
    name <- call_name(argument)
    if (name %in% c("-", "(", "c")) {
      return(unlist(lapply(as.list(argument)[-1], constant_type, known)))
    }
    return(switch(name, as.Date = "date", as.POSIXct = "datetime"))
  }
  if (is.symbol(argument)) {
    name <- as.character(argument)
    if (!is_constant(name, known)) {
      return(NULL)
    }
    argument <- if (name %in% constants) {
      get(name, baseenv())
    } else {
      get(name, known$env)
    }
  }
  if (is.numeric(argument)) {
    "number"
  } else if (is.logical(argument)) {
    "boolean"
  } else {
    "string"
  }
}

bare_use <- function(name, recorded) {
  class <- recorded$class
  type <- switch(
    class,
    numeric = "number",
    logical = "boolean",
    factor = ,
    ordered = "factor",
    character = "string",
    nmatrix.1 = "number",
    class
  )
  list(
    name = name,
    type = type,
    levels = recorded$levels,
    ordered = class == "ordered",
    matrix = class == "nmatrix.1",
    bare = TRUE
  )
}

call_name <- function(call) {
  head <- call[[1]]
  if (is.call(head) && as.character(head[[1]]) %in% c("::", ":::")) {
    head <- head[[3]]
  }
  if (is.symbol(head)) as.character(head) else ""
}
