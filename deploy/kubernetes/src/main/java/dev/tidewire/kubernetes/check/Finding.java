package dev.tidewire.kubernetes.check;

/**
 * Something that is wrong.
 *
 * @param object where: kind and name, and a container
 * @param fault what, as the end of a sentence
 */
public record Finding(String object, String fault) {
  @Override
  public String toString() {
    return object + ": " + fault;
  }
}
