package dev.tidewire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {
  @Test
  void drawsALineForEachFigure_onTheScaleOfItsPanel() throws Exception {
    // Given
    Plot.Panel sizes =
        new Plot.Panel(
            "sizes",
            List.of(
                new Plot.Line("block", List.of(0.0, 5.0, 10.0)),
                new Plot.Line("chunk", List.of(10.0, 10.0, 0.0))));
    Plot.Panel nothing = new Plot.Panel("nothing", List.of(new Plot.Line("zero", List.of(0.0))));

    // When
    String svg = Plot.svg("a run", List.of(sizes, nothing));

    // Then
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    NodeList lines = document.getElementsByTagName("polyline");
    assertThat(points(lines, 0)).isEqualTo("0.0,100.0 350.0,50.0 700.0,0.0");
    assertThat(points(lines, 1)).isEqualTo("0.0,0.0 350.0,0.0 700.0,100.0");
    assertThat(points(lines, 2)).isEqualTo("0.0,100.0");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("a run", "sizes", "block", "chunk", "nothing", "zero");
  }

  private static String points(NodeList lines, int number) {
    return ((Element) lines.item(number)).getAttribute("points");
  }
}
