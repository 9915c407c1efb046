package io.quill.events.sink.powerbi;

import io.quill.events.sink.Batch;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sink that pushes to one Power BI dataset. */
public final class PowerBiSink implements Sink {
    private static final int BYTES_A_POST = 16_000_000;
    private static final String NOT_FOUND_YET = "The dataset was not found yet: ";

    private final WorkspaceApi workspaceApi;
    private final TokenProvider tokenProvider;
    private final DatasetManager datasetManager;
    private final SequenceNumberReader sequenceNumbers;
    private final EventQuery query;
    private final RowCountQuery rowCounts;
    private final DatasetSchema schema;
    private final PushResultMapper pushResultMapper;
    private final EmptyPostSender emptyPostSender;

    public PowerBiSink(
            Transport transport,
            TokenProvider tokenProvider,
            DatasetTarget datasetTarget,
            DatasetSchema schema) {
        this(
                transport,
                tokenProvider,
                datasetTarget,
                schema,
                InstantSource.system(),
                PowerBiSink::sleep);
    }

    PowerBiSink(
            Transport transport,
            TokenProvider tokenProvider,
            DatasetTarget datasetTarget,
            DatasetSchema schema,
            InstantSource clock,
            DatasetManager.Pause pause) {
        workspaceApi = new WorkspaceApi(transport, tokenProvider, datasetTarget.workspaceId());
        this.tokenProvider = tokenProvider;
        pushResultMapper = new PushResultMapper(clock);
        datasetManager =
                new DatasetManager(workspaceApi, datasetTarget, schema, pushResultMapper, pause);
        sequenceNumbers = new SequenceNumberReader(workspaceApi, datasetTarget.clientId());
        query = new EventQuery(workspaceApi);
        rowCounts = new RowCountQuery(workspaceApi);
        this.schema = schema;
        emptyPostSender = new EmptyPostSender(workspaceApi, pushResultMapper, clock);
    }

    @Override
    public SinkStatus ensure() {
        try {
            return datasetManager.ensure();
        } catch (TokenException fault) {
            return DatasetManager.standing(PushResultMapper.map(fault));
        }
    }

    /** Checks the dataset without creating it; empty where there is none of that name. */
    public Optional<SinkStatus> checkExisting() {
        try {
            return datasetManager.checkExisting();
        } catch (TokenException fault) {
            return Optional.of(DatasetManager.standing(PushResultMapper.map(fault)));
        }
    }

    /** Lists the workspace's datasets, and returns whether that is allowed. */
    PushResult listDatasets() {
        try {
            return datasetManager.listDatasets();
        } catch (TokenException fault) {
            return PushResultMapper.map(fault);
        }
    }

    /** Requests a token; throws if there is none to be had. */
    void signIn() {
        tokenProvider.current();
    }

    /**
     * Replaces a table's definition. What becomes of the rows of a removed or changed column is not
     * known, so only an operator asks for this.
     */
    public SinkStatus alter(String table) {
        try {
            return datasetManager.alter(table);
        } catch (TokenException fault) {
            return DatasetManager.standing(PushResultMapper.map(fault));
        }
    }

