package io.quill.operate.operation;

import io.quill.operate.erasure.Erasure;
import io.quill.operate.erasure.Traces;
import io.quill.operate.rest.Body;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.Unfit;

import java.time.Duration;
import java.util.List;

/** Erases people. */
public final class ErasureOperations implements Operations {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What no erasure reaches. */
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
    private final Jobs jobs;

    public ErasureOperations(Erasure erasure, Jobs jobs) {
        this.erasure = erasure;
        this.jobs = jobs;
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
                        .takes(new Body.Of(Because.class, true))
                        .on("DimAgent")
                        .answersInARun(ErasedTold.class, this::erase));
    }

    private Reply erase(Call call) {
        String id = call.path("id");
        if (call.body(Because.class).because().isBlank()) {
            throw unfit("/because", "An erasure needs a reason");
        }
        if (!erasure.isKnown(id)) {
            return Reply.of(Problem.notFound("Nobody knows this agent"));
        }
        if (call.flag("dryRun")) {
            return told(id, "would be erased", erasure.look(id)).unrecorded();
        }
        if (call.text("confirm").filter(id::equals).isEmpty()) {
            throw unfit("", "It cannot be undone: confirm it with the agent's id (confirm)");
        }
        return jobs.inARun(call, "erase", "agent", _ -> erased(id));
    }

    private Reply erased(String id) {
        return erasure.erase(id)
                .map(traces -> told(id, "erased", traces))
                .orElseGet(
                        () ->
                                Reply.later(
                                        Problem.conflict(
                                                "underway",
                                                "A sync of agents is under way; ask again soon"),
                                        SOON));
    }

    private static Reply told(String id, String cameTo, Traces traces) {
        return Reply.ok(new ErasedTold(id, cameTo, traces, REMAINS))
                .counting(traces.counts())
                .saying(cameTo);
    }

    private static Unfit unfit(String pointer, String words) {
        return new Unfit(Problem.invalid(words, List.of(new Problem.Flaw(pointer, words))));
    }

    /** Why. */
    record Because(String because) {}

    record ErasedTold(String agent, String cameTo, Traces found, List<String> remains) {}
}
