package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.push.HeldBatchDecision;
import io.quill.events.push.HeldBatchOrder;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.StoryEntry;
import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.DisplayFormat;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.view.DoubtService;
import io.quill.operate.console.web.ConsolePage;
import io.quill.operate.console.web.ConsoleRequest;
import io.quill.operate.console.web.ConsoleUser;
import io.quill.operate.console.web.FormAction;
import io.quill.operate.console.web.LiveSlots;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Page of batches in doubt, and the decisions about each. */
public final class BatchesPage implements ConsolePage {
    private static final Step ALL = new Step("Batches in doubt", ConsoleLink.of("/batches"));

    private final DoubtService doubtService;
    private final ZoneId zone;

    public BatchesPage(DoubtService doubtService, ZoneId zone) {
        this.doubtService = doubtService;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> render(
            ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots) {
        return switch (consoleRequest.path().size()) {
            case 1 -> Optional.of(list(liveSlots));
            case 3 ->
                    held(consoleRequest.path().get(1))
                            .flatMap(
                                    batch ->
                                            ruling(consoleRequest.path().get(2))
                                                    .map(
                                                            heldBatchDecision ->
                                                                    confirm(
                                                                            batch,
                                                                            heldBatchDecision,
                                                                            who)));
            default -> Optional.empty();
        };
    }

    public FormAction.Outcome rule(ConsoleRequest consoleRequest, ConsoleUser who) {
        Optional<Held> batch = held(consoleRequest.field("batch"));
        Optional<HeldBatchDecision> ruling = ruling(consoleRequest.field("ruling"));
        if (batch.isEmpty() || ruling.isEmpty()) {
            return new FormAction.Outcome.NotDone("That batch waits for nobody any more.");
        }
        return switch (doubtService.rule(batch.get().number(), ruling.get(), who.name())) {
            case Answer.Ordered _ -> new FormAction.Outcome.Done(ConsoleLink.of("/batches"));
            case Answer.OrderedBefore(HeldBatchOrder heldBatchOrder) ->
                    new FormAction.Outcome.NotDone(
                            heldBatchOrder.who() + " was faster: " + said(heldBatchOrder) + ".");
            case Answer.NotHeld _ ->
                    new FormAction.Outcome.NotDone("That batch waits for nobody any more.");
        };
    }

    private Sheet list(LiveSlots liveSlots) {
        List<Held> held = doubtService.held();
        return new Sheet(
                ALL.name(),
                html(
                        """
                        <p class="lead">Power BI was asked to take these, and nobody can say whether it \
                        did. They wait here because IN_DOUBT is hold.</p>{}""",
                        liveSlots.block(
                                "batches",
                                held.isEmpty()
                                        ? html(
                                                "<p class=\"card nothing\">No batch is in doubt.</p>")
                                        : html(
                                                "<div class=\"stack\">{}</div>",
                                                held.stream().map(this::card).collect(joined())))));
    }

    private Html card(Held batch) {
        return html(
                """
                <section class="card stack" aria-label="Batch {}"><h2>Batch {} \
                <span class="hint">{}</span></h2>{}{}</section>""",
                batch.number(),
                batch.number(),
                DisplayFormat.counted(batch.rows(), "row"),
                story(batch.story()),
                batch.order()
                        .map(
                                heldBatchOrder ->
                                        html(
                                                "<p>{}</p>",
                                                StateBadges.mark("busy", said(heldBatchOrder))))
                        .orElseGet(() -> choices(batch)));
    }

    private Html story(List<StoryEntry> story) {
        return html(
                "<ol class=\"story\">{}</ol>",
                story.stream()
                        .map(
                                each ->
                                        html(
                                                "<li>{}<span>{}</span></li>",
                                                DisplayFormat.moment(each.at(), zone),
                                                each.words()))
                        .collect(joined()));
    }

    private static Html choices(Held batch) {
        ConsoleLink one = ConsoleLink.of("/batches").to(String.valueOf(batch.number()));
        return html(
                """
                <p class="actions"><a class="button second" id="resend-{}" href="{}">Send again</a>
                <a class="button second" id="accept-{}" href="{}">Count as taken</a></p>""",
                batch.number(),
                one.to("resend"),
                batch.number(),
                one.to("accept"));
    }

    private static Sheet confirm(Held batch, HeldBatchDecision heldBatchDecision, ConsoleUser who) {
        return new Sheet(
                        question(batch, heldBatchDecision),
                        html(
                                """
                        <form class="card stack" method="post" action="/console/batches/rule">{}
                        <input type="hidden" name="batch" value="{}">
                        <input type="hidden" name="ruling" value="{}">
                        <p>{}</p><p>Your name goes into the audit. It cannot be taken back.</p>
                        <p class="actions"><button>{}</button>
                        <a class="button second" href="/console/batches">Leave it</a></p></form>""",
                                who.field(),
                                batch.number(),
                                DisplayFormat.plain(heldBatchDecision),
                                consequence(batch, heldBatchDecision),
                                label(heldBatchDecision)))
                .below(ALL);
    }

    private static String question(Held batch, HeldBatchDecision heldBatchDecision) {
        return switch (heldBatchDecision) {
            case RESEND -> "Send batch " + batch.number() + " again?";
            case ACCEPT -> "Count batch " + batch.number() + " as taken?";
        };
    }

    private static String consequence(Held batch, HeldBatchDecision heldBatchDecision) {
        String rows = DisplayFormat.counted(batch.rows(), "row");
        return switch (heldBatchDecision) {
            case RESEND ->
                    rows
                            + " go again, in another batch. If Power BI took them before, the table"
                            + " holds them twice; the measures still count each event once.";
            case ACCEPT ->
                    rows
                            + " count as taken. If Power BI did not take them, they are missing there"
                            + " until a rebuild.";
        };
    }

    private static String label(HeldBatchDecision heldBatchDecision) {
        return switch (heldBatchDecision) {
            case RESEND -> "Send again";
            case ACCEPT -> "Count as taken";
        };
    }

    private static String said(HeldBatchOrder heldBatchOrder) {
        return switch (heldBatchOrder.ruling()) {
            case RESEND -> heldBatchOrder.who() + " has it sent again";
            case ACCEPT -> heldBatchOrder.who() + " counts it as taken";
        };
    }

    private Optional<Held> held(String number) {
        return doubtService.held().stream()
                .filter(each -> String.valueOf(each.number()).equals(number))
                .findFirst();
    }

    private static Optional<HeldBatchDecision> ruling(String word) {
        return switch (word) {
            case "resend" -> Optional.of(HeldBatchDecision.RESEND);
            case "accept" -> Optional.of(HeldBatchDecision.ACCEPT);
            default -> Optional.empty();
        };
    }
}
