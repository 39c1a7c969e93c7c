package dev.fleetrl.local.study.report;

import java.util.List;
import java.util.Locale;

/**
 * A picture in SVG, on a ground of its own, so that it can be read on a white and on a black page. Colours are those of Okabe and
 * Ito, which people with any kind of colour vision tell apart; in the dark they are lighter.
 */
final class Svg {
    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
            text.title { font-size: 17px; font-weight: 600 }
            text.name { font-weight: 600 }
            text.quiet { fill: #5c636b; font-size: 12px }
            text.absent { fill: #5c636b; font-style: italic }
            .ground { fill: #fdfdfc } .grid { stroke: #e3e5e8 } .axis { stroke: #8b929a } .error { stroke: #1f2328; stroke-width: 1.5 }
            .dot { fill: #fdfdfc; stroke: #1f2328 }
            .line { stroke-width: 2.5; stroke-linejoin: round } .thread { opacity: .45 } .band { stroke-width: 1.5 }
            .start { fill: #7c848c; stroke: #7c848c } .first { fill: #0072b2; stroke: #0072b2 }
            .second { fill: #d55e00; stroke: #d55e00 } .third { fill: #00805d; stroke: #00805d }
            .fourth { fill: #a8558a; stroke: #a8558a } .other { fill: #9fb3c4; stroke: #9fb3c4 }
            rect.bar, text.on { stroke: none } path.line, path.thread { fill: none }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6e8eb } text.quiet, text.absent { fill: #a3abb4 }
            .ground { fill: #16191d } .grid { stroke: #2d333a } .axis { stroke: #737b84 } .error { stroke: #e6e8eb }
            .dot { fill: #16191d; stroke: #e6e8eb }
            .start { fill: #8d959e; stroke: #8d959e } .first { fill: #56b4e9; stroke: #56b4e9 }
            .second { fill: #f08a3c; stroke: #f08a3c } .third { fill: #2bc79a; stroke: #2bc79a }
            .fourth { fill: #d991bd; stroke: #d991bd } .other { fill: #5d7183; stroke: #5d7183 }
            }
            </style>
            <rect class="ground" width="100%" height="100%" rx="8"/>
            """;

    /** Of what everything starts from. */
    static final String START = "start";

    /** Of what is not told apart. */
    static final String OTHER = "other";

    /** In the order in which they are given away. */
    static final List<String> COLOURS = List.of("first", "second", "third", "fourth");

    private final StringBuilder out = new StringBuilder();

    /** The note stands below the title, and says what the marks mean. */
    Svg(int width, int height, String title, String note) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" role=\"img\">",
                width, height);
        add("<title>%s</title>", safe(title));
        out.append(STYLE);
        text(24, 34, "start", "title", title);
        text(24, 56, "start", "quiet", note);
    }

    /** An anchor is {@code start}, {@code middle} or {@code end}. */
    void text(double x, double y, String anchor, String kind, String words) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>", x, y, anchor, kind, safe(words));
    }

    void line(double x1, double y1, double x2, double y2, String kind) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>", x1, y1, x2, y2, kind);
    }

    void bar(double x, double y, double width, double height, String kind) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"bar %s\"/>",
                x, y, width, height, kind);
    }

    void circle(double x, double y, double radius, String kind) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"/>", x, y, radius, kind);
    }

    /** A path's commands, such as {@code M0 0 L1 1}. */
    void path(String commands, String kind) {
        add("<path d=\"%s\" class=\"%s\"/>", commands, kind);
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }

    @SuppressWarnings("AnnotateFormatMethod") // private, and all its patterns stand above
    private void add(String pattern, Object... values) {
        out.append(String.format(Locale.ROOT, pattern, values)).append('\n');
    }

    private static String safe(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}
