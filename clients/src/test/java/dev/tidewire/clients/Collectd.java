package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** collectd with the documented settings, which takes values by its socket as its plugins do. */
final class Collectd implements AutoCloseable {
  private final Path socket;
  private final Program program;

  private Collectd(Path socket, Program program) {
    this.socket = socket;
    this.program = program;
  }

  /**
   * Starts it in an empty folder.
   *
   * @param host that its own values are of
   */
  static Collectd start(Path folder, RunningStack stack, String host) throws IOException {
    Path socket = folder.resolve("socket");
    String settings =
        """
        Hostname "%s"
        BaseDir "%s"
        PIDFile "%s"
        TypesDB "/usr/share/collectd/types.db"
        LoadPlugin load
        LoadPlugin unixsock
        <Plugin unixsock>
          SocketFile "%s"
          SocketGroup "%s"
        </Plugin>
        """
            .formatted(host, folder, folder.resolve("pid"), socket, group(folder));
    Path file =
        Files.writeString(
            folder.resolve("collectd.conf"),
            settings + Documented.block("apache", "write_http", stack, host));
    Program program = Program.start(folder, "/usr/sbin/collectd", "-f", "-C", file.toString());
    Collectd collectd = new Collectd(socket, program);
    await().alias("collectd's socket").until(() -> Files.exists(socket));
    assertThat(collectd.log()).contains("plugin \"write_http\" successfully loaded");
    return collectd;
  }

  private static String group(Path folder) throws IOException {
    return Files.getAttribute(folder, "posix:group").toString();
  }

  /** Gives it values, and has it send what it has. */
  void send(String... values) {
    for (String value : values) {
      command("PUTVAL " + value, "0 Success");
    }
    command("FLUSH", "0 Done");
  }

  private void command(String command, String answer) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      BufferedReader answers =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      assertThat(answers.readLine()).as(command).startsWith(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has logged. */
  String log() {
    return program.printed();
  }

  @Override
  public void close() {
    program.close();
  }
}
