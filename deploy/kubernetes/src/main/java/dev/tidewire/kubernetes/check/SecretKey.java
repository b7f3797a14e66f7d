package dev.tidewire.kubernetes.check;

/** One value in a secret. */
record SecretKey(String secret, String key) implements Comparable<SecretKey> {
  @Override
  public int compareTo(SecretKey other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return secret + "/" + key;
  }
}
