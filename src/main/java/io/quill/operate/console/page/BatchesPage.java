package io.quill.operate.console.page;

import static io.quill.operate.console.html.Html.html;
import static io.quill.operate.console.html.Html.joined;

import io.quill.events.push.Chapter;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.Order;
import io.quill.events.push.Ruling;
import io.quill.operate.console.html.Address;
import io.quill.operate.console.html.Html;
import io.quill.operate.console.html.Words;
import io.quill.operate.console.view.Doubts;
import io.quill.operate.console.web.Ask;
import io.quill.operate.console.web.Deed;
import io.quill.operate.console.web.Page;
import io.quill.operate.console.web.Slots;
import io.quill.operate.console.web.Visitor;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Batches in doubt, and what may be decided about each. */
public final class BatchesPage implements Page {
    private static final Step ALL = new Step("Batches in doubt", Address.of("/batches"));

    private final Doubts doubts;
    private final ZoneId zone;

    public BatchesPage(Doubts doubts, ZoneId zone) {
        this.doubts = doubts;
        this.zone = zone;
    }

    @Override
    public Optional<Sheet> at(Ask ask, Visitor who, Slots slots) {
        return switch (ask.path().size()) {
            case 1 -> Optional.of(list(slots));
            case 3 ->
                    held(ask.path().get(1))
                            .flatMap(
                                    batch ->
                                            ruling(ask.path().get(2))
                                                    .map(ruling -> confirm(batch, ruling, who)));
            default -> Optional.empty();
        };
    }

    public Deed.Outcome rule(Ask ask, Visitor who) {
        Optional<Held> batch = held(ask.field("batch"));
        Optional<Ruling> ruling = ruling(ask.field("ruling"));
        if (batch.isEmpty() || ruling.isEmpty()) {
            return new Deed.Outcome.NotDone("That batch waits for nobody any more.");
        }
        return switch (doubts.rule(batch.get().number(), ruling.get(), who.name())) {
            case Answer.Ordered _ -> new Deed.Outcome.Done(Address.of("/batches"));
            case Answer.OrderedBefore(Order order) ->
                    new Deed.Outcome.NotDone(order.who() + " was faster: " + said(order) + ".");
            case Answer.NotHeld _ ->
                    new Deed.Outcome.NotDone("That batch waits for nobody any more.");
        };
    }

    private Sheet list(Slots slots) {
        List<Held> held = doubts.held();
        return new Sheet(
                ALL.name(),
                html(
                        """
                        <p class="lead">Power BI was asked to take these, and nobody can say whether it \
                        did. They wait here because IN_DOUBT is hold.</p>{}""",
                        slots.block(
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
                Words.counted(batch.rows(), "row"),
                story(batch.story()),
                batch.order()
                        .map(order -> html("<p>{}</p>", States.mark("busy", said(order))))
                        .orElseGet(() -> choices(batch)));
    }

    private Html story(List<Chapter> story) {
        return html(
                "<ol class=\"story\">{}</ol>",
                story.stream()
                        .map(
                                each ->
                                        html(
                                                "<li>{}<span>{}</span></li>",
                                                Words.moment(each.at(), zone),
                                                each.words()))
                        .collect(joined()));
    }

    private static Html choices(Held batch) {
        Address one = Address.of("/batches").to(String.valueOf(batch.number()));
        return html(
                """
                <p class="actions"><a class="button second" id="resend-{}" href="{}">Send again</a>
                <a class="button second" id="accept-{}" href="{}">Count as taken</a></p>""",
                batch.number(),
                one.to("resend"),
                batch.number(),
                one.to("accept"));
    }

    private static Sheet confirm(Held batch, Ruling ruling, Visitor who) {
        return new Sheet(
                        question(batch, ruling),
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
                                Words.plain(ruling),
                                consequence(batch, ruling),
                                label(ruling)))
                .below(ALL);
    }

    private static String question(Held batch, Ruling ruling) {
        return switch (ruling) {
            case RESEND -> "Send batch " + batch.number() + " again?";
            case ACCEPT -> "Count batch " + batch.number() + " as taken?";
        };
    }

    private static String consequence(Held batch, Ruling ruling) {
        String rows = Words.counted(batch.rows(), "row");
        return switch (ruling) {
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

    private static String label(Ruling ruling) {
        return switch (ruling) {
            case RESEND -> "Send again";
            case ACCEPT -> "Count as taken";
        };
    }

    private static String said(Order order) {
        return switch (order.ruling()) {
            case RESEND -> order.who() + " has it sent again";
            case ACCEPT -> order.who() + " counts it as taken";
        };
    }

    private Optional<Held> held(String number) {
        return doubts.held().stream()
                .filter(each -> String.valueOf(each.number()).equals(number))
                .findFirst();
    }

    private static Optional<Ruling> ruling(String word) {
        return switch (word) {
            case "resend" -> Optional.of(Ruling.RESEND);
            case "accept" -> Optional.of(Ruling.ACCEPT);
            default -> Optional.empty();
        };
    }
}
