package io.quill.platform.check;

import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;

import java.util.List;
import java.util.stream.Collectors;

/** Findings of all checks, a line each. */
public record CheckReport(List<Line> lines) {
    public record Line(String name, Finding finding) {}

    public CheckReport {
        lines = List.copyOf(lines);
    }

    public boolean isFine() {
        return lines.stream().noneMatch(line -> line.finding() instanceof Failed);
    }

    /** Text for people; aligned, and each failure with advice. */
    public String text() {
        int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        return lines.stream()
                .map(line -> text(line, width))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(Line line, int width) {
        String name = line.name() + " ".repeat(width - line.name().length());
        return switch (line.finding()) {
            case Fine(String what) -> "ok    " + name + "  " + oneLine(what);
            case Warned(String what, String whatToDo) ->
                    "warn  " + name + "  " + advice(what, whatToDo);
            case Failed(String what, String whatToDo) ->
                    "FAIL  " + name + "  " + advice(what, whatToDo);
        };
    }

    private static String advice(String what, String whatToDo) {
        return oneLine(what) + (whatToDo.isEmpty() ? "" : "; " + oneLine(whatToDo));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
