package dev.tidewire.ingest.json;

/** Writes RFC 6901 pointers. */
final class JsonPointers {
  private JsonPointers() {}

  static String of(String member) {
    return "/" + member.replace("~", "~0").replace("/", "~1");
  }
}
