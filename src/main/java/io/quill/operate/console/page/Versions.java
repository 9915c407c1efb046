package io.quill.operate.console.page;

import static io.quill.operate.console.draw.Table.action;
import static io.quill.operate.console.draw.Table.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.dimension.sync.Dimensions;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Version;
import io.quill.events.dimension.sync.Version.Origin;
import io.quill.operate.console.draw.Table;
import io.quill.operate.console.draw.Table.Row;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.web.Page.Sheet;
import io.quill.operate.console.web.Slots;

import java.time.ZoneId;
import java.util.List;

/** Who gave a dimension what, and when: its audit, and the ways to compare and to go back. */
final class Versions {
    private static final Table TABLE =
            Table.of(
                    "Versions",
                    words("Version"),
                    words("When"),
                    words("Who"),
                    words("From"),
                    words("How"),
                    words("What it changed"),
                    action("Action"));

    private final Dimensions dimensions;
    private final ZoneId zone;

    Versions(Dimensions dimensions, ZoneId zone) {
        this.dimensions = dimensions;
        this.zone = zone;
    }

    static String label(Version version) {
        return "version "
                + version.number()
                + (version.label().isBlank() ? "" : ", " + version.label());
    }

    Sheet of(Subject subject, Slots slots) {
        List<Version> all = dimensions.versions(subject);
        return new Sheet(
                        DimensionsPage.name(subject),
                        html(
                                "{}{}{}",
                                html(
                                                """
                                                <p class="actions"><a class="button" href="{}">Read the \
                                                ring group now</a></p>""",
                                                DimensionsPage.address(subject).to("sync"))
                                        .when(subject == Subject.AGENTS),
                                slots.block("versions", table(subject, all)),
                                comparison(subject, all).when(all.size() > 1)))
                .below(DimensionsPage.ALL);
    }

    private Html table(Subject subject, List<Version> all) {
        return all.isEmpty()
                ? html("<p class=\"card nothing\">Nobody has sent a version yet.</p>")
                : TABLE.with(
                        all.stream()
                                .map(
                                        version ->
                                                row(
                                                        subject,
                                                        version,
                                                        version.equals(all.getFirst()))));
    }

    private Row row(Subject subject, Version version, boolean inForce) {
        return Row.of(
                label(version),
                Words.moment(version.at(), zone),
                version.who(),
                version.from(),
                switch (version.origin()) {
                    case Origin.Sync _ -> "sync";
                    case Origin.Rollback(long to) -> "back to version " + to;
                },
                Differences.told(version.counts())
                        + version.due().map(due -> ", shown from " + due).orElse(""),
                inForce
                        ? States.mark("good", "in force")
                        : html(
                                "<a href=\"{}\" aria-label=\"Go back to version {}\">Go back to it</a>",
                                DimensionsPage.address(subject)
                                        .to("rollback")
                                        .with("version", Long.toString(version.number())),
                                version.number()));
    }

    private static Html comparison(Subject subject, List<Version> all) {
        return html(
                """
                <section aria-labelledby="compare-title"><h2 id="compare-title">Compare two versions</h2>
                <form class="compare card" action="{}">
                <label class="field"><span>From</span><select name="from">{}</select></label>
                <label class="field"><span>To</span><select name="to">{}</select></label>
                <button class="second">Show the difference</button></form></section>
                """,
                DimensionsPage.address(subject).to("difference"),
                all.stream().skip(1).map(Versions::option).collect(joined()),
                all.stream().map(Versions::option).collect(joined()));
    }

    private static Html option(Version version) {
        return html("<option value=\"{}\">{}</option>", version.number(), label(version));
    }
}
