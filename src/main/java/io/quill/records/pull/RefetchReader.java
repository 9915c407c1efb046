package io.quill.records.pull;

import io.quill.records.connector.Refetch;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.json.UnexpectedResponseException;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads records again by their ids, in groups. Records that are missing then are left alone. */
final class RefetchReader {
    private final Refetch refetch;
    private final ListReader lists;
    private final ServiceUriBuilder serviceUriBuilder;
    private final PageConsumer taker;
    private final LoadWriter caught;

    RefetchReader(
            Refetch refetch,
            ListReader lists,
            ServiceUriBuilder serviceUriBuilder,
            PageConsumer taker,
            LoadWriter caught) {
        this.refetch = refetch;
        this.lists = lists;
        this.serviceUriBuilder = serviceUriBuilder;
        this.taker = taker;
        this.caught = caught;
    }

    void read(List<String> ids) {
        for (int first = 0; first < ids.size(); first += refetch.atOnce()) {
            List<String> some = ids.subList(first, Math.min(first + refetch.atOnce(), ids.size()));
            Map<String, String> query =
                    serviceUriBuilder.query(refetch.query(), Map.of("ids", String.join(",", some)));
            switch (lists.read(Map.of(), query, new Asked(Set.copyOf(some)))) {
                case ListResult.Reached _, ListResult.Missing _ -> {}
                case ListResult.TooDeep(String words) -> throw failed(words);
                case ListResult.Expired(String words) -> throw failed(words);
            }
        }
    }

    private static PullException failed(String words) {
        return new PullException("Records could not be read again by their ids: " + words);
    }

    /** A service that does not understand the question answers with everything. */
    private final class Asked implements PageConsumer {
        private final Set<String> ids;

        Asked(Set<String> ids) {
            this.ids = ids;
        }

        @Override
        public void begin() {
            taker.begin();
        }

        @Override
        public boolean accept(byte[] json) {
            if (caught.id(json).filter(ids::contains).isEmpty()) {
                throw new UnexpectedResponseException("holds a record whose id was not asked for");
            }
            return taker.accept(json);
        }

        @Override
        public boolean end(OptionalLong total) {
            return taker.end(total);
        }
    }
}
