package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.quill.events.sink.PushResult;
import io.quill.events.sink.Retention;
import io.quill.events.sink.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Finds the dataset, or makes it. Names are not unique there, so it is made by one caller at a
 * time, and never again while nobody knows what became of the last attempt.
 */
final class Datasets {
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final Api api;
    private final Target target;
    private final DatasetSchema schema;
    private final Answers answers;
    private final Pause pause;
    private @Nullable String found;
    private boolean creationInDoubt;

    interface Pause {
        void of(Duration time);
    }

    sealed interface Finding {}

    record Known(String id) implements Finding {}

    record Unknown(Standing why) implements Finding {
        String words() {
            return switch (why) {
                case Standing.Ready _ -> "it has just been found; ask again";
                case Standing.Away(String words) -> words;
                case Standing.Faulty(String words) -> words;
            };
        }
    }

    Datasets(Api api, Target target, DatasetSchema schema, Answers answers, Pause pause) {
        this.api = api;
        this.target = target;
        this.schema = schema;
        this.answers = answers;
        this.pause = pause;
        this.found = target.datasetId().orElse(null);
    }

    /** Where rows go to, without looking at it again. */
    synchronized Finding find() {
        if (found != null) {
            return new Known(found);
        }
        Standing standing = ensure();
        return found == null ? new Unknown(standing) : new Known(found);
    }

    synchronized Standing ensure() {
        return target.datasetId().map(this::checked).orElseGet(this::named);
    }

    synchronized Standing alter(String table) {
        return switch (find()) {
            case Unknown(Standing why) -> why;
            case Known(String id) -> {
                Reply reply = api.put(Api.table(id, table), schema.table(table).json());
                yield succeeded(reply) ? checked(id) : standing(answers.of(reply));
            }
        };
    }

    boolean lists(String id, String table) {
        return api.get("/" + id + "/tables") instanceof Reply.Answer answer
                && answer.isYes()
                && values(answer).stream().anyMatch(it -> it.path("name").asText().equals(table));
    }

    /** What keeps a request from being done keeps the sink from standing. */
    static Standing standing(PushResult result) {
        return switch (result) {
            case PushResult.Taken(String requestId) ->
                    new Standing.Away(
                            "Taken, but not to be seen yet (RequestId " + requestId + ")");
            case PushResult.Doubt(String why) -> new Standing.Away(why);
            case PushResult.Unsent(String words) -> new Standing.Away(words);
            case PushResult.Throttled(_, String words) -> new Standing.Away(words);
            case PushResult.Denied(String words, String remedy) ->
                    new Standing.Faulty(words + ". " + remedy);
            case PushResult.NotTaken refusal -> new Standing.Faulty(refusal.words());
        };
    }

    /** As {@link #ensure}, but nothing is made: absent where something would have to be. */
    synchronized Optional<Standing> look() {
        return target.datasetId().map(this::checked).or(this::byName);
    }

    private Standing named() {
        return byName().orElseGet(() -> creationInDoubt ? stillInDoubt() : created());
    }

    private Optional<Standing> byName() {
        Reply reply = api.get("");
        if (!(reply instanceof Reply.Answer answer) || !answer.isYes()) {
            return Optional.of(standing(answers.of(reply)));
        }
        List<JsonNode> same =
                values(answer).stream()
                        .filter(it -> it.path("name").asText().equals(target.name()))
                        .toList();
        return switch (same.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(checked(same.getFirst().path("id").asText()));
            default -> Optional.of(new Standing.Faulty(ambiguous(same)));
        };
    }

    /** Whether the workspace lets its datasets be listed. */
    PushResult workspace() {
        return answers.of(api.get(""));
    }

    private String ambiguous(List<JsonNode> same) {
        List<String> ids = same.stream().map(it -> it.path("id").asText()).toList();
        return "The workspace has "
                + ids.size()
                + " datasets named '"
                + target.name()
                + "' ("
                + String.join(", ", ids)
                + "): say with POWERBI_DATASET_ID which is meant, or delete the others.";
    }

