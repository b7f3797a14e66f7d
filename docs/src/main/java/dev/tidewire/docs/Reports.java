package dev.tidewire.docs;

import dev.tidewire.docs.Ran.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The reports that Surefire and Failsafe have written in all modules. */
final class Reports {
  private static final int MODULE_DEPTH = 5;

  /** A report is in {@code target/surefire-reports} or {@code target/failsafe-reports}. */
  private static final int REPORT_DEPTH = 3;

  private static final Pattern REPORT =
      Pattern.compile(".*/target/(surefire|failsafe)-reports/TEST-[^/]*\\.xml");

  /** Surefire keeps no reason when a method like {@code @BeforeAll} skips a class. */
  private static final String NOTHING_RAN = "skipped before its first test";

  private static final Pattern EXCEPTION =
      Pattern.compile("^\\s*[\\w.]+Exception: (Assumption failed: )?");
  private static final Pattern STACK_TRACE = Pattern.compile("(?s)\\n\\s+at .*");

  private Reports() {}

  /**
   * The tests of one build.
   *
   * @param root the root of the checkout
   * @param started when the build began; older reports are left from other builds
   */
  static List<Ran> of(Path root, Instant started) throws IOException {
    List<Path> reports;
    try (Stream<Path> files =
        Files.find(
            root,
            MODULE_DEPTH,
            (file, attributes) ->
                REPORT.matcher(file.toString()).matches()
                    && !attributes.lastModifiedTime().toInstant().isBefore(started))) {
      reports = files.sorted().toList();
    }
    List<Ran> tests = new ArrayList<>();
    for (Path report : reports) {
      Path inModule = root.relativize(report);
      Path module = inModule.subpath(0, inModule.getNameCount() - REPORT_DEPTH);
      tests.addAll(read(report, module.toString()));
    }
    return tests;
  }

  private static List<Ran> read(Path report, String module) throws IOException {
    try {
      Element suite =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      NodeList cases = suite.getElementsByTagName("testcase");
      if (cases.getLength() == 0) {
        return List.of(
            new Ran(
                module, suite.getAttribute("name"), "", Duration.ZERO, State.SKIPPED, NOTHING_RAN));
      }
      List<Ran> tests = new ArrayList<>();
      for (int i = 0; i < cases.getLength(); i++) {
        tests.add(read((Element) cases.item(i), module));
      }
      return tests;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("cannot read " + report, e);
    }
  }

  /**
   * A disabled test has its reason in an attribute, an aborted one in the text of the exception.
   */
  private static String reason(Element skipped) {
    String message = skipped.getAttribute("message");
    String text = message.isEmpty() ? skipped.getTextContent() : message;
    return EXCEPTION.matcher(STACK_TRACE.matcher(text).replaceFirst("")).replaceFirst("").strip();
  }

  private static Ran read(Element test, String module) {
    String type = typeOf(test);
    String name = test.getAttribute("name");
    Element skipped = (Element) test.getElementsByTagName("skipped").item(0);
    boolean failed =
        test.getElementsByTagName("failure").getLength() > 0
            || test.getElementsByTagName("error").getLength() > 0;
    return new Ran(
        module,
        type,
        name.equals(type) ? "" : withUnderscores(name),
        Duration.ofMillis(Math.round(Double.parseDouble(test.getAttribute("time")) * 1_000)),
        failed ? State.FAILED : skipped == null ? State.PASSED : State.SKIPPED,
        skipped == null ? "" : reason(skipped));
  }

  /** As in the source: jqwik reports the underscores of a method's name as spaces. */
  private static String withUnderscores(String name) {
    int parameters = name.indexOf('(');
    String method = parameters < 0 ? name : name.substring(0, parameters);
    return method.replace(' ', '_') + name.substring(method.length());
  }

  /** Jqwik reports only the simple name of a class; the suite has the full one. */
  private static String typeOf(Element test) {
    String type = test.getAttribute("classname");
    String suite = ((Element) test.getParentNode()).getAttribute("name");
    return suite.endsWith("." + type) ? suite : type;
  }
}
