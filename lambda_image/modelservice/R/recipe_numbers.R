# Steps that change numbers, column by column.

compile_step_center <- function(step) {
  if (has_only(step, "means", "na_rm")) {
    each_column(names(step$means), \(x, name) number_of(x) - step$means[[name]])
  }
}

compile_step_scale <- function(step) {
  if (has_only(step, "sds", "na_rm", "factor")) {
    each_column(names(step$sds), \(x, name) number_of(x) / step$sds[[name]])
  }
}

compile_step_normalize <- function(step) {
  if (has_only(step, "means", "sds", "na_rm")) {
    each_column(names(step$means), \(x, name) {
      (number_of(x) - step$means[[name]]) / step$sds[[name]]
    })
  }
}

compile_step_range <- function(step) {
  if (!has_only(step, "min", "max", "ranges", "clipping")) {
    return(NULL)
  }
  clips <- is.null(step$clipping) || isTRUE(step$clipping)
  each_column(colnames(step$ranges), \(x, name) {
    low <- step$ranges["mins", name]
    high <- step$ranges["maxs", name]
    x <- (number_of(x) - low) * (step$max - step$min) / (high - low) + step$min
    if (clips) pmin(pmax(x, step$min), step$max) else x
  })
}

compile_step_log <- function(step) {
  if (!has_only(step, "base", "offset", "columns", "signed")) {
    return(NULL)
  }
  offset <- if (is.null(step$offset)) 0 else step$offset
  each_column(columns_of_step(step), \(x, name) {
    if (!isTRUE(step$signed)) {
      return(log(number_of(x) + offset, base = step$base))
    }
    ifelse(abs(x) < 1, 0, sign(x) * log(abs(x), base = step$base))
  })
}

compile_step_sqrt <- function(step) {
  if (has_only(step, "columns")) {
    each_column(columns_of_step(step), \(x, name) sqrt(number_of(x)))
  }
}

compile_step_inverse <- function(step) {
  if (has_only(step, "columns", "offset")) {
    each_column(columns_of_step(step), \(x, name) {
      1 / (number_of(x) + step$offset)
    })
  }
}

compile_step_invlogit <- function(step) {
  if (has_only(step, "columns")) {
    each_column(columns_of_step(step), \(x, name) {
      stats::binomial()$linkinv(as.double(number_of(x)))
    })
  }
}

compile_step_hyperbolic <- function(step) {
  if (!has_only(step, "func", "inverse", "columns")) {
    return(NULL)
  }
  known <- list(
    sinh = sinh,
    cosh = cosh,
    tanh = tanh,
    sin = sin,
    cos = cos,
    tan = tan
  )
  inverse <- list(asinh = asinh, acosh = acosh, atanh = atanh)
  inverse <- c(inverse, asin = asin, acos = acos, atan = atan)
  f <- if (step$inverse) {
    inverse[[paste0("a", step$func)]]
  } else {
    known[[step$func]]
  }
  if (!is.null(f)) {
    each_column(columns_of_step(step), \(x, name) f(number_of(x)))
  }
}

compile_step_YeoJohnson <- function(step) {
  if (!has_only(step, "lambdas", "limits", "num_unique", "na_rm")) {
    return(NULL)
  }
  each_column(names(step$lambdas), \(x, name) {
    yeo_johnson(number_of(x), step$lambdas[[name]])
  })
}

compile_step_BoxCox <- function(step) {
  if (!has_only(step, "lambdas", "limits", "num_unique")) {
    return(NULL)
  }
  each_column(names(step$lambdas), \(x, name) {
    lambda <- step$lambdas[[name]]
    # recipes compares the values with 0, and stops at NA.
    if (anyNA(x)) {
      not_compiled()
    }
    if (is.na(lambda)) {
      return(x)
    }
    if (abs(lambda) < 0.001) log(x) else (number_of(x)^lambda - 1) / lambda
  })
}

compile_step_impute_mean <- function(step) {
  if (has_only(step, "means", "trim")) {
    each_column(names(step$means), \(x, name) filled(x, step$means[[name]]))
  }
}

compile_step_impute_median <- function(step) {
  if (has_only(step, "medians")) {
    each_column(names(step$medians), \(x, name) filled(x, step$medians[[name]]))
  }
}

# Helpers ----

number_of <- function(x) {
  if (is.numeric(x) && !is.object(x)) x else not_compiled()
}

columns_of_step <- function(step) {
  names <- names(step$columns)
  if (is.null(names)) unname(step$columns) else names
}

# A column of integers is filled with an integer.
filled <- function(x, value) {
  if (anyNA(x)) {
    if (
      is.integer(value) && !is.integer(x) && any(x != round(x), na.rm = TRUE)
    ) {
      not_compiled()
    }
    x[is.na(x)] <- value
  }
  x
}

yeo_johnson <- function(x, lambda) {
  if (is.na(lambda)) {
    return(x)
  }
  at <- which(x >= 0)
  x[at] <- if (abs(lambda) < 0.001) {
    log(x[at] + 1)
  } else {
    ((x[at] + 1)^lambda - 1) / lambda
  }
  at <- setdiff(which(!is.na(x)), at)
  mirrored <- 2 - lambda
  x[at] <- if (abs(mirrored) < 0.001) {
    -log(-x[at] + 1)
  } else {
    -((-x[at] + 1)^mirrored - 1) / mirrored
  }
  x
}
