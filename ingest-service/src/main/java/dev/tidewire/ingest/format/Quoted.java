package dev.tidewire.ingest.format;

/** Quotes a sender's text so that the sender can find it; cuts long texts. */
public final class Quoted {
  private static final int LONGEST = 64;

  private Quoted() {}

  /** The text in quotes, or its beginning. */
  public static String of(String text) {
    return text.length() <= LONGEST ? '"' + text + '"' : '"' + text.substring(0, LONGEST) + "…\"";
  }
}
