package dev.tidewire.local;

import dev.tidewire.local.demo.Demo;
import dev.tidewire.local.machine.PortHolder;
import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.supervise.Console;
import dev.tidewire.local.supervise.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs all of Tidewire on this machine until it is stopped; started by {@code deploy/local/up}. */
public final class Up {
  /** The watchdog kills what does not end in ten seconds. */
  private static final Duration LAST_RUN_ENDS_WITHIN = Duration.ofSeconds(20);

  private final Console console;
  private final AtomicBoolean ending = new AtomicBoolean();

  private Up(Console console) {
    this.console = console;
  }

  /** Takes the options of {@code deploy/local/up}; {@code --data} is required. */
  public static void main(String[] args) {
    int status = new Up(new Console(System.out, System.err)).run(Request.parse(List.of(args)));
    System.exit(status);
  }

  private int run(Request request) {
    try {
      if (request instanceof Request.Run run) {
        run(run);
      } else if (request instanceof Request.Mistake mistake) {
        throw new StartFailedException(mistake.message());
      }
      return 0;
    } catch (StartFailedException e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int failed(String message) {
    // While we stop, servers that still start fail. Nobody needs a message about that.
    if (!ending.get()) {
      console.complain("Tidewire cannot start: " + message);
    }
    return 1;
  }

  private void run(Request.Run run) throws StartFailedException, IOException, InterruptedException {
    PortNumbers ports = PortNumbers.from(System.getenv(), run.replicas());
    DataFolder data = DataFolder.take(run.data());
    Set<StackPort> servers = EnumSet.allOf(StackPort.class);
    servers.removeAll(run.without());
    run.without().forEach(service -> servers.remove(service.management()));
    if (data.isAbandoned()) {
      new LastRun(
              List.of(data.kafka(), data.postgres()),
              () -> PortCheck.areFree(ports, servers),
              console)
          .awaitEnd(LAST_RUN_ENDS_WITHIN);
    }
    new PortCheck(PortHolder::of).check(ports, servers);
    if (run.fresh()) {
      data.empty();
    }
    Path root = Path.of(System.getProperty("tidewire.root"));
    if (run.secure()) {
      data.hide();
    }
    StackSecurity security = run.secure() ? StackSecurity.in(data.tls(), data.secrets()) : null;
    Stack stack = new LocalStack(root, data, ports, servers, security, console).create();
    endWithUs(stack, data);
    endWithLauncher();

    console.say("Starting (data in " + data.path() + ")");
    stack.start();
    stack.keep();
    if (run.demo()) {
      Demo.start(
          ports.all(StackPort.INGEST).stream()
              .map(port -> URI.create("http://127.0.0.1:" + port))
              .toList());
    }
    if (security == null) {
      console.say(Greeting.lines(ports, run.without(), data.logs()));
    } else {
      console.say(SecureGreeting.lines(ports, security, data.logs()));
      security.key().shown();
    }
    new CountDownLatch(1).await();
  }

  private void endWithUs(Stack stack, DataFolder data) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending.set(true);
                  console.say(List.of("", "Stopping"));
                  stack.stop();
                  leave(data);
                },
                "stop"));
  }

  private void leave(DataFolder data) {
    try {
      data.leave();
    } catch (IOException e) {
      console.complain("The next run will look for servers of this one: " + e);
    }
  }

  /** Ends us when the script that started us is gone, even if it was killed. */
  private static void endWithLauncher() {
    Long launcher = Long.getLong("tidewire.launcher");
    if (launcher == null) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              ProcessHandle.of(launcher).ifPresent(script -> script.onExit().join());
              System.exit(1);
            },
            "launcher-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
