package dev.tidewire.query.merge;

/** Readings one by one in the order of a page. Stands before the first one at first. */
interface Run {
  /** Goes on to the next reading, if there is one. */
  boolean next();

  /** Of the series of the reading, in the order of the page. */
  int place();

  /** Of the body of the reading. */
  long rank();

  long time();

  double value();
}
