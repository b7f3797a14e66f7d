package dev.tidewire.platform.audit;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What is counted together.
 *
 * @param operation null where many are counted together
 * @param origin how the caller is known ({@link Access.Origin#code}), or null if it is not
 * @param caller who it is, or null if that is not known
 * @param address where it comes from, when it is not known who it is
 * @param reason why it was refused, or null if it was not
 */
public record Use(
    @Nullable String operation,
    @Nullable String origin,
    @Nullable String caller,
    @Nullable String address,
    @Nullable Reason reason) {
  /** A use by a caller that is known, or a refusal. */
  public static Use of(String operation, Access caller, @Nullable Reason reason) {
    return new Use(operation, caller.origin().code(), caller.id(), null, reason);
  }

  /** A refusal of somebody of whom only the address is known. */
  public static Use ofStranger(String operation, String address, Reason reason) {
    return new Use(operation, null, null, address, reason);
  }

  /** Those of which there are too many to count each. */
  Use amongOthers() {
    return new Use(null, null, null, null, reason);
  }

  boolean isOfOthers() {
    return operation == null;
  }
}
