package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;

import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Version;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.LiveSlots;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Page of the versions of each dimension, their differences, and rollback. */
public final class DimensionsPage implements ConsolePage {
    static final Step ALL = new Step("Dimensions", ConsoleLink.of("/dimensions"));

    private static final HtmlTable TABLE =
            HtmlTable.of(
                    "Dimensions",
                    words("Dimension"),
                    words("In force"),
                    words("Since"),
                    words("By"),
                    words("What it changed"));

    private final DimensionService dimensionService;
    private final ZoneId zone;
    private final VersionsTable versionsTable;
    private final DimensionDialogs questions;

    public DimensionsPage(DimensionService dimensionService, ZoneId zone) {
        this.dimensionService = dimensionService;
        this.zone = zone;
        this.versionsTable = new VersionsTable(dimensionService, zone);
        this.questions = new DimensionDialogs(dimensionService);
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        List<String> path = consoleRequest.path();
        if (path.size() == 1) {
            return Optional.of(overview(liveSlots));
        }
        Optional<Subject> subject = Subject.of(path.get(1));
        String what = path.size() == 3 ? path.get(2) : "";
        if (subject.isEmpty() || path.size() > 3) {
            return Optional.empty();
        }
        return switch (what) {
            case "" -> Optional.of(versionsTable.of(subject.get(), liveSlots));
            case "difference" ->
                    questions.difference(
                            subject.get(),
                            number(consoleRequest.query("from")),
                            number(consoleRequest.query("to")));
            case "rollback" ->
                    questions.rollback(subject.get(), number(consoleRequest.query("version")), who);
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

    static ConsoleLink address(Subject subject) {
        return ConsoleLink.of("/dimensions").to(subject.word());
    }

    private Sheet overview(LiveSlots liveSlots) {
        return new Sheet(
                "Dimensions",
                html(
                        """
                        <p class="lead">What facts point to. Each change that somebody asks for is a \
                        version, and none of them is ever lost.</p>
                        {}""",
                        liveSlots.block(
                                "subjects",
                                TABLE.with(Stream.of(Subject.values()).map(this::subject)))));
    }

    private Row subject(Subject subject) {
        Html link = html("<a href=\"{}\">{}</a>", address(subject), name(subject));
        return dimensionService.versions(subject).stream()
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
                VersionsTable.label(latest),
                DisplayFormat.moment(latest.at(), zone),
                latest.who(),
                DifferenceTable.told(latest.counts()));
    }
}