    @Override
    public PushResult append(Batch batch) {
        byte[] body =
                ("{\"rows\":[" + String.join(",", batch.rows()) + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        if (batch.rows().size() > DatasetQuota.ROWS_A_POST || body.length > BYTES_A_POST) {
            return new PushResult.TooLarge(
                    batch + " has " + body.length + " bytes: more than one request may carry");
        }
        return withDataset(id -> post(id, batch, body));
    }

    @Override
    public PushResult clear(String table) {
        return withDataset(
                id ->
                        pushResultMapper.map(
                                workspaceApi.delete(WorkspaceApi.table(id, table) + "/rows")));
    }

    @Override
    public SequenceProof proof(String table, long number) {
        try {
            return switch (datasetManager.find()) {
                case DatasetManager.Known(String id) -> sequenceNumbers.proof(id, table, number);
                case DatasetManager.Unknown(SinkStatus.Away(String words)) ->
                        new SequenceProof.Unanswered(words);
                case DatasetManager.Unknown unknown ->
                        new SequenceProof.Unknown(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenException fault) {
            String why = String.valueOf(fault.getMessage());
            return switch (fault.reason()) {
                case REFUSED -> new SequenceProof.Unknown(why);
                case UNREACHABLE -> new SequenceProof.Unanswered(why);
            };
        }
    }

    @Override
    public EventLookup findEvents(Collection<String> eventIds) {
        try {
            return switch (datasetManager.find()) {
                case DatasetManager.Known(String id) -> query.findEvents(id, eventIds);
                case DatasetManager.Unknown(SinkStatus.Away(String words)) ->
                        new EventLookup.Unanswered(words);
                case DatasetManager.Unknown unknown ->
                        new EventLookup.Unknown(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenException fault) {
            String why = String.valueOf(fault.getMessage());
            return switch (fault.reason()) {
                case REFUSED -> new EventLookup.Unknown(why);
                case UNREACHABLE -> new EventLookup.Unanswered(why);
            };
        }
    }

    @Override
    public int extraPosts() {
        return workspaceApi.extraPosts();
    }

    @Override
    public RowCount count(String table) {
        try {
            return switch (datasetManager.find()) {
                case DatasetManager.Known(String id) ->
                        rowCounts.count(id, table, schema.table(table).columns().getFirst().name());
                case DatasetManager.Unknown unknown ->
                        new RowCount.Unknown(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenException fault) {
            return new RowCount.Unknown(String.valueOf(fault.getMessage()));
        }
    }

    private PushResult withDataset(Function<String, PushResult> request) {
        try {
            return switch (datasetManager.find()) {
                case DatasetManager.Known(String id) -> request.apply(id);
                case DatasetManager.Unknown(SinkStatus.Away(String words)) ->
                        new PushResult.Unsent(words);
                case DatasetManager.Unknown unknown ->
                        new PushResult.Missing(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenException fault) {
            return PushResultMapper.map(fault);
        }
    }

    private PushResult post(String id, Batch batch, byte[] body) {
        String path = WorkspaceApi.table(id, batch.table()) + "/rows";
        // as it is: nothing documents that a gzipped body would be understood
        SendResult sendResult =
                workspaceApi.post(
                        path,
                        "",
                        Map.of(SequenceNumberReader.HEADER, Long.toString(batch.number())),
                        body);
        if (mayBlameRows(sendResult)) {
            return resolveNotFound(id, batch, sendResult);
        }
        PushResult result = pushResultMapper.map(sendResult);
        return isOddRefusal(sendResult, result)
                ? refusedOrDenied(id, batch, (PushResult.NotTaken) result, requestId(sendResult))
                : result;
    }

    /**
     * Returns whether a refusal other than 400 may be about rows, about a role, or from something
     * between.
     */
    private static boolean isOddRefusal(SendResult sendResult, PushResult result) {
        return sendResult instanceof SendResult.Answer answer
                && ((answer.status() == 403 && result instanceof PushResult.Denied)
                        || (answer.status() != 400 && result instanceof PushResult.Refused))
                && !PowerBiError.of(answer)
                        .hasCode("FeatureDeprecatedError", "TokenExpired", "InvalidToken");
    }

    /** Blames the rows where a request without rows passes. */
    private PushResult refusedOrDenied(
            String id, Batch batch, PushResult.NotTaken refusal, String requestId) {
        return emptyPostSender.succeeds(id, batch.table(), batch.rows().size() == 1)
                ? new PushResult.Refused(
                        refusal.words() + " Other requests are not refused.", requestId)
                : PushResultMapper.deniedForAll(refusal);
    }

    @Override
    public RevocationResult revoke(String table, long number) {
        PushResult result = withDataset(id -> emptyPost(id, table, number));
        return switch (result) {
            case PushResult.Taken _ -> verifyRevoked(table, number);
            case PushResult.SequenceBehind(String words) -> new RevocationResult.UsedBefore(words);
            case PushResult.Refused _, PushResult.TooLarge _, PushResult.SchemaFault _ ->
                    new RevocationResult.Unsupported("a request without rows is refused");
            case PushResult.Throttled _,
                    PushResult.Denied _,
                    PushResult.Missing _,
                    PushResult.Unsent _,
                    PushResult.Doubt _ ->
                    new RevocationResult.Failed(result);
        };
    }

    private PushResult emptyPost(String id, String table, long number) {
        SendResult sendResult = emptyPostSender.send(id, table, number);
        PushResult result = pushResultMapper.map(sendResult);
        return isOddRefusal(sendResult, result)
                ? PushResultMapper.deniedForAll((PushResult.NotTaken) result)
                : result;
    }

    /** Looks the number up, since nothing documents that a request without rows uses it. */
    private RevocationResult verifyRevoked(String table, long number) {
        return switch (proof(table, number)) {
            case SequenceProof.Taken _ -> new RevocationResult.Revoked();
            case SequenceProof.Unanswered(String why) ->
                    new RevocationResult.Failed(new PushResult.Doubt(why));
            case SequenceProof.NotTaken _, SequenceProof.Overtaken _, SequenceProof.Unknown _ ->
                    new RevocationResult.Unsupported("a request without rows uses no number up");
        };
    }

    /**
     * Returns whether an answer may be about a value of the wrong type, though it says that
     * something is missing.
     */
    private static boolean mayBlameRows(SendResult sendResult) {
        return sendResult instanceof SendResult.Answer answer
                && answer.status() == 404
                && PowerBiError.of(answer)
                        .hasCode(
                                "RequestedResourceNotFound",
                                "DMTS_DatasourceHasNoCredentialsError");
    }

    private PushResult resolveNotFound(String id, Batch batch, SendResult sendResult) {
        PushResult result = pushResultMapper.map(sendResult);
        return result instanceof PushResult.Missing(String words)
                        && datasetManager.hasTable(id, batch.table())
                ? new PushResult.Refused(
                        words + " The table itself is there.", requestId(sendResult))
                : result;
    }

    private static String requestId(SendResult sendResult) {
        return sendResult instanceof SendResult.Answer answer
                ? PowerBiError.of(answer).requestId()
                : "none";
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
