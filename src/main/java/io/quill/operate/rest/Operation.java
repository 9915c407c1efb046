package io.quill.operate.rest;

import java.util.ArrayList;
import java.util.List;

/**
 * Operation of the admin API, with everything that server, document and command line need to know.
 *
 * @param path with {@code {name}} for what stands in it
 * @param target what it is done to, for the audit: a table, or blank
 * @param byWebhooks whether headers of Standard Webhooks open it, which cover no more than its body
 */
public record Operation(
        HttpVerb verb,
        String path,
        String id,
        String summary,
        List<Parameter> inPath,
        List<Parameter> inQuery,
        RequestBody body,
        Returns returns,
        String target,
        boolean byWebhooks,
        Handler handler) {

    /** Successful answer of an operation. */
    public sealed interface Returns {
        /** A record, as JSON; perhaps only after a run, which is then told with 202. */
        record Json(Class<? extends Record> type, boolean mayTakeARun) implements Returns {}

        /** Records, as JSON, a line each. */
        record Lines(Class<? extends Record> type) implements Returns {}

        /** Something that is passed on as it is. */
        record Raw(String mediaType) implements Returns {}
    }

    /** Does it. */
    public interface Handler {
        AdminReply handle(OperationCall operationCall);
    }

    public Operation {
        inPath = List.copyOf(inPath);
        inQuery = List.copyOf(inQuery);
    }

    public static Builder get(String path, String id, String summary) {
        return new Builder(HttpVerb.GET, path, id, summary);
    }

    public static Builder post(String path, String id, String summary) {
        return new Builder(HttpVerb.POST, path, id, summary);
    }

    public static Builder put(String path, String id, String summary) {
        return new Builder(HttpVerb.PUT, path, id, summary);
    }

    public static Builder delete(String path, String id, String summary) {
        return new Builder(HttpVerb.DELETE, path, id, summary);
    }

    /** Gathers what there is to say of an operation. */
    public static final class Builder {
        private final HttpVerb httpVerb;
        private final String path;
        private final String id;
        private final String summary;
        private final List<Parameter> inPath = new ArrayList<>();
        private final List<Parameter> inQuery = new ArrayList<>();
        private RequestBody requestBody = new RequestBody.None();
        private String target = "";
        private boolean byWebhooks;

        private Builder(HttpVerb httpVerb, String path, String id, String summary) {
            this.httpVerb = httpVerb;
            this.path = path;
            this.id = id;
            this.summary = summary;
        }

        public Builder path(Parameter parameter) {
            inPath.add(parameter);
            return this;
        }

        public Builder query(Parameter... parameters) {
            inQuery.addAll(List.of(parameters));
            return this;
        }

        public Builder takes(RequestBody what) {
            requestBody = what;
            return this;
        }

        public Builder on(String table) {
            target = table;
            return this;
        }

        public Builder byWebhooks(boolean so) {
            byWebhooks = so;
            return this;
        }

        public Operation answers(Class<? extends Record> type, Handler handler) {
            return answers(new Returns.Json(type, false), handler);
        }

        /** Done in a run, which is answered itself when it takes longer than somebody waits. */
        public Operation answersInARun(Class<? extends Record> type, Handler handler) {
            inQuery.add(
                    Parameter.number("wait", 0, 60, 10, "seconds to wait for the end of the run"));
            return answers(new Returns.Json(type, true), handler);
        }

        public Operation answers(Returns returns, Handler handler) {
            return new Operation(
                    httpVerb,
                    path,
                    id,
                    summary,
                    inPath,
                    inQuery,
                    requestBody,
                    returns,
                    target,
                    byWebhooks,
                    handler);
        }
    }
}
