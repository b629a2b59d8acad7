read_old_booster <- function(bytes) NULL
