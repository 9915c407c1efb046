package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.SinkStatus;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Finds the dataset or creates it. Names are not unique, so only one caller creates it, and never
 * again while the outcome of the last attempt is unknown.
 */
final class DatasetManager {
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final WorkspaceApi workspaceApi;
    private final DatasetTarget datasetTarget;
    private final DatasetSchema schema;
    private final PushResultMapper pushResultMapper;
    private final Pause pause;
    private @Nullable String found;
    private boolean creationInDoubt;

    interface Pause {
        void of(Duration time);
    }

    sealed interface Finding {}

    record Known(String id) implements Finding {}

    record Unknown(SinkStatus why) implements Finding {
        String words() {
            return switch (why) {
                case SinkStatus.Ready _ -> "it has just been found; ask again";
                case SinkStatus.Away(String words) -> words;
                case SinkStatus.Faulty(String words) -> words;
            };
        }
    }

    DatasetManager(
            WorkspaceApi workspaceApi,
            DatasetTarget datasetTarget,
            DatasetSchema schema,
            PushResultMapper pushResultMapper,
            Pause pause) {
        this.workspaceApi = workspaceApi;
        this.datasetTarget = datasetTarget;
        this.schema = schema;
        this.pushResultMapper = pushResultMapper;
        this.pause = pause;
        this.found = datasetTarget.datasetId().orElse(null);
    }

    /** Returns the dataset that rows go to, without checking it again. */
    synchronized Finding find() {
        if (found != null) {
            return new Known(found);
        }
        SinkStatus sinkStatus = ensure();
        return found == null ? new Unknown(sinkStatus) : new Known(found);
    }

    synchronized SinkStatus ensure() {
        return datasetTarget.datasetId().map(this::check).orElseGet(this::findOrCreate);
    }

    synchronized SinkStatus alter(String table) {
        return switch (find()) {
            case Unknown(SinkStatus why) -> why;
            case Known(String id) -> {
                SendResult sendResult =
                        workspaceApi.put(WorkspaceApi.table(id, table), schema.table(table).json());
                yield succeeded(sendResult)
                        ? check(id)
                        : standing(pushResultMapper.map(sendResult));
            }
        };
    }

    boolean hasTable(String id, String table) {
        return workspaceApi.get("/" + id + "/tables") instanceof SendResult.Answer answer
                && answer.isYes()
                && values(answer).stream().anyMatch(it -> it.path("name").asText().equals(table));
    }

    /** Maps the result of a request to the status of the sink. */
    static SinkStatus standing(PushResult result) {
        return switch (result) {
            case PushResult.Taken(String requestId) ->
                    new SinkStatus.Away(
                            "Taken, but not to be seen yet (RequestId " + requestId + ")");
            case PushResult.Doubt(String why) -> new SinkStatus.Away(why);
            case PushResult.Unsent(String words) -> new SinkStatus.Away(words);
            case PushResult.Throttled(_, String words) -> new SinkStatus.Away(words);
            case PushResult.Denied(String words, String remedy) ->
                    new SinkStatus.Faulty(words + ". " + remedy);
            case PushResult.NotTaken refusal -> new SinkStatus.Faulty(refusal.words());
        };
    }

    /** Checks the dataset without creating it; empty where there is none. */
    synchronized Optional<SinkStatus> checkExisting() {
        return datasetTarget.datasetId().map(this::check).or(this::byName);
    }

    private SinkStatus findOrCreate() {
        return byName().orElseGet(() -> creationInDoubt ? stillInDoubt() : create());
    }

    private Optional<SinkStatus> byName() {
        SendResult sendResult = workspaceApi.get("");
        if (!(sendResult instanceof SendResult.Answer answer) || !answer.isYes()) {
            return Optional.of(standing(pushResultMapper.map(sendResult)));
        }
        List<JsonNode> same =
                values(answer).stream()
                        .filter(it -> it.path("name").asText().equals(datasetTarget.name()))
                        .toList();
        return switch (same.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(check(same.getFirst().path("id").asText()));
            default -> Optional.of(new SinkStatus.Faulty(ambiguous(same)));
        };
    }

    /** Lists the workspace's datasets, and returns whether that is allowed. */
    PushResult listDatasets() {
        return pushResultMapper.map(workspaceApi.get(""));
    }

    private String ambiguous(List<JsonNode> same) {
        List<String> ids = same.stream().map(it -> it.path("id").asText()).toList();
        return "The workspace has "
                + ids.size()
                + " datasets named '"
                + datasetTarget.name()
                + "' ("
                + String.join(", ", ids)
                + "): say with POWERBI_DATASET_ID which is meant, or delete the others.";
    }

