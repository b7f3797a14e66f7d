package dev.tidewire.local.importer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command asks for.
 *
 * @param takesLastLine whether a last line without its end is sent, too
 * @param key the API key, or empty
 * @param parameters of the query, by name
 */
record Options(
    List<Path> files,
    boolean isDryRun,
    boolean takesLastLine,
    URI url,
    String key,
    Optional<Path> authority,
    String charset,
    Map<String, String> parameters) {
  private static final List<String> SWITCHES = List.of("--dry-run", "--last-line");
  private static final List<String> WITH_VALUE =
      List.of("--url", "--key-file", "--ca", "--charset");

  static Options parse(List<String> args, Map<String, String> environment)
      throws ImportException, IOException {
    int end = args.indexOf("--");
    List<String> own = end < 0 ? args : args.subList(0, end);
    List<Path> files = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    Set<String> switches = new HashSet<>();
    for (int i = 0; i < own.size(); i++) {
      String arg = own.get(i);
      if (SWITCHES.contains(arg)) {
        switches.add(arg);
      } else if (WITH_VALUE.contains(arg) && i + 1 < own.size()) {
        given.put(arg, own.get(++i));
      } else if (arg.startsWith("--")) {
        throw ImportException.mistake(
            WITH_VALUE.contains(arg)
                ? arg + " needs a value"
                : "`" + arg + "` is not an option; --help lists them");
      } else {
        files.add(file(arg));
      }
    }
    if (files.isEmpty()) {
      throw ImportException.mistake("name at least one file; --help tells how");
    }
    return new Options(
        files,
        switches.contains("--dry-run"),
        switches.contains("--last-line"),
        url(given, environment),
        key(given, environment),
        Optional.ofNullable(given.get("--ca")).map(Path::of),
        charset(given.getOrDefault("--charset", "UTF-8")),
        parameters(end < 0 ? List.of() : args.subList(end + 1, args.size())));
  }

  private static Path file(String name) throws ImportException {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw ImportException.mistake(
          name.contains("=")
              ? "`" + name + "` is no file; parameters come after --"
              : "there is no file `" + name + "` that can be read");
    }
    return file;
  }

  private static URI url(Map<String, String> given, Map<String, String> environment)
      throws ImportException {
    String port = environment.getOrDefault("TIDEWIRE_INGEST_PORT", "8081");
    String url = given.getOrDefault("--url", "http://127.0.0.1:" + port);
    if (!url.matches("https?://[^/?#\\s]+/?")) {
      throw ImportException.mistake("--url needs an address like http://127.0.0.1:8081");
    }
    return URI.create(url.replaceFirst("/$", ""));
  }

  private static String key(Map<String, String> given, Map<String, String> environment)
      throws ImportException, IOException {
    String file = given.get("--key-file");
    return file == null
        ? NamedFile.key("TIDEWIRE_KEY", environment.getOrDefault("TIDEWIRE_KEY", ""))
        : NamedFile.key("--key-file", Path.of(file));
  }

  private static String charset(String name) throws ImportException {
    try {
      return Charset.forName(name).name();
    } catch (IllegalArgumentException unknown) {
      throw ImportException.mistake("--charset needs a name like UTF-8 or ISO-8859-1");
    }
  }

  private static Map<String, String> parameters(List<String> args) throws ImportException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 1 || List.of("dryRun", "preview", "atomic").contains(arg.substring(0, equals))) {
        throw ImportException.mistake(
            "`"
                + arg
                + "` is no parameter like sensor=x; dryRun, preview and atomic are not for it");
      }
      parameters.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    return parameters;
  }
}
