package io.quill.operate.operation;

import io.quill.operate.erasure.Erasure;
import io.quill.operate.erasure.ErasureFindings;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RequestBody;

import java.time.Duration;
import java.util.List;

/** Operation that erases an agent. */
public final class ErasureOperations implements OperationGroup {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Places that no erasure reaches. */
    private static final List<String> REMAINS =
            List.of(
                    "Facts keep the agent's id: in the ledger, the archive and Power BI.",
                    "Power BI's DimAgent, and the pusher's journal of it, follow with the next push.",
                    "A dataset that is no longer pushed to, and its journal, are as they were.",
                    "Records of a service in the warehouse are as they were.",
                    "What is sent later and holds the name is kept as any other payload or letter.",
                    "Backups, earlier versions in a bucket, and unused pages of SQLite's file stay.",
                    "Aloware and HubSpot have their own copies.",
                    "HubSpot's events can no longer be joined to the agent by address.");

    private final Erasure erasure;
    private final JobExecutor jobExecutor;

    public ErasureOperations(Erasure erasure, JobExecutor jobExecutor) {
        this.erasure = erasure;
        this.jobExecutor = jobExecutor;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.post(
                                "/admin/agents/{id}/erase",
                                "eraseAgent",
                                "Takes an agent's name and address out of all that is kept, for good")
                        .path(Parameter.text("id", "of the agent"))
                        .query(
                                Parameter.flag(
                                        "dryRun", "tells where they stand, and changes nothing"),
                                Parameter.text("confirm", "the agent's id once more"))
                        .takes(new RequestBody.Of(Because.class, true))
                        .on("DimAgent")
                        .answersInARun(ErasedTold.class, this::erase));
    }

    private AdminReply erase(OperationCall operationCall) {
        String id = operationCall.path("id");
        if (operationCall.body(Because.class).because().isBlank()) {
            throw unfit("/because", "An erasure needs a reason");
        }
        if (!erasure.isKnown(id)) {
            return AdminReply.of(Problem.notFound("Nobody knows this agent"));
        }
        if (operationCall.flag("dryRun")) {
            return told(id, "would be erased", erasure.find(id)).unrecorded();
        }
        if (operationCall.text("confirm").filter(id::equals).isEmpty()) {
            throw unfit("", "It cannot be undone: confirm it with the agent's id (confirm)");
        }
        return jobExecutor.execute(operationCall, "erase", "agent", _ -> erased(id));
    }

    private AdminReply erased(String id) {
        return erasure.erase(id)
                .map(erasureFindings -> told(id, "erased", erasureFindings))
                .orElseGet(
                        () ->
                                AdminReply.retryLater(
                                        Problem.conflict(
                                                "underway",
                                                "A sync of agents is under way; ask again soon"),
                                        SOON));
    }

    private static AdminReply told(String id, String cameTo, ErasureFindings erasureFindings) {
        return AdminReply.ok(new ErasedTold(id, cameTo, erasureFindings, REMAINS))
                .withCounts(erasureFindings.counts())
                .withWords(cameTo);
    }

    private static InvalidRequestException unfit(String pointer, String words) {
        return new InvalidRequestException(
                Problem.invalid(words, List.of(new Problem.Flaw(pointer, words))));
    }

    /** Reason. */
    record Because(String because) {}

    record ErasedTold(String agent, String cameTo, ErasureFindings found, List<String> remains) {}
}
