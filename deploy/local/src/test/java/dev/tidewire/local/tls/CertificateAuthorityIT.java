package dev.tidewire.local.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityIT {
  @TempDir private static Path machine;
  private static Path folder;
  private static CertificateAuthority authority;

  @BeforeAll
  static void makesAnAuthority() throws Exception {
    folder = machine.resolve("tls");
    authority = CertificateAuthority.in(folder);
  }

  @Test
  void aCertificateOfThisMachineIsSignedAndFoundAtItsAddresses() throws Exception {
    // When
    Identity identity = authority.issue(Leaf.local("ingest"));

    // Then
    X509Certificate certificate = Pem.certificate(identity.certificate());
    certificate.checkValidity();
    certificate.verify(Pem.certificate(authority.certificate()).getPublicKey());
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getSubjectAlternativeNames())
        .<Object>extracting(name -> name.get(1))
        .containsExactlyInAnyOrder("localhost", "127.0.0.1");
    assertThat(identity.both())
        .content()
        .isEqualTo(Files.readString(identity.key()) + Files.readString(identity.certificate()));
  }

  @Test
  void onlyTheOwnerReadsAPrivateKey() throws Exception {
    // When
    Identity identity = authority.issue(Leaf.local("owner"));

    // Then
    for (Path secret :
        new Path[] {identity.key(), identity.both(), folder.resolve("ca.key"), folder}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .as(secret.toString())
          .endsWith("------");
    }
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("keytool"));
  }

  @Test
  void whatWasMadeIsKeptUntilItsEndIsNear() throws Exception {
    // Given
    Identity identity = authority.issue(Leaf.local("kept"));
    X509Certificate first = Pem.certificate(identity.certificate());
    Clock nearItsEnd = Clock.offset(Clock.systemUTC(), Duration.ofDays(340));

    // When
    CertificateAuthority.in(folder).issue(Leaf.local("kept"));
    X509Certificate second = Pem.certificate(identity.certificate());
    CertificateAuthority.in(folder, nearItsEnd).issue(Leaf.local("kept"));
    X509Certificate third = Pem.certificate(identity.certificate());

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
    assertThat(third.getPublicKey()).isNotEqualTo(first.getPublicKey());
  }

  @Test
  void aNewAuthorityMakesItsCertificatesAnew(@TempDir Path other) throws Exception {
    // Given
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3640));
    X509Certificate old =
        Pem.certificate(CertificateAuthority.in(other).issue(Leaf.local("leaf")).certificate());

    // When
    CertificateAuthority next = CertificateAuthority.in(other, later);
    // Its own time is that of the test: only the authority is older.
    Identity identity = CertificateAuthority.in(other).issue(Leaf.local("leaf"));

    // Then
    X509Certificate leaf = Pem.certificate(identity.certificate());
    leaf.verify(Pem.certificate(next.certificate()).getPublicKey());
    assertThat(leaf).isNotEqualTo(old);
  }

  @Test
  void anExpiredCertificateOfAnotherAddressCanBeMadeForATest() throws Exception {
    // When
    Identity identity = authority.issue(Leaf.local("wrong").at("dns:elsewhere.example").expired());

    // Then
    X509Certificate certificate = Pem.certificate(identity.certificate());
    assertThat(certificate.getNotAfter()).isBefore(new Date());
    assertThat(certificate.getSubjectAlternativeNames())
        .<Object>extracting(name -> name.get(1))
        .containsExactly("elsewhere.example");
  }
}
