package dev.tidewire.platform.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** A certificate and the key that stands beside it. */
record ServerKey(X509Certificate certificate, PrivateKey key) {
  private static final byte[] ANYTHING = "tidewire".getBytes(StandardCharsets.US_ASCII);

  /**
   * Fails unless they belong together. Nothing else looks: the server would show the certificate,
   * and every handshake would fail.
   */
  void check() throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm()) || !verifies()) {
      throw new GeneralSecurityException(
          "the key does not belong to the certificate of `%s`"
              .formatted(certificate.getSubjectX500Principal()));
    }
  }

  /** Fails unless clients may believe the certificate at this time. */
  void check(Instant now) throws GeneralSecurityException {
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(begin) || now.isAfter(end)) {
      throw new GeneralSecurityException(
          "clients would refuse the certificate of `%s`, which is valid from %s until %s"
              .formatted(certificate.getSubjectX500Principal(), begin, end));
    }
  }

  private boolean verifies() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm());
    signature.initSign(key);
    signature.update(ANYTHING);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(ANYTHING);
    return signature.verify(signed);
  }

  private String algorithm() {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }
}
