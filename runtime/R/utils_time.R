# A time as ISO 8601 with milliseconds, in UTC, as Lambda's own log records and
# the answers in JSON have it (RFC 3339 allows no zone name).
iso_time <- function(x) format(x, "%Y-%m-%dT%H:%M:%OS3Z", tz = "UTC")
