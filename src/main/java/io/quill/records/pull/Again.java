package io.quill.records.pull;

import io.quill.records.connector.Refetch;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.json.NotRecords;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads records once more by their ids, some at once. What is not there then, is left alone. */
final class Again {
    private final Refetch refetch;
    private final ListReader lists;
    private final Addresses addresses;
    private final PageTaker taker;
    private final Catch caught;

    Again(Refetch refetch, ListReader lists, Addresses addresses, PageTaker taker, Catch caught) {
        this.refetch = refetch;
        this.lists = lists;
        this.addresses = addresses;
        this.taker = taker;
        this.caught = caught;
    }

    void read(List<String> ids) {
        for (int first = 0; first < ids.size(); first += refetch.atOnce()) {
            List<String> some = ids.subList(first, Math.min(first + refetch.atOnce(), ids.size()));
            Map<String, String> query =
                    addresses.query(refetch.query(), Map.of("ids", String.join(",", some)));
            switch (lists.read(Map.of(), query, new Asked(Set.copyOf(some)))) {
                case End.Reached _, End.Missing _ -> {}
                case End.TooDeep(String words) -> throw failed(words);
                case End.Expired(String words) -> throw failed(words);
            }
        }
    }

    private static PullException failed(String words) {
        return new PullException("What is read again by its ids cannot be had: " + words);
    }

    /** A service that does not understand the question answers with everything. */
    private final class Asked implements PageTaker {
        private final Set<String> ids;

        Asked(Set<String> ids) {
            this.ids = ids;
        }

        @Override
        public void begin() {
            taker.begin();
        }

        @Override
        public boolean take(byte[] json) {
            if (caught.id(json).filter(ids::contains).isEmpty()) {
                throw new NotRecords("holds a record whose id was not asked for");
            }
            return taker.take(json);
        }

        @Override
        public boolean end(OptionalLong total) {
            return taker.end(total);
        }
    }
}
