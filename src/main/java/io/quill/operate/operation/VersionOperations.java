package io.quill.operate.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.dimension.sync.DimensionService;
import io.quill.events.dimension.sync.Subject;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;

import java.util.Arrays;
import java.util.List;

/** Operations on the versions of dimensions: list, compare and roll back. */
public final class VersionOperations implements OperationGroup {
    private final DimensionService dimensionService;
    private final SyncExecutor syncExecutor;

    public VersionOperations(DimensionService dimensionService, JobExecutor jobExecutor) {
        this.dimensionService = dimensionService;
        this.syncExecutor = new SyncExecutor(jobExecutor);
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
                        operationCall ->
                                AdminReply.raw(
                                        "application/schema+json",
                                        dimensionService
                                                .schema(subject(operationCall))
                                                .getBytes(UTF_8)));
    }

    private Operation versions() {
        return Operation.get("/admin/versions/{dim}", "listVersions", "The latest first")
                .path(dim())
                .answers(
                        VersionsTold.class,
                        operationCall ->
                                AdminReply.ok(
                                        new VersionsTold(
                                                dimensionService
                                                        .versions(subject(operationCall))
                                                        .stream()
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
                        operationCall ->
                                dimensionService
                                        .payload(
                                                subject(operationCall),
                                                version(operationCall, "version"))
                                        .map(
                                                text ->
                                                        AdminReply.raw(
                                                                "application/json",
                                                                text.getBytes(UTF_8)))
                                        .orElseGet(() -> noVersion(operationCall)));
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
                        operationCall ->
                                dimensionService
                                        .difference(
                                                subject(operationCall),
                                                version(operationCall, "version"),
                                                version(operationCall, "other"))
                                        .map(DeltaTold::of)
                                        .map(AdminReply::ok)
                                        .orElseGet(() -> noVersion(operationCall)));
    }

    private Operation rollback() {
        return Operation.post(
                        "/admin/rollback/{dim}/{version}",
                        "rollBack",
                        "Has everything as it was under an earlier version")
                .path(dim())
                .path(number("version"))
                .query(SyncExecutor.options())
                .answersInARun(
                        SyncTold.class,
                        operationCall ->
                                syncExecutor.execute(
                                        operationCall,
                                        subject(operationCall),
                                        () ->
                                                dimensionService.rollback(
                                                        subject(operationCall),
                                                        version(operationCall, "version"),
                                                        SyncExecutor.ask(operationCall))));
    }

    private static AdminReply noVersion(OperationCall operationCall) {
        return AdminReply.of(
                Problem.notFound(
                        subject(operationCall).word() + " has no such version; see its versions"));
    }

    private static Parameter dim() {
        List<String> words = Arrays.stream(Subject.values()).map(Subject::word).toList();
        return Parameter.oneOf("dim", words, "a dimension");
    }

    private static Parameter number(String name) {
        return Parameter.number(name, 1, Long.MAX_VALUE, 1, "the number of a version");
    }

    private static Subject subject(OperationCall operationCall) {
        return Subject.of(operationCall.path("dim"))
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        Problem.notFound("There is no such dimension")));
    }

    private static long version(OperationCall operationCall, String name) {
        return Long.parseLong(operationCall.path(name));
    }

    record VersionsTold(List<VersionTold> versions) {}
}
