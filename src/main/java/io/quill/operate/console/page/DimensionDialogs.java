package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;

import io.quill.events.dimension.sync.Delta;
import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Version;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.web.ConsolePage.Sheet;
import io.quill.operate.console.web.ConsolePage.Step;
import io.quill.operate.console.web.ConsoleUser;

import java.util.Optional;

/** Confirmation pages for dimension changes, with their effect. */
final class DimensionDialogs {
    private final DimensionService dimensionService;

    DimensionDialogs(DimensionService dimensionService) {
        this.dimensionService = dimensionService;
    }

    Optional<Sheet> difference(Subject subject, long from, long to) {
        return dimensionService
                .difference(subject, from, to)
                .map(
                        delta ->
                                below(
                                        subject,
                                        "%s: from version %d to %d"
                                                .formatted(DimensionsPage.name(subject), from, to),
                                        html(
                                                "<p class=\"lead\">{}.</p>{}",
                                                DifferenceTable.told(delta.counts()),
                                                DifferenceTable.of(delta))));
    }

    Optional<Sheet> rollback(Subject subject, long version, ConsoleUser who) {
        long inForce =
                dimensionService.versions(subject).stream()
                        .findFirst()
                        .map(Version::number)
                        .orElse(-1L);
        return dimensionService
                .difference(subject, inForce, version)
                .map(delta -> rollback(subject, version, delta, who));
    }

    private static Sheet rollback(Subject subject, long version, Delta delta, ConsoleUser who) {
        return below(
                subject,
                "Go back to version " + version + "?",
                html(
                        """
                        <p class="lead">It becomes a version of its own, with your name on it: {}.</p>
                        <form method="post" action="/console/dimensions/rollback" class="actions">{}\
                        <input type="hidden" name="subject" value="{}">\
                        <input type="hidden" name="version" value="{}">\
                        <button class="danger">Go back to version {}</button>
                        <a class="button second" href="{}">Leave it as it is</a></form>{}""",
                        DifferenceTable.told(delta.counts()),
                        who.field(),
                        subject.word(),
                        version,
                        version,
                        DimensionsPage.address(subject),
                        DifferenceTable.of(delta)));
    }

    /** Only who is in the ring group can be read from here. */
    Optional<Sheet> sync(Subject subject, ConsoleUser who) {
        return subject == Subject.AGENTS ? Optional.of(sync(who)) : Optional.empty();
    }

    private static Sheet sync(ConsoleUser who) {
        return below(
                Subject.AGENTS,
                "Read the ring group now?",
                html(
                        """
                        <p class="lead">Quill asks the telephone system who is in the ring group, and \
                        takes that over. It does so by itself every quarter of an hour.</p>
                        <form method="post" action="/console/dimensions/sync" class="card stack">{}
                        <label class="tick"><input type="checkbox" name="force" value="yes">\
                        <span>Even if most of them would leave</span></label>
                        <p class="actions"><button>Read it now</button>
                        <button class="second" name="dry" value="yes">Dry run</button>
                        <a class="button second" href="{}">Leave it as it is</a></p></form>""",
                        who.field(),
                        DimensionsPage.address(Subject.AGENTS)));
    }

    /** Returns the dialog with the difference that a sync would make. */
    static Sheet rehearsed(Subject subject, Delta delta, String remarks) {
        return below(
                subject,
                "Dry run",
                html(
                        "<p class=\"lead\">Nothing was done. It would be: {}. {}</p>{}",
                        DifferenceTable.told(delta.counts()),
                        remarks,
                        DifferenceTable.of(delta)));
    }

    private static Sheet below(Subject subject, String title, Html content) {
        return new Sheet(title, content)
                .below(
                        DimensionsPage.ALL,
                        new Step(DimensionsPage.name(subject), DimensionsPage.address(subject)));
    }
}
