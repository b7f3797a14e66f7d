package dev.tidewire.e2e.secure;

import dev.tidewire.local.tls.CertificateAuthority;
import dev.tidewire.local.tls.Identity;
import dev.tidewire.local.tls.Leaf;
import java.io.IOException;
import java.nio.file.Path;

/** Each way in which the certificate of a server can be wrong. */
enum WrongCertificate {
  OF_ANOTHER_AUTHORITY("another", Leaf.local("stranger"), "not signed by a CA that we trust"),
  FOR_ANOTHER_HOST("tls", Leaf.local("elsewhere").at("dns:elsewhere"), "for another host"),
  EXPIRED("tls", Leaf.local("late").expired(), "has expired");

  private final String authority;
  private final Leaf leaf;
  private final String words;

  WrongCertificate(String authority, Leaf leaf, String words) {
    this.authority = authority;
    this.leaf = leaf;
    this.words = words;
  }

  /** Makes it; the authority of the stack is in {@code tls}. */
  Identity issue(Path data) throws IOException {
    return CertificateAuthority.in(data.resolve(authority)).issue(leaf);
  }

  /** What services say of it. */
  String words() {
    return words;
  }
}
