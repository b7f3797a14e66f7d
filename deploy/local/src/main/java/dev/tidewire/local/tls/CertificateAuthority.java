package dev.tidewire.local.tls;

import dev.tidewire.local.machine.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

/**
 * A certificate authority in a folder, for the servers of this machine. It keeps what it made, and
 * makes anew what ends soon.
 */
public final class CertificateAuthority {
  private static final String CA = "ca";
  private static final String DAYS = "3650";
  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

  private final Path folder;
  private final Clock clock;
  private final KeyStore.PrivateKeyEntry self;

  private CertificateAuthority(Path folder, Clock clock, KeyStore.PrivateKeyEntry self) {
    this.folder = folder;
    this.clock = clock;
    this.self = self;
  }

  /** The authority of the folder, which is created with it if necessary. */
  public static CertificateAuthority in(Path folder) throws IOException {
    return in(folder, Clock.systemUTC());
  }

  static CertificateAuthority in(Path folder, Clock clock) throws IOException {
    OwnerOnly.folder(folder);
    try {
      return new CertificateAuthority(folder, clock, authority(folder, clock));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read the certificate authority in " + folder, e);
    }
  }

  /** The certificate to trust, in PEM. */
  public Path certificate() {
    return Identity.in(folder, CA).certificate();
  }

  /** The certificate of a server or client: the one made before, as long as it fits. */
  public Identity issue(Leaf leaf) throws IOException {
    Identity identity = Identity.in(folder, leaf.name());
    try {
      if (!fits(identity)) {
        write(identity, sign(leaf));
      }
      return identity;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make the certificate of " + leaf.name(), e);
    }
  }

  private boolean fits(Identity identity) throws IOException, GeneralSecurityException {
    if (!Files.exists(identity.both())) {
      return false;
    }
    X509Certificate certificate = Pem.certificate(identity.certificate());
    return lasts(certificate, clock)
        && certificate.getIssuerX500Principal().equals(own().getSubjectX500Principal())
        && isSigned(certificate);
  }

  private boolean isSigned(X509Certificate certificate) {
    try {
      certificate.verify(own().getPublicKey());
      return true;
    } catch (GeneralSecurityException ofAnEarlierAuthority) {
      return false;
    }
  }

  private X509Certificate own() {
    return (X509Certificate) self.getCertificate();
  }

  private KeyStore.PrivateKeyEntry sign(Leaf leaf) throws IOException, GeneralSecurityException {
    try (Keytool keytool = new Keytool(folder, leaf.name())) {
      keytool.add(CA, self);
      return keytool.generate(
          leaf.name(),
          List.of(
              "-dname",
              "CN=" + leaf.name(),
              "-signer",
              CA,
              "-ext",
              "san=" + String.join(",", leaf.addresses()),
              "-ext",
              "ku:critical=digitalSignature",
              "-ext",
              "eku=serverAuth,clientAuth",
              "-startdate",
              "-" + leaf.age().toSeconds() + "S",
              "-validity",
              Integer.toString(leaf.days())));
    }
  }

  private static KeyStore.PrivateKeyEntry authority(Path folder, Clock clock)
      throws IOException, GeneralSecurityException {
    Identity identity = Identity.in(folder, CA);
    if (Files.exists(identity.both())) {
      X509Certificate certificate = Pem.certificate(identity.certificate());
      if (lasts(certificate, clock)) {
        return new KeyStore.PrivateKeyEntry(
            Pem.key(identity.key()), new Certificate[] {certificate});
      }
    }
    try (Keytool keytool = new Keytool(folder, CA)) {
      KeyStore.PrivateKeyEntry made =
          keytool.generate(
              CA,
              List.of(
                  "-dname",
                  "CN=Tidewire CA of this machine",
                  "-ext",
                  "bc:critical=ca:true,pathlen:0",
                  "-ext",
                  "ku:critical=keyCertSign,cRLSign",
                  "-startdate",
                  "-1H",
                  "-validity",
                  DAYS));
      write(identity, made);
      return made;
    }
  }

  private static boolean lasts(X509Certificate certificate, Clock clock) {
    return certificate.getNotAfter().after(Date.from(clock.instant().plus(RENEWED_BEFORE_END)));
  }

  /** Writes the file that says that all are there last. */
  private static void write(Identity identity, KeyStore.PrivateKeyEntry made)
      throws IOException, GeneralSecurityException {
    String key = Pem.of(made.getPrivateKey());
    String chain = Pem.of(made.getCertificateChain());
    OwnerOnly.write(identity.key(), key);
    Pem.writePublic(identity.certificate(), chain);
    OwnerOnly.write(identity.both(), key + chain);
  }
}
