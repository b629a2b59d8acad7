# step_date() and step_holiday().

# Parts of a date, with the names of days and months as the fit has them.
compile_step_date <- function(step) {
  known <- c("features", "abbr", "label", "ordinal", "locale", "columns")
  names <- date_names(step$locale, step$abbr)
  parts <- date_parts[step$features]
  is_known <- !any(vapply(parts, is.null, NA)) && !is.null(names)
  if (!has_only(step, known, "keep_original_cols") || !is_known) {
    return(NULL)
  }
  step <- keeping(step)
  used <- columns_of_step(step)
  adding(step, used, \(columns, n) {
    made <- lapply(used, \(name) {
      time <- date_time_of(columns[[name]])
      values <- lapply(step$features, \(feature) {
        part <- as.integer(date_parts[[feature]](time))
        labelled_part(part, names[[feature]], step)
      })
      stats::setNames(values, paste(name, step$features, sep = "_"))
    })
    unlist(made, recursive = FALSE)
  })
}

# Whether a date is a holiday, as timeDate says, which recipes asks, too.
compile_step_holiday <- function(step) {
  known <- c("holidays", "columns", "keep_original_cols", "sparse")
  if (!has_only(step, known) || !is_installed("timeDate")) {
    return(NULL)
  }
  step <- keeping(step)
  used <- columns_of_step(step)
  adding(step, used, \(columns, n) {
    made <- lapply(used, \(name) {
      values <- lapply(step$holidays, is_holiday, as.Date(columns[[name]]))
      stats::setNames(values, paste(name, step$holidays, sep = "_"))
    })
    unlist(made, recursive = FALSE)
  })
}

# Helpers ----

is_installed <- function(package) {
  length(find.package(package, quiet = TRUE)) > 0
}

is_holiday <- function(holiday, dates) {
  years <- unique(as.POSIXlt(dates)$year + 1900)
  dates_of <- getExportedValue("timeDate", holiday)
  days <- as.Date(dates_of(years[!is.na(years)]))
  ifelse(is.na(dates), NA_integer_, as.integer(dates %in% days))
}

# Of a POSIXlt; a week is seven days from the first of January.
date_parts <- list(
  year = \(time) time$year + 1900,
  month = \(time) time$mon + 1,
  dow = \(time) time$wday + 1,
  doy = \(time) time$yday + 1,
  mday = \(time) time$mday,
  week = \(time) time$yday %/% 7 + 1,
  quarter = \(time) time$mon %/% 3 + 1,
  semester = \(time) time$mon %/% 6 + 1
)

date_time_of <- function(x) {
  if (inherits(x, c("Date", "POSIXct"))) as.POSIXlt(x) else not_compiled()
}

# clock's labels are in the step; of the name of a locale only English is known.
date_names <- function(locale, abbr) {
  if (is.list(locale)) {
    key <- if (isTRUE(abbr)) {
      c("weekday_abbrev", "month_abbrev")
    } else {
      c("weekday", "month")
    }
    return(list(dow = locale[[key[1]]], month = locale[[key[2]]]))
  }
  if (!is_string(locale) || !grepl("^(C|POSIX|en)([._].*)?$", locale)) {
    return(NULL)
  }
  days <- c(
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday"
  )
  list(
    dow = if (isTRUE(abbr)) substr(days, 1, 3) else days,
    month = if (isTRUE(abbr)) month.abb else month.name
  )
}

labelled_part <- function(part, names, step) {
  if (is.null(names) || !isTRUE(step$label)) {
    return(part)
  }
  factor(names[part], names, ordered = isTRUE(step$ordinal))
}
