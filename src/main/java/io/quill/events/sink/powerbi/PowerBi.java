package io.quill.events.sink.powerbi;

import io.quill.events.sink.Batch;
import io.quill.events.sink.Presence;
import io.quill.events.sink.Proof;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;
import io.quill.events.sink.Revocation;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.Sink;
import io.quill.events.sink.Standing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One push dataset. */
public final class PowerBi implements Sink {
    private static final int BYTES_A_POST = 16_000_000;
    private static final String NOT_FOUND_YET = "The dataset was not found yet: ";

    private final Api api;
    private final Tokens tokens;
    private final Datasets datasets;
    private final SequenceBooks books;
    private final EventQuery query;
    private final RowCountQuery rowCounts;
    private final DatasetSchema schema;
    private final Answers answers;
    private final EmptyPosts emptyPosts;

    public PowerBi(Transport transport, Tokens tokens, Target target, DatasetSchema schema) {
        this(transport, tokens, target, schema, InstantSource.system(), PowerBi::sleep);
    }

    PowerBi(
            Transport transport,
            Tokens tokens,
            Target target,
            DatasetSchema schema,
            InstantSource clock,
            Datasets.Pause pause) {
        api = new Api(transport, tokens, target.workspaceId());
        this.tokens = tokens;
        answers = new Answers(clock);
        datasets = new Datasets(api, target, schema, answers, pause);
        books = new SequenceBooks(api, target.clientId());
        query = new EventQuery(api);
        rowCounts = new RowCountQuery(api);
        this.schema = schema;
        emptyPosts = new EmptyPosts(api, answers, clock);
    }

    @Override
    public Standing ensure() {
        try {
            return datasets.ensure();
        } catch (TokenFault fault) {
            return Datasets.standing(Answers.of(fault));
        }
    }

    /** As {@link #ensure}, but nothing is made: absent where there is none of that name. */
    public Optional<Standing> look() {
        try {
            return datasets.look();
        } catch (TokenFault fault) {
            return Optional.of(Datasets.standing(Answers.of(fault)));
        }
    }

    /** Whether the workspace lets its datasets be listed. */
    PushResult workspace() {
        try {
            return datasets.workspace();
        } catch (TokenFault fault) {
            return Answers.of(fault);
        }
    }

    /** Whether there is a token to be had. */
    void signIn() {
        tokens.current();
    }

    /**
     * Replaces a table's definition by the wanted one. What becomes of the rows of a column that
     * goes or changes its type is not known, so this happens only where an operator asks for it.
     */
    public Standing alter(String table) {
        try {
            return datasets.alter(table);
        } catch (TokenFault fault) {
            return Datasets.standing(Answers.of(fault));
        }
    }

