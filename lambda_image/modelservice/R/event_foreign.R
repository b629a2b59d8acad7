# An event of an AWS service that this package does not answer: refused by the name
# of the service, never taken for a record. It fails as a direct invocation does.
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html

#' @export
read_request.foreign_event <- function(event, request_id) {
  service_abort(
    "malformed-request",
    "This is an event of ",
    service_name(event_source(event$content)),
    ", which this function does not answer: send a record, an array of records,",
    " or an HTTP request."
  )
}

#' @export
catch_failures.foreign_event <- catch_failures.direct_event

# Helpers ----

# The event's own word for its source, such as "aws:sqs"; NULL where it has none.
event_source <- function(content) {
  # An API's authorizer is asked with the fields of a request.
  if (is_string(content[["methodArn"]])) {
    return("aws:apigateway")
  }
  source <- record_source(content[["Records"]])
  if (is.null(source)) {
    source <- aws_source(content[["eventSource"]])
  }
  if (!is.null(source)) {
    return(source)
  }
  if (is_string(content[["detail-type"]]) && is_string(content[["source"]])) {
    return("aws:events")
  }
  if (is_object(content[["awslogs"]])) {
    return("aws:logs")
  }
  if (is_string(content[["deliveryStreamArn"]])) "aws:firehose"
}

record_source <- function(records) {
  first <- if (is.list(records) && length(records) > 0) records[[1]]
  if (!is_object(first)) {
    return(NULL)
  }
  if (is_object(first[["cf"]])) {
    return("aws:cloudfront")
  }
  # SNS alone writes it with a capital letter.
  source <- aws_source(first[["eventSource"]])
  if (is.null(source)) aws_source(first[["EventSource"]]) else source
}

aws_source <- function(source) {
  if (is_string(source) && grepl("^(aws:|SelfManagedKafka$)", source)) source
}

service_name <- function(source) {
  names <- c(
    "aws:apigateway" = "an authorizer of API Gateway",
    "aws:cloudfront" = "Amazon CloudFront",
    "aws:codecommit" = "AWS CodeCommit",
    "aws:docdb" = "Amazon DocumentDB",
    "aws:dynamodb" = "Amazon DynamoDB",
    "aws:events" = "Amazon EventBridge",
    "aws:firehose" = "Amazon Data Firehose",
    "aws:kafka" = "Amazon MSK",
    "aws:kinesis" = "Amazon Kinesis",
    "aws:logs" = "Amazon CloudWatch Logs",
    "aws:mq" = "Amazon MQ",
    "aws:rmq" = "Amazon MQ",
    "aws:s3" = "Amazon S3",
    "aws:ses" = "Amazon SES",
    "aws:sns" = "Amazon SNS",
    "aws:sqs" = "Amazon SQS",
    "SelfManagedKafka" = "Apache Kafka"
  )
  if (source %in% names(names)) names[[source]] else "an AWS service"
}
