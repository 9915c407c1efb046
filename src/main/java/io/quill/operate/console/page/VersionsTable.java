package io.quill.operate.console.page;

import static io.quill.operate.console.draw.HtmlTable.action;
import static io.quill.operate.console.draw.HtmlTable.words;
import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Version;
import io.quill.events.dimension.sync.Version.Origin;
import io.quill.operate.console.draw.HtmlTable;
import io.quill.operate.console.draw.HtmlTable.Row;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.web.ConsolePage.Sheet;
import io.quill.operate.console.web.LiveSlots;

import java.time.ZoneId;
import java.util.List;

/** Table of a dimension's versions, with links to compare and to roll back. */
final class VersionsTable {
    private static final HtmlTable TABLE =
            HtmlTable.of(
                    "Versions",
                    words("Version"),
                    words("When"),
                    words("Who"),
                    words("From"),
                    words("How"),
                    words("What it changed"),
                    action("Action"));

    private final DimensionService dimensionService;
    private final ZoneId zone;

    VersionsTable(DimensionService dimensionService, ZoneId zone) {
        this.dimensionService = dimensionService;
        this.zone = zone;
    }

    static String label(Version version) {
        return "version "
                + version.number()
                + (version.label().isBlank() ? "" : ", " + version.label());
    }

    Sheet of(Subject subject, LiveSlots liveSlots) {
        List<Version> all = dimensionService.versions(subject);
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
                                liveSlots.block("versions", table(subject, all)),
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
                DisplayFormat.moment(version.at(), zone),
                version.who(),
                version.from(),
                switch (version.origin()) {
                    case Origin.Sync _ -> "sync";
                    case Origin.Rollback(long to) -> "back to version " + to;
                },
                DifferenceTable.told(version.counts())
                        + version.due().map(due -> ", shown from " + due).orElse(""),
                inForce
                        ? StateBadges.mark("good", "in force")
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
                all.stream().skip(1).map(VersionsTable::option).collect(joined()),
                all.stream().map(VersionsTable::option).collect(joined()));
    }

    private static Html option(Version version) {
        return html("<option value=\"{}\">{}</option>", version.number(), label(version));
    }
}
