package io.threadkeep.samples.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A picture as text: no library, no fonts of the machine, small enough to be kept beside a
 * decision. Dark where the reader's screen is.
 */
final class Svg {
  static final int WIDTH = 960;

  /** Told apart with and without colour vision, on white and on black: after Okabe and Ito. */
  private static final List<String> COLOURS =
      List.of(
          "#d55e00", "#b8860b", "#0072b2", "#009e73", "#c2578f", "#8c564b", "#3f9fd8", "#7f7f7f");

  private static final List<String> DASHES = List.of("none", "7 4");

  private static final String STYLE =
      """
      <style>
        text { font-family: sans-serif; font-size: 13px; fill: #222222 }
        .bold { font-weight: bold }
        .small { font-size: 12px; fill: #555555 }
        @media (prefers-color-scheme: dark) {
          .paper { fill: #15181c }
          text { fill: #e6e6e6 }
          .small { fill: #b0b0b0 }
          .grid { stroke: #363b42 }
          .tick { stroke: #8a8f98 }
        }
      </style>
      """;

  private final StringBuilder body = new StringBuilder();
  private final int height;

  Svg(int height) {
    this.height = height;
  }

  void text(double x, double y, String anchor, String style, String text) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>"
            .formatted(number(x), number(y), anchor, style, escaped(text)));
  }

  void line(String style, double fromX, double fromY, double toX, double toY) {
    add(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>"
            .formatted(
                style,
                number(fromX),
                number(fromY),
                number(toX),
                number(toY),
                style.equals("grid") ? "#dddddd" : "#888888"));
  }

  /** In the colour, and with the dashes, that the number stands for. */
  void curve(int number, List<double[]> points) {
    add(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-dasharray=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
            .formatted(
                COLOURS.get(number % COLOURS.size()),
                DASHES.get(number / COLOURS.size() % DASHES.size()),
                points.stream()
                    .map(point -> number(point[0]) + "," + number(point[1]))
                    .collect(Collectors.joining(" "))));
  }

  @Override
  public String toString() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n"
            .formatted(WIDTH, height)
        + STYLE
        + "<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        + body
        + "</svg>\n";
  }

  private void add(String element) {
    body.append(element).append('\n');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