    private Standing created() {
        String query = "defaultRetentionPolicy=" + retention();
        Reply reply = api.post("", query, schema.json(target.name()));
        return switch (reply) {
            case Reply.Answer answer when answer.isSuccess() -> appearing(answer);
            case Reply.Answer answer -> {
                creationInDoubt = answers.of(answer) instanceof PushResult.Doubt;
                yield standing(answers.of(answer));
            }
            case Reply.NoReply(String why) -> {
                creationInDoubt = true;
                yield new Standing.Away(why);
            }
            case Reply.Unsent(String why) -> new Standing.Away(why);
        };
    }

    /** Accepted only means that it is being made: it is there once its tables can be listed. */
    private Standing appearing(Reply.Answer accepted) {
        creationInDoubt = true;
        String id = Json.read(accepted.body()).path("id").asText();
        if (id.isEmpty()) {
            return new Standing.Away("The dataset is being made; its id is not known yet");
        }
        Standing standing = checked(id);
        for (int look = 1; look < LOOKS && !(standing instanceof Standing.Ready); look++) {
            pause.of(BETWEEN_LOOKS);
            standing = checked(id);
        }
        return standing instanceof Standing.Ready
                ? standing
                : new Standing.Away(
                        "Dataset "
                                + id
                                + " is being made. Last look: "
                                + new Unknown(standing).words());
    }

    private static Standing stillInDoubt() {
        return new Standing.Away(
                "A dataset was asked for and has not appeared; it is not asked for twice. If it does"
                        + " not appear within minutes, restart, or name one with POWERBI_DATASET_ID.");
    }

    private Standing checked(String id) {
        Reply dataset = api.get("/" + id);
        Reply tables = api.get("/" + id + "/tables");
        if (!(dataset instanceof Reply.Answer properties) || isUntold(properties, tables)) {
            return standing(answers.of(dataset));
        }
        if (!(tables instanceof Reply.Answer listed) || !listed.isYes()) {
            return standing(answers.of(tables));
        }
        JsonNode about =
                properties.isYes() ? Json.read(properties.body()) : MissingNode.getInstance();
        if (!about.path("addRowsAPIEnabled").asBoolean(true)) {
            return new Standing.Faulty("Dataset " + id + " is not a push dataset.");
        }
        SchemaCheck check = SchemaCheck.of(schema, values(listed));
        if (!check.faults().isEmpty()) {
            return new Standing.Faulty(
                    "Dataset " + id + " differs: " + String.join("; ", check.faults()));
        }
        found = id;
        creationInDoubt = false;
        return ready(id, about.path("defaultRetentionPolicy").asText(), check);
    }

    /** Where its tables are listed, it is there, and only what it is like cannot be learnt. */
    private static boolean isUntold(Reply.Answer properties, Reply tables) {
        boolean thereAnyway =
                properties.status() == 404
                        && tables instanceof Reply.Answer listed
                        && listed.isYes();
        return !properties.isYes() && !thereAnyway;
    }

    private Standing ready(String id, String policy, SchemaCheck check) {
        if (policy.isEmpty() || policy.equalsIgnoreCase(retention())) {
            return new Standing.Ready(id, target.retention(), check.remarks(), check.missing());
        }
        List<String> more = new ArrayList<>(check.remarks());
        more.add(
                "POWERBI_RETENTION is "
                        + target.retention().name().toLowerCase(Locale.ROOT)
                        + ", but the dataset was made with "
                        + policy
                        + ", which cannot be changed");
        boolean fifo = policy.equalsIgnoreCase("basicFIFO");
        return new Standing.Ready(
                id, fifo ? Retention.FIFO : Retention.NONE, more, check.missing());
    }

    private String retention() {
        return switch (target.retention()) {
            case NONE -> "None";
            case FIFO -> "basicFIFO";
        };
    }

    private static boolean succeeded(Reply reply) {
        return reply instanceof Reply.Answer answer && answer.isSuccess();
    }

    private static List<JsonNode> values(Reply.Answer answer) {
        JsonNode value = Json.read(answer.body()).path("value");
        return StreamSupport.stream(value.spliterator(), false).toList();
    }
}
