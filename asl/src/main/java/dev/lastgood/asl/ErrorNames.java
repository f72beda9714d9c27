package dev.lastgood.asl;

/** The reserved error names that this interpreter raises or treats in a special way. */
final class ErrorNames {

  static final String ALL = "States.ALL";
  static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  static final String EXCEED_TOLERATED_FAILURE_THRESHOLD = "States.ExceedToleratedFailureThreshold";
  static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
  static final String ITEM_READER_FAILED = "States.ItemReaderFailed";
  static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
  static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
  static final String RESULT_WRITER_FAILED = "States.ResultWriterFailed";
  static final String RUNTIME = "States.Runtime";
  static final String TASK_FAILED = "States.TaskFailed";
  static final String TIMEOUT = "States.Timeout";

  private ErrorNames() {}
}
