package dev.tidewire.ingest.parse;

/** Quotes what a sender wrote, so that the sender finds it; long texts are cut. */
final class Quoted {
  private static final int LONGEST = 64;

  private Quoted() {}

  static String of(String text) {
    return text.length() <= LONGEST ? '"' + text + '"' : '"' + text.substring(0, LONGEST) + "…\"";
  }
}
