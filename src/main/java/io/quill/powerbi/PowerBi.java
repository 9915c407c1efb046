package io.quill.powerbi;

import io.quill.push.Batch;
import io.quill.push.Presence;
import io.quill.push.Proof;
import io.quill.push.PushResult;
import io.quill.push.Quota;
import io.quill.push.Sink;
import io.quill.push.Standing;

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
    private final Answers answers;

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
        return mayMeanTheRows(reply) ? sorted(id, batch, reply) : answers.of(reply);
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
