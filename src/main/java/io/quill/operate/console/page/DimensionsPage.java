package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.words;
import static io.quill.operate.console.html.Html.html;

import io.quill.events.dimension.sync.Dimensions;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Version;
import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of each dimension, what lies between two, and the way back to one. */
public final class DimensionsPage implements Page {
    static final Step ALL = new Step("Dimensions", Address.of("/dimensions"));

    private static final Table TABLE =
            Table.of(
                    "Dimensions",
                    words("Dimension"),
                    words("In force"),
                    words("Since"),
                    words("By"),
                    words("What it changed"));

    private final Dimensions dimensions;
    private final ZoneId zone;
    private final Versions versions;
    private final DimensionQuestions questions;

    public DimensionsPage(Dimensions dimensions, ZoneId zone) {
        this.dimensions = dimensions;
        this.zone = zone;
        this.versions = new Versions(dimensions, zone);
        this.questions = new DimensionQuestions(dimensions);
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        List<String> path = ask.path();
        if (path.size() == 1) {
            return Optional.of(overview(slots));
        }
        Optional<Subject> subject = Subject.of(path.get(1));
        String what = path.size() == 3 ? path.get(2) : "";
        if (subject.isEmpty() || path.size() > 3) {
            return Optional.empty();
        }
        return switch (what) {
            case "" -> Optional.of(versions.of(subject.get(), slots));
            case "difference" ->
                    questions.difference(
                            subject.get(), number(ask.query("from")), number(ask.query("to")));
            case "rollback" -> questions.rollback(subject.get(), number(ask.query("version")), who);
            case "sync" -> questions.sync(subject.get(), who);
            default -> Optional.empty();
        };
    }

    static long number(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
    }

    static String name(Subject subject) {
        return switch (subject) {
            case AGENTS -> "Agents";
            case GOALS -> "Metrics and goals";
            case DATES -> "Dates";
            case SHIFTS -> "Shifts";
        };
    }

    static Address address(Subject subject) {
        return Address.of("/dimensions").to(subject.word());
    }

    private Sheet overview(Slots slots) {
        return new Sheet(
                "Dimensions",
                html(
                        """
                        <p class="lead">What facts point to. Each change that somebody asks for is a \
                        version, and none of them is ever lost.</p>
                        {}""",
                        slots.block(
                                "subjects",
                                TABLE.with(Stream.of(Subject.values()).map(this::subject)))));
    }

    private Row subject(Subject subject) {
        Html link = html("<a href=\"{}\">{}</a>", address(subject), name(subject));
        return dimensions.versions(subject).stream()
                .findFirst()
                .map(latest -> latest(link, latest))
                .orElseGet(
                        () ->
                                Row.of(
                                        link,
                                        html("<span class=\"hint\">no version yet</span>"),
                                        "",
                                        "",
                                        ""));
    }

    private Row latest(Html link, Version latest) {
        return Row.of(
                link,
                Versions.label(latest),
                Words.moment(latest.at(), zone),
                latest.who(),
                Differences.told(latest.counts()));
    }
}
