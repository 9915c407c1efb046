package io.quill.operate.operation;

import io.quill.events.EventKey;
import io.quill.events.push.BatchStory;
import io.quill.events.push.HeldBatchDecision;
import io.quill.events.push.HeldBatchOrder;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.StoryReader;
import io.quill.operate.operation.EventOperations.ChapterTold;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RequestBody;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Operations on batches, and on batches in doubt. */
public final class BatchOperations implements OperationGroup {
    private final HeldBatches held;
    private final StoryReader storyReader;

    public BatchOperations(HeldBatches held, StoryReader storyReader) {
        this.held = held;
        this.storyReader = storyReader;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/batches", "listBatches", "The last batches")
                        .query(PeriodParameters.limit())
                        .answers(BatchesTold.class, this::list),
                Operation.get(
                                "/admin/batches/held",
                                "listHeldBatches",
                                "Batches in doubt that wait for an operator")
                        .answers(HeldTold.class, _ -> AdminReply.ok(held())),
                Operation.get("/admin/batches/{number}", "getBatch", "The story of one batch")
                        .path(number())
                        .answers(BatchTold.class, this::one),
                Operation.post(
                                "/admin/batches/{number}/rule",
                                "ruleBatch",
                                "Decides about a held batch: resend, or accept as taken")
                        .path(number())
                        .takes(new RequestBody.Of(RulingAsked.class, true))
                        .on("FactEvent")
                        .answers(OrderTold.class, this::rule));
    }

    private static Parameter number() {
        return Parameter.number("number", 1, Long.MAX_VALUE, 1, "of the batch");
    }

    private static long number(OperationCall operationCall) {
        return Long.parseLong(operationCall.path("number"));
    }

    private AdminReply list(OperationCall operationCall) {
        return AdminReply.ok(
                new BatchesTold(
                        storyReader.latestBatches(PeriodParameters.limit(operationCall)).stream()
                                .map(BatchTold::of)
                                .toList()));
    }

    private AdminReply one(OperationCall operationCall) {
        return storyReader
                .findBatch(number(operationCall))
                .map(story -> AdminReply.ok(BatchTold.of(story)))
                .orElseGet(
                        () -> AdminReply.of(Problem.notFound("There is no such batch any more")));
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

    private AdminReply rule(OperationCall operationCall) {
        HeldBatchDecision heldBatchDecision =
                ruling(operationCall.body(RulingAsked.class).ruling());
        return switch (held.decide(
                number(operationCall), heldBatchDecision, operationCall.caller().name())) {
            case Answer.Ordered(HeldBatchOrder heldBatchOrder) ->
                    AdminReply.ok(OrderTold.of(heldBatchOrder))
                            .withWords("ordered: " + word(heldBatchDecision));
            case Answer.OrderedBefore(HeldBatchOrder heldBatchOrder) ->
                    AdminReply.of(
                            Problem.conflict(
                                    "ordered-before",
                                    "%s ordered %s at %s"
                                            .formatted(
                                                    heldBatchOrder.who(),
                                                    word(heldBatchOrder.ruling()),
                                                    heldBatchOrder.at())));
            case Answer.NotHeld _ ->
                    AdminReply.of(
                            Problem.notFound("There is no such batch, or it waits for nobody"));
        };
    }

    private static HeldBatchDecision ruling(String word) {
        return Arrays.stream(HeldBatchDecision.values())
                .filter(each -> word(each).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        Problem.invalid(
                                                "A ruling is resend or accept",
                                                List.of(
                                                        new Problem.Flaw(
                                                                "/ruling",
                                                                "is resend or accept")))));
    }

    private static String word(HeldBatchDecision heldBatchDecision) {
        return heldBatchDecision.name().toLowerCase(Locale.ROOT);
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
                    ChapterTold.of(batch.entries()),
                    batch.mayBeDoubled().stream().map(EventKey::value).toList());
        }
    }

    record HeldTold(List<HeldBatchTold> batches) {}

    record HeldBatchTold(
            long number, int rows, List<ChapterTold> story, Optional<OrderTold> order) {}

    /** Decision about a held batch: resend or accept. */
    record RulingAsked(String ruling) {}

    record OrderTold(String ruling, String who, Instant at) {
        static OrderTold of(HeldBatchOrder heldBatchOrder) {
            return new OrderTold(
                    word(heldBatchOrder.ruling()), heldBatchOrder.who(), heldBatchOrder.at());
        }
    }
}
