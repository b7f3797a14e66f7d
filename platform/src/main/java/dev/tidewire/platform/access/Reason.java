package dev.tidewire.platform.access;

import java.util.Locale;

/** Why a request was refused, for metrics and the audit. */
public enum Reason {
  /** It has no credential. */
  NO_CREDENTIAL,
  /** What it has cannot be a credential. */
  MALFORMED_CREDENTIAL,
  /** Its credential is not known. */
  INVALID_CREDENTIAL,
  /** Its credential has ended. */
  EXPIRED_CREDENTIAL,
  /** Its token cannot be checked, because its provider has not told its keys. */
  PROVIDER_UNAVAILABLE,
  /** Its credential does not have the scope. */
  WRONG_SCOPE,
  /** It is about all sensors, which its caller may not see. */
  NOT_ALL_SENSORS,
  /** Its credential is not valid, as those of many others from its address. */
  FAILED_LOGINS,
  /** Its caller has sent as many as it may. */
  REQUESTS_PER_SECOND,
  /** Its caller has as many in progress as it may. */
  CONCURRENT_REQUESTS,
  /** The record that has to be there before its action begins could not be written. */
  AUDIT_UNAVAILABLE;

  /** As metrics and records have it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