    private SinkStatus create() {
        String query = "defaultRetentionPolicy=" + retention();
        SendResult sendResult = workspaceApi.post("", query, schema.json(datasetTarget.name()));
        return switch (sendResult) {
            case SendResult.Answer answer when answer.isSuccess() -> awaitCreated(answer);
            case SendResult.Answer answer -> {
                creationInDoubt = pushResultMapper.map(answer) instanceof PushResult.Doubt;
                yield standing(pushResultMapper.map(answer));
            }
            case SendResult.NoReply(String why) -> {
                creationInDoubt = true;
                yield new SinkStatus.Away(why);
            }
            case SendResult.Unsent(String why) -> new SinkStatus.Away(why);
        };
    }

    /**
     * Waits until the tables of an accepted dataset can be listed; accepted only means that it is
     * being created.
     */
    private SinkStatus awaitCreated(SendResult.Answer accepted) {
        creationInDoubt = true;
        String id = PowerBiJson.read(accepted.body()).path("id").asText();
        if (id.isEmpty()) {
            return new SinkStatus.Away("The dataset is being made; its id is not known yet");
        }
        SinkStatus sinkStatus = check(id);
        for (int look = 1; look < LOOKS && !(sinkStatus instanceof SinkStatus.Ready); look++) {
            pause.of(BETWEEN_LOOKS);
            sinkStatus = check(id);
        }
        return sinkStatus instanceof SinkStatus.Ready
                ? sinkStatus
                : new SinkStatus.Away(
                        "Dataset "
                                + id
                                + " is being made. Last look: "
                                + new Unknown(sinkStatus).words());
    }

    private static SinkStatus stillInDoubt() {
        return new SinkStatus.Away(
                "A dataset was asked for and has not appeared; it is not asked for twice. If it does"
                        + " not appear within minutes, restart, or name one with POWERBI_DATASET_ID.");
    }

    private SinkStatus check(String id) {
        SendResult dataset = workspaceApi.get("/" + id);
        SendResult tables = workspaceApi.get("/" + id + "/tables");
        if (!(dataset instanceof SendResult.Answer properties)
                || isUnreadable(properties, tables)) {
            return standing(pushResultMapper.map(dataset));
        }
        if (!(tables instanceof SendResult.Answer listed) || !listed.isYes()) {
            return standing(pushResultMapper.map(tables));
        }
        JsonNode about =
                properties.isYes()
                        ? PowerBiJson.read(properties.body())
                        : MissingNode.getInstance();
        if (!about.path("addRowsAPIEnabled").asBoolean(true)) {
            return new SinkStatus.Faulty("Dataset " + id + " is not a push dataset.");
        }
        SchemaCheck check = SchemaCheck.of(schema, values(listed));
        if (!check.faults().isEmpty()) {
            return new SinkStatus.Faulty(
                    "Dataset " + id + " differs: " + String.join("; ", check.faults()));
        }
        found = id;
        creationInDoubt = false;
        return ready(id, about.path("defaultRetentionPolicy").asText(), check);
    }

    /**
     * Returns whether the dataset cannot be read; where its tables are listed it exists, though its
     * properties are hidden.
     */
    private static boolean isUnreadable(SendResult.Answer properties, SendResult tables) {
        boolean thereAnyway =
                properties.status() == 404
                        && tables instanceof SendResult.Answer listed
                        && listed.isYes();
        return !properties.isYes() && !thereAnyway;
    }

    private SinkStatus ready(String id, String policy, SchemaCheck check) {
        if (policy.isEmpty() || policy.equalsIgnoreCase(retention())) {
            return new SinkStatus.Ready(
                    id, datasetTarget.retention(), check.remarks(), check.missing());
        }
        List<String> more = new ArrayList<>(check.remarks());
        more.add(
                "POWERBI_RETENTION is "
                        + datasetTarget.retention().name().toLowerCase(Locale.ROOT)
                        + ", but the dataset was made with "
                        + policy
                        + ", which cannot be changed");
        boolean fifo = policy.equalsIgnoreCase("basicFIFO");
        return new SinkStatus.Ready(
                id, fifo ? RetentionPolicy.FIFO : RetentionPolicy.NONE, more, check.missing());
    }

    private String retention() {
        return switch (datasetTarget.retention()) {
            case NONE -> "None";
            case FIFO -> "basicFIFO";
        };
    }

    private static boolean succeeded(SendResult sendResult) {
        return sendResult instanceof SendResult.Answer answer && answer.isSuccess();
    }

    private static List<JsonNode> values(SendResult.Answer answer) {
        JsonNode value = PowerBiJson.read(answer.body()).path("value");
        return StreamSupport.stream(value.spliterator(), false).toList();
    }
}
