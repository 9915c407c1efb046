package io.quill.console.page;

import static io.quill.console.html.Html.html;
import static io.quill.console.html.Html.joined;

import io.quill.console.html.Address;
import io.quill.console.html.Html;
import io.quill.console.html.Words;
import io.quill.console.web.Ask;
import io.quill.console.web.Page;
import io.quill.console.web.Slots;
import io.quill.console.web.Visitor;
import io.quill.dimension.sync.Delta;
import io.quill.dimension.sync.Dimensions;
import io.quill.dimension.sync.RowChange;
import io.quill.dimension.sync.Subject;
import io.quill.dimension.sync.Version;
import io.quill.dimension.sync.Version.Origin;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of each dimension, what lies between two, and the way back to one. */
public final class DimensionsPage implements Page {
    private final Dimensions dimensions;
    private final ZoneId zone;

    public DimensionsPage(Dimensions dimensions, ZoneId zone) {
        this.dimensions = dimensions;
        this.zone = zone;
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
            case "" -> Optional.of(versions(subject.get(), slots));
            case "difference" ->
                    difference(subject.get(), number(ask.query("from")), number(ask.query("to")));
            case "rollback" -> rollback(subject.get(), number(ask.query("version")), who);
            case "sync" -> sync(subject.get(), who);
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
                                html(
                                        """
                                        <div class="scroll" tabindex="0" role="region" \
                                        aria-label="Dimensions"><table><thead><tr>\
                                        <th scope="col">Dimension</th><th scope="col">In force</th>\
                                        <th scope="col">Since</th><th scope="col">By</th>\
                                        <th scope="col">What it changed</th></tr></thead>\
                                        <tbody>{}</tbody></table></div>""",
                                        Stream.of(Subject.values())
                                                .map(this::subject)
                                                .collect(joined())))));
    }

    private Html subject(Subject subject) {
        return dimensions.versions(subject).stream()
                .findFirst()
                .map(
                        latest ->
                                html(
                                        """
                                        <tr><th scope="row"><a href="{}">{}</a></th><td>{}</td>\
                                        <td>{}</td><td>{}</td><td>{}</td></tr>""",
                                        address(subject),
                                        name(subject),
                                        label(latest),
                                        Words.moment(latest.at(), zone),
                                        latest.who(),
                                        told(latest.counts())))
                .orElseGet(
                        () ->
                                html(
                                        """
                                        <tr><th scope="row"><a href="{}">{}</a></th>\
                                        <td colspan="4" class="hint">no version yet</td></tr>""",
                                        address(subject),
                                        name(subject)));
    }

    private static String label(Version version) {
        return "version "
                + version.number()
                + (version.label().isBlank() ? "" : ", " + version.label());
    }

    static String told(Delta.Counts delta) {
        return delta.added() + delta.changed() + delta.removed() == 0
                ? "nothing"
                : "%s added, %s changed, %s removed"
                        .formatted(
                                Words.count(delta.added()),
                                Words.count(delta.changed()),
                                Words.count(delta.removed()));
    }

    private Sheet versions(Subject subject, Slots slots) {
        List<Version> all = dimensions.versions(subject);
        return new Sheet(
                name(subject),
                html(
                        "{}{}{}{}",
                        crumb(),
                        html(
                                        """
                                        <p class="actions"><a class="button" href="{}">Read the ring \
                                        group now</a></p>""",
                                        address(subject).to("sync"))
                                .when(subject == Subject.AGENTS),
                        comparison(subject, all).when(all.size() > 1),
                        slots.block("versions", table(subject, all))));
    }

    private static Html crumb() {
        return html("<p class=\"crumb\"><a href=\"/console/dimensions\">Dimensions</a></p>");
    }

    private static Html comparison(Subject subject, List<Version> all) {
        return html(
                """
                <form class="filter card" action="{}" aria-label="Compare two versions">
                <label class="field"><span>From version</span><select name="from">{}</select></label>
                <label class="field"><span>To version</span><select name="to">{}</select></label>
                <button class="second">Show the difference</button></form>
                """,
                address(subject).to("difference"),
                all.stream().skip(1).map(DimensionsPage::option).collect(joined()),
                all.stream().map(DimensionsPage::option).collect(joined()));
    }

    private static Html option(Version version) {
        return html("<option value=\"{}\">{}</option>", version.number(), label(version));
    }

    private Html table(Subject subject, List<Version> all) {
        if (all.isEmpty()) {
            return html("<p class=\"card nothing\">Nobody has sent a version yet.</p>");
        }
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="Versions">
                <table><thead><tr><th scope="col">Version</th><th scope="col">When</th>\
                <th scope="col">Who</th><th scope="col">From</th><th scope="col">How</th>\
                <th scope="col">What it changed</th><th scope="col"><span class="unseen">Action</span></th>\
                </tr></thead><tbody>{}</tbody></table></div>
                """,
                all.stream()
                        .map(version -> row(subject, version, version.equals(all.getFirst())))
                        .collect(joined()));
    }

    private Html row(Subject subject, Version version, boolean inForce) {
        return html(
                """
                <tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}{}</td>\
                <td>{}</td></tr>""",
                label(version),
                Words.moment(version.at(), zone),
                version.who(),
                version.from(),
                switch (version.origin()) {
                    case Origin.Sync _ -> "sync";
                    case Origin.Rollback(long to) -> "back to version " + to;
                },
                told(version.counts()),
                version.due().map(due -> ", shown from " + due),
                inForce
                        ? States.mark("good", "in force")
                        : html(
                                "<a href=\"{}\">Go back to it</a>",
                                address(subject)
                                        .to("rollback")
                                        .with("version", Long.toString(version.number()))));
    }

    private Optional<Sheet> difference(Subject subject, long from, long to) {
        return dimensions
                .difference(subject, from, to)
                .map(
                        delta ->
                                new Sheet(
                                        "%s: from version %d to %d"
                                                .formatted(name(subject), from, to),
                                        html(
                                                "{}<p class=\"lead\">{}.</p>{}",
                                                crumb(subject),
                                                told(delta.counts()),
                                                changes(delta))));
    }

    private static Html crumb(Subject subject) {
        return html(
                """
                <p class="crumb"><a href="/console/dimensions">Dimensions</a> / \
                <a href="{}">{}</a></p>""",
                address(subject),
                name(subject));
    }

    private static Html changes(Delta delta) {
        if (delta.changes().isEmpty()) {
            return html("<p class=\"card nothing\">No row is other than it was.</p>");
        }
        return html(
                """
                <div class="scroll" tabindex="0" role="region" aria-label="Rows that differ">
                <table><thead><tr><th scope="col">Row</th><th scope="col">Before</th>\
                <th scope="col">After</th></tr></thead><tbody>{}</tbody></table></div>
                {}""",
                delta.changes().stream().map(DimensionsPage::change).collect(joined()),
                html("<p class=\"hint\">The first {} are shown.</p>", Delta.MOST_SHOWN)
                        .when(delta.changes().size() == Delta.MOST_SHOWN));
    }

    private static Html change(RowChange change) {
        return html(
                """
                <tr><th scope="row">{}<br><span class="hint">{}</span></th><td class="key">{}</td>\
                <td class="key">{}</td></tr>""",
                change.key(),
                Words.plain(change.dimension()),
                change.before().map(Html::text).orElse(States.mark("good", "new")),
                change.after().map(Html::text).orElse(States.mark("bad", "gone")));
    }

    private Optional<Sheet> rollback(Subject subject, long version, Visitor who) {
        long inForce =
                dimensions.versions(subject).stream().findFirst().map(Version::number).orElse(-1L);
        return dimensions
                .difference(subject, inForce, version)
                .map(
                        delta ->
                                new Sheet(
                                        "Go back to version " + version + "?",
                                        html(
                                                """
                                                {}<p class="lead">It becomes a version of its own, with \
                                                your name on it: {}.</p>
                                                <form method="post" action="/console/dimensions/rollback" \
                                                class="actions">{}<input type="hidden" name="subject" \
                                                value="{}"><input type="hidden" name="version" value="{}">\
                                                <button class="danger">Go back to version {}</button>\
                                                <a href="{}">Leave it as it is</a></form>{}""",
                                                crumb(subject),
                                                told(delta.counts()),
                                                who.field(),
                                                subject.word(),
                                                version,
                                                version,
                                                address(subject),
                                                changes(delta))));
    }

    private Optional<Sheet> sync(Subject subject, Visitor who) {
        if (subject != Subject.AGENTS) {
            return Optional.empty();
        }
        return Optional.of(
                new Sheet(
                        "Read the ring group now?",
                        html(
                                """
                                {}<p class="lead">Quill asks the telephone system who is in the ring \
                                group, and takes that over. It does so by itself every quarter of an \
                                hour.</p>
                                <form method="post" action="/console/dimensions/sync" class="actions">{}\
                                <button>Read it now</button>\
                                <button class="second" name="dry" value="yes">Dry run</button>\
                                <label><input type="checkbox" name="force" value="yes"> even if most of \
                                them would leave</label> <a href="{}">Leave it as it is</a></form>""",
                                crumb(subject),
                                who.field(),
                                address(subject))));
    }

    static Html rehearsed(Delta delta) {
        return html(
                "<p class=\"lead\">Nothing was done. {}.</p>{}",
                told(delta.counts()),
                changes(delta));
    }
}
