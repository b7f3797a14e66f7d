package dev.tidewire.local.tls;

import dev.tidewire.local.machine.Java;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A key store for the time of one command of the JDK's {@code keytool}: the JDK signs certificates
 * nowhere else.
 */
final class Keytool implements AutoCloseable {
  private final Path store;
  private final char[] password;

  /** An empty store in a folder that only we can read; it exists from the first certificate on. */
  Keytool(Path folder, String name) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.password = HexFormat.of().formatHex(random).toCharArray();
    this.store = folder.resolve("keytool-" + name + ".p12");
  }

  /** Puts the authority that signs into the store. */
  void add(String alias, KeyStore.PrivateKeyEntry entry)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, password);
    keys.setKeyEntry(alias, entry.getPrivateKey(), password, entry.getCertificateChain());
    try (OutputStream out = Files.newOutputStream(store)) {
      keys.store(out, password);
    }
  }

  /** Makes a key pair with a certificate. */
  KeyStore.PrivateKeyEntry generate(String alias, List<String> options)
      throws IOException, GeneralSecurityException {
    List<String> command = new ArrayList<>();
    // Fewer seconds of start: it runs once for each certificate.
    command.addAll(
        List.of(Java.tool("keytool"), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-groupname", "secp256r1", "-storetype", "PKCS12"));
    // In the environment, because everybody can read arguments.
    command.addAll(List.of("-keystore", store.toString(), "-storepass:env", "STORE_PASSWORD"));
    command.addAll(options);
    run(command);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    return (KeyStore.PrivateKeyEntry)
        keys.getEntry(alias, new KeyStore.PasswordProtection(password));
  }

  private void run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("STORE_PASSWORD", new String(password));
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("keytool failed with exit code " + status + ": " + output);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(store);
  }
}
