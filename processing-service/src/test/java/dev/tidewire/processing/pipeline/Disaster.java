package dev.tidewire.processing.pipeline;

/** What befalls the database and the topic, besides outages. */
enum Disaster {
  /** A watermark lies beyond the end of its partition. */
  MISTAKE,

  /** The server starts again, with what is on its disk. */
  CRASH,

  /** A standby takes over that does not have the last commits. */
  FAIL_OVER,

  /** The topic is deleted and created again. */
  TOPIC_MADE_ANEW,

  /** The first records of a partition are deleted, read or not. */
  RECORDS_DELETED,

  /** The last records of a partition are lost. */
  END_LOST,

  /** An operator sends letters again. */
  REDRIVE
}
