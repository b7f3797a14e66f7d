package dev.tidewire.platform.access;

/**
 * One sensor, or all whose names have the same beginning.
 *
 * @param beginning the name, or the beginning
 */
record SensorPattern(String beginning, boolean isPrefix) implements Comparable<SensorPattern> {
  /** The pattern that this text is. */
  static SensorPattern of(String text) {
    return text.endsWith("*")
        ? new SensorPattern(text.substring(0, text.length() - 1), true)
        : new SensorPattern(text, false);
  }

  boolean contains(CharSequence sensor) {
    int length = beginning.length();
    if (isPrefix ? sensor.length() < length : sensor.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (beginning.charAt(i) != sensor.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all sensors of another one are of this one, too. */
  boolean covers(SensorPattern other) {
    return isPrefix ? other.beginning.startsWith(beginning) : equals(other);
  }

  /** Its sensors among those whose names begin with {@code prefix}; there are some. */
  NameRange range(String prefix) {
    if (!isPrefix) {
      return NameRange.ofName(beginning);
    }
    return NameRange.ofPrefix(beginning.length() > prefix.length() ? beginning : prefix);
  }

  /** So that one that covers others comes immediately before all of them. */
  @Override
  public int compareTo(SensorPattern other) {
    int order = compare(beginning, other.beginning);
    return order == 0 ? Boolean.compare(other.isPrefix, isPrefix) : order;
  }

  /** As {@link NameRange#compare}, without encoding either. */
  static int compare(CharSequence left, CharSequence right) {
    int both = Math.min(left.length(), right.length());
    for (int i = 0; i < both; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        return weight(one) - weight(other);
      }
    }
    return left.length() - right.length();
  }

  /** Surrogates stand for characters that come after all others. */
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + 0x1_0000 : c;
  }
}
