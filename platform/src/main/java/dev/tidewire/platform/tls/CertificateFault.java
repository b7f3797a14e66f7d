package dev.tidewire.platform.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the certificate of a server that we connect to. */
public enum CertificateFault {
  /** Its time, or that of an authority, is over. */
  EXPIRED,
  /** Its time has not come. */
  NOT_YET_VALID,
  /** No authority that we trust has signed it. */
  OTHER_AUTHORITY,
  /** It is for another name or address. */
  OTHER_HOST;

  /** Whoever wraps failures may make a circle. */
  private static final int MAX_CAUSES = 20;

  /**
   * A fault that was found.
   *
   * @param text what the JDK says of it
   */
  public record Found(CertificateFault fault, String text) {}

  /** The fault by which a failure came about; empty when it has nothing to do with certificates. */
  public static Optional<Found> in(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
        .limit(MAX_CAUSES)
        .flatMap(cause -> of(cause).map(fault -> new Found(fault, text(cause))).stream())
        .findFirst();
  }

  private static Optional<CertificateFault> of(@Nullable Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return Optional.of(EXPIRED);
    }
    if (cause instanceof CertificateNotYetValidException) {
      return Optional.of(NOT_YET_VALID);
    }
    if (cause instanceof CertPathBuilderException
        || cause instanceof CertPathValidatorException
            && !(cause.getCause() instanceof CertificateException)) {
      return Optional.of(OTHER_AUTHORITY);
    }
    return cause instanceof CertificateException && isOtherHost(text(cause))
        ? Optional.of(OTHER_HOST)
        : Optional.empty();
  }

  /** The JDK has no type of its own for it. */
  private static boolean isOtherHost(String message) {
    return message.startsWith("No subject alternative") || message.startsWith("No name matching");
  }

  private static String text(@Nullable Throwable cause) {
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }
}