    @Override
    public PushResult append(Batch batch) {
        byte[] body =
                ("{\"rows\":[" + String.join(",", batch.rows()) + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        if (batch.rows().size() > Quota.ROWS_A_POST || body.length > BYTES_A_POST) {
            return new PushResult.TooLarge(
                    batch + " has " + body.length + " bytes: more than one request may carry");
        }
        return change(id -> post(id, batch, body));
    }

    @Override
    public PushResult clear(String table) {
        return change(id -> answers.of(api.delete(Api.table(id, table) + "/rows")));
    }

    @Override
    public Proof proof(String table, long number) {
        try {
            return switch (datasets.find()) {
                case Datasets.Known(String id) -> books.proof(id, table, number);
                case Datasets.Unknown(Standing.Away(String words)) -> new Proof.Unanswered(words);
                case Datasets.Unknown unknown -> new Proof.Unknown(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenFault fault) {
            String why = String.valueOf(fault.getMessage());
            return switch (fault.reason()) {
                case REFUSED -> new Proof.Unknown(why);
                case UNREACHABLE -> new Proof.Unanswered(why);
            };
        }
    }

    @Override
    public Presence present(Collection<String> eventIds) {
        try {
            return switch (datasets.find()) {
                case Datasets.Known(String id) -> query.present(id, eventIds);
                case Datasets.Unknown(Standing.Away(String words)) ->
                        new Presence.Unanswered(words);
                case Datasets.Unknown unknown ->
                        new Presence.Unknown(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenFault fault) {
            String why = String.valueOf(fault.getMessage());
            return switch (fault.reason()) {
                case REFUSED -> new Presence.Unknown(why);
                case UNREACHABLE -> new Presence.Unanswered(why);
            };
        }
    }

    @Override
    public int postsBeside() {
        return api.postsBeside();
    }

    @Override
    public RowCount count(String table) {
        try {
            return switch (datasets.find()) {
                case Datasets.Known(String id) ->
                        rowCounts.count(id, table, schema.table(table).columns().getFirst().name());
                case Datasets.Unknown unknown ->
                        new RowCount.Unknown(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenFault fault) {
            return new RowCount.Unknown(String.valueOf(fault.getMessage()));
        }
    }

    private PushResult change(Function<String, PushResult> request) {
        try {
            return switch (datasets.find()) {
                case Datasets.Known(String id) -> request.apply(id);
                case Datasets.Unknown(Standing.Away(String words)) -> new PushResult.Unsent(words);
                case Datasets.Unknown unknown ->
                        new PushResult.Missing(NOT_FOUND_YET + unknown.words());
            };
        } catch (TokenFault fault) {
            return Answers.of(fault);
        }
    }

    private PushResult post(String id, Batch batch, byte[] body) {
        String path = Api.table(id, batch.table()) + "/rows";
        // as it is: nothing documents that a gzipped body would be understood
        Reply reply =
                api.post(
                        path,
                        "",
                        Map.of(SequenceBooks.HEADER, Long.toString(batch.number())),
                        body);
        if (mayMeanTheRows(reply)) {
            return sorted(id, batch, reply);
        }
        PushResult result = answers.of(reply);
        return isOddRefusal(reply, result)
                ? blamed(id, batch, (PushResult.NotTaken) result, requestId(reply))
                : result;
    }

    /** 400 is said about rows. These are said about rows, about a role, or by something between. */
    private static boolean isOddRefusal(Reply reply, PushResult result) {
        return reply instanceof Reply.Answer answer
                && ((answer.status() == 403 && result instanceof PushResult.Denied)
                        || (answer.status() != 400 && result instanceof PushResult.Refused))
                && !Complaint.of(answer)
                        .hasCode("FeatureDeprecatedError", "TokenExpired", "InvalidToken");
    }

    /** Where a request without rows passes, the rows were to blame. */
    private PushResult blamed(
            String id, Batch batch, PushResult.NotTaken refusal, String requestId) {
        return emptyPosts.pass(id, batch.table(), batch.rows().size() == 1)
                ? new PushResult.Refused(
                        refusal.words() + " Other requests are not refused.", requestId)
                : Answers.everything(refusal);
    }

    @Override
    public Revocation revoke(String table, long number) {
        PushResult result = change(id -> emptyPost(id, table, number));
        return switch (result) {
            case PushResult.Taken _ -> isUsed(table, number);
            case PushResult.SequenceBehind(String words) -> new Revocation.UsedBefore(words);
            case PushResult.Refused _, PushResult.TooLarge _, PushResult.SchemaFault _ ->
                    new Revocation.Unsupported("a request without rows is refused");
            case PushResult.Throttled _,
                    PushResult.Denied _,
                    PushResult.Missing _,
                    PushResult.Unsent _,
                    PushResult.Doubt _ ->
                    new Revocation.Failed(result);
        };
    }

    private PushResult emptyPost(String id, String table, long number) {
        Reply reply = emptyPosts.send(id, table, number);
        PushResult result = answers.of(reply);
        return isOddRefusal(reply, result)
                ? Answers.everything((PushResult.NotTaken) result)
                : result;
    }

    /** Nothing documents that a request without rows counts, so its number is looked for. */
    private Revocation isUsed(String table, long number) {
        return switch (proof(table, number)) {
            case Proof.Taken _ -> new Revocation.Revoked();
            case Proof.Unanswered(String why) -> new Revocation.Failed(new PushResult.Doubt(why));
            case Proof.NotTaken _, Proof.Overtaken _, Proof.Unknown _ ->
                    new Revocation.Unsupported("a request without rows uses no number up");
        };
    }

    /** A value of the wrong type has been answered with these, as if something were missing. */
    private static boolean mayMeanTheRows(Reply reply) {
        return reply instanceof Reply.Answer answer
                && answer.status() == 404
                && Complaint.of(answer)
                        .hasCode(
                                "RequestedResourceNotFound",
                                "DMTS_DatasourceHasNoCredentialsError");
    }

    private PushResult sorted(String id, Batch batch, Reply reply) {
        PushResult result = answers.of(reply);
        return result instanceof PushResult.Missing(String words)
                        && datasets.lists(id, batch.table())
                ? new PushResult.Refused(words + " The table itself is there.", requestId(reply))
                : result;
    }

    private static String requestId(Reply reply) {
        return reply instanceof Reply.Answer answer ? Complaint.of(answer).requestId() : "none";
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
