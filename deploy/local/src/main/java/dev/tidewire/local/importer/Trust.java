package dev.tidewire.local.importer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the authorities of a file, and no others. */
final class Trust {
  private static final String OPTION = "--ca";

  private Trust() {}

  static SSLContext of(Path authority) throws ImportException, IOException {
    Collection<? extends Certificate> certificates = certificates(authority);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot trust a certificate", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws ImportException, IOException {
    byte[] content = NamedFile.read(OPTION, file, "the certificate of the authority");
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException told) {
      // As a file without any.
    }
    throw NamedFile.mistake(
        OPTION,
        "`%s` holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----."
            .formatted(file));
  }
}
