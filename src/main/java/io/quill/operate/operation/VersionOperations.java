package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.sync.Dimensions;
import io.quill.events.dimension.sync.Subject;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.Unfit;

import java.util.Arrays;
import java.util.List;

/** What the dimensions were, and the way back. */
public final class VersionOperations implements Operations {
    private final Dimensions dimensions;
    private final Syncing syncing;

    public VersionOperations(Dimensions dimensions, Jobs jobs) {
        this.dimensions = dimensions;
        this.syncing = new Syncing(jobs);
    }

    @Override
    public List<Operation> all() {
        return List.of(schema(), versions(), payload(), difference(), rollback());
    }

    private Operation schema() {
        return Operation.get("/admin/schemas/{dim}", "getSchema", "The JSON Schema of a payload")
                .path(dim())
                .answers(
                        new Operation.Returns.Raw("application/schema+json"),
                        call ->
                                Reply.raw(
                                        "application/schema+json",
                                        dimensions.schema(subject(call)).getBytes(UTF_8)));
    }

    private Operation versions() {
        return Operation.get("/admin/versions/{dim}", "listVersions", "The latest first")
                .path(dim())
                .answers(
                        VersionsTold.class,
                        call ->
                                Reply.ok(
                                        new VersionsTold(
                                                dimensions.versions(subject(call)).stream()
                                                        .map(VersionTold::of)
                                                        .toList())));
    }

    private Operation payload() {
        return Operation.get(
                        "/admin/versions/{dim}/{version}/payload",
                        "getVersionPayload",
                        "What was sent for a version, as it was sent")
                .path(dim())
                .path(number("version"))
                .answers(
                        new Operation.Returns.Raw("application/json"),
                        call ->
                                dimensions
                                        .payload(subject(call), version(call, "version"))
                                        .map(
                                                text ->
                                                        Reply.raw(
                                                                "application/json",
                                                                text.getBytes(UTF_8)))
                                        .orElseGet(() -> noVersion(call)));
    }

    private Operation difference() {
        return Operation.get(
                        "/admin/versions/{dim}/{version}/changes-to/{other}",
                        "compareVersions",
                        "What another version would change, going by today")
                .path(dim())
                .path(number("version"))
                .path(number("other"))
                .answers(
                        DeltaTold.class,
                        call ->
                                dimensions
                                        .difference(
                                                subject(call),
                                                version(call, "version"),
                                                version(call, "other"))
                                        .map(DeltaTold::of)
                                        .map(Reply::ok)
                                        .orElseGet(() -> noVersion(call)));
    }

    private Operation rollback() {
        return Operation.post(
                        "/admin/rollback/{dim}/{version}",
                        "rollBack",
                        "Has everything as it was under an earlier version")
                .path(dim())
                .path(number("version"))
                .query(Syncing.options())
                .answersInARun(
                        SyncTold.class,
                        call ->
                                syncing.inARun(
                                        call,
                                        subject(call),
                                        () ->
                                                dimensions.rollback(
                                                        subject(call),
                                                        version(call, "version"),
                                                        Syncing.ask(call))));
    }

    private static Reply noVersion(Call call) {
        return Reply.of(
                Problem.notFound(subject(call).word() + " has no such version; see its versions"));
    }

    private static Parameter dim() {
        List<String> words = Arrays.stream(Subject.values()).map(Subject::word).toList();
        return Parameter.oneOf("dim", words, "a dimension");
    }

    private static Parameter number(String name) {
        return Parameter.number(name, 1, Long.MAX_VALUE, 1, "the number of a version");
    }

    private static Subject subject(Call call) {
        return Subject.of(call.path("dim"))
                .orElseThrow(() -> new Unfit(Problem.notFound("There is no such dimension")));
    }

    private static long version(Call call, String name) {
        return Long.parseLong(call.path(name));
    }

    record VersionsTold(List<VersionTold> versions) {}
}
