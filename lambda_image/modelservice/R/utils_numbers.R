# Whether each string is a number as JSON writes it: the one rule for what a
# request gives as text (a cell of CSV, an option of the query). NA is not one.
is_json_number <- function(text) .Call(json_numbers, text)
