package dev.tidewire.platform.text;

/** Failures in words, for people who need not know the code. */
public final class FailureText {
  private FailureText() {}

  /** The message, or the type of a failure that has none. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
