package io.quill.operate.operation;

import io.quill.events.EventKey;
import io.quill.events.push.BatchStory;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.Order;
import io.quill.events.push.Ruling;
import io.quill.events.push.Stories;
import io.quill.operate.operation.EventOperations.ChapterTold;
import io.quill.operate.rest.Body;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.Unfit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The batches of facts, and those of which nobody can say whether they were taken. */
public final class BatchOperations implements Operations {
    private final HeldBatches held;
    private final Stories stories;

    public BatchOperations(HeldBatches held, Stories stories) {
        this.held = held;
        this.stories = stories;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/batches", "listBatches", "The last batches")
                        .query(Period.limit())
                        .answers(BatchesTold.class, this::list),
                Operation.get(
                                "/admin/batches/held",
                                "listHeldBatches",
                                "Batches in doubt that wait for an operator")
                        .answers(HeldTold.class, _ -> Reply.ok(held())),
                Operation.get("/admin/batches/{number}", "getBatch", "The story of one batch")
                        .path(number())
                        .answers(BatchTold.class, this::one),
                Operation.post(
                                "/admin/batches/{number}/rule",
                                "ruleBatch",
                                "Decides about a held batch: resend, or accept as taken")
                        .path(number())
                        .takes(new Body.Of(RulingAsked.class, true))
                        .on("FactEvent")
                        .answers(OrderTold.class, this::rule));
    }

    private static Parameter number() {
        return Parameter.number("number", 1, Long.MAX_VALUE, 1, "of the batch");
    }

    private static long number(Call call) {
        return Long.parseLong(call.path("number"));
    }

    private Reply list(Call call) {
        return Reply.ok(
                new BatchesTold(
                        stories.latestBatches(Period.limit(call)).stream()
                                .map(BatchTold::of)
                                .toList()));
    }

    private Reply one(Call call) {
        return stories.ofBatch(number(call))
                .map(story -> Reply.ok(BatchTold.of(story)))
                .orElseGet(() -> Reply.of(Problem.notFound("There is no such batch any more")));
    }

    private HeldTold held() {
        return new HeldTold(
                held.list().stream()
                        .map(
                                each ->
                                        new HeldBatchTold(
                                                each.number(),
                                                each.rows(),
                                                ChapterTold.of(each.story()),
                                                each.order().map(OrderTold::of)))
                        .toList());
    }

    private Reply rule(Call call) {
        Ruling ruling = ruling(call.body(RulingAsked.class).ruling());
        return switch (held.rule(number(call), ruling, call.caller().name())) {
            case Answer.Ordered(Order order) ->
                    Reply.ok(OrderTold.of(order)).saying("ordered: " + word(ruling));
            case Answer.OrderedBefore(Order order) ->
                    Reply.of(
                            Problem.conflict(
                                    "ordered-before",
                                    "%s ordered %s at %s"
                                            .formatted(
                                                    order.who(),
                                                    word(order.ruling()),
                                                    order.at())));
            case Answer.NotHeld _ ->
                    Reply.of(Problem.notFound("There is no such batch, or it waits for nobody"));
        };
    }

    private static Ruling ruling(String word) {
        return Arrays.stream(Ruling.values())
                .filter(each -> word(each).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Unfit(
                                        Problem.invalid(
                                                "A ruling is resend or accept",
                                                List.of(
                                                        new Problem.Flaw(
                                                                "/ruling",
                                                                "is resend or accept")))));
    }

    private static String word(Ruling ruling) {
        return ruling.name().toLowerCase(Locale.ROOT);
    }

    record BatchesTold(List<BatchTold> batches) {}

    /**
     * A batch.
     *
     * @param requestId Power BI's own id of the request that took it
     * @param mayBeDoubled which of its rows may be there twice
     */
    record BatchTold(
            long number,
            String stage,
            int rows,
            Optional<String> requestId,
            List<ChapterTold> story,
            List<String> mayBeDoubled) {
        static BatchTold of(BatchStory batch) {
            return new BatchTold(
                    batch.number(),
                    batch.stage(),
                    batch.rows(),
                    batch.requestId(),
                    ChapterTold.of(batch.chapters()),
                    batch.mayBeDoubled().stream().map(EventKey::value).toList());
        }
    }

    record HeldTold(List<HeldBatchTold> batches) {}

    record HeldBatchTold(
            long number, int rows, List<ChapterTold> story, Optional<OrderTold> order) {}

    /** What is to be done with a held batch: resend or accept. */
    record RulingAsked(String ruling) {}

    record OrderTold(String ruling, String who, Instant at) {
        static OrderTold of(Order order) {
            return new OrderTold(word(order.ruling()), order.who(), order.at());
        }
    }
}
