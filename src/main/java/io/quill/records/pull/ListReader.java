package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Change;
import io.quill.records.connector.Endpoint;
import io.quill.records.pull.http.Heard;
import io.quill.records.pull.http.Line;
import io.quill.records.pull.http.Meter;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.Question;
import io.quill.records.pull.json.Fields;
import io.quill.records.pull.json.NotRecords;
import io.quill.records.pull.json.RecordReader;
import io.quill.records.pull.paging.Endless;
import io.quill.records.pull.paging.Seen;
import io.quill.records.pull.paging.Step;
import io.quill.records.pull.paging.Walk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a list of an endpoint to its end. */
final class ListReader {
    private final Endpoint endpoint;
    private final Line line;
    private final Addresses addresses;
    private final Meter meter;

    ListReader(Endpoint endpoint, Line line, Addresses addresses, Meter meter) {
        this.endpoint = endpoint;
        this.line = line;
        this.addresses = addresses;
        this.meter = meter;
    }

    /** From its first page on. */
    End read(Map<String, String> values, Map<String, String> query, PageTaker taker) {
        Walk walk = new Walk(endpoint.paging());
        return new Reading(walk, values, query, taker).from(walk.first());
    }

    /** From an address on that the service gave. */
    End readFrom(String reference, PageTaker taker) {
        Walk walk = new Walk(endpoint.paging());
        return new Reading(walk, Map.of(), Map.of(), taker).from(new Step.Address(reference));
    }

    private record Page(Seen seen, boolean enough) {}

    /** One reading of one list. */
    private final class Reading {
        private final Walk walk;
        private final Map<String, String> values;
        private final Map<String, String> query;
        private final PageTaker taker;
        private final RecordReader reader;
        private URI here;
        private long records;
        private long longest = -1;
        private boolean shrank;

        Reading(Walk walk, Map<String, String> values, Map<String, String> query, PageTaker taker) {
            this.walk = walk;
            this.values = values;
            this.query = query;
            this.taker = taker;
            this.here = addresses.at(endpoint.path(), values, Map.of());
            Set<JsonPointer> beside = new HashSet<>(walk.beside());
            endpoint.selector().total().ifPresent(beside::add);
            if (endpoint.change().orElse(null) instanceof Change.Link(JsonPointer link)) {
                beside.add(link);
            }
            this.reader = new RecordReader(endpoint.selector().records(), beside);
        }

        End from(Step start) {
            Step step = start;
            while (true) {
                here = address(step);
                switch (ask()) {
                    case Heard.Missing<Page> _ -> {
                        return new End.Missing();
                    }
                    case Heard.Expired<Page>(String words) -> {
                        return new End.Expired(words);
                    }
                    case Heard.TooDeep<Page>(String words) -> {
                        if (step.equals(start)) {
                            throw failed(words);
                        }
                        return new End.TooDeep(words);
                    }
                    case Heard.Answer<Page>(Page page) -> {
                        count(page.seen);
                        boolean more = taker.end(total(page.seen)) && !page.enough;
                        Optional<Step> next = more ? next(page.seen) : Optional.empty();
                        if (next.isEmpty()) {
                            return new End.Reached(records, shrank, page.seen.beside());
                        }
                        step = next.get();
                    }
                }
            }
        }

        private URI address(Step step) {
            return switch (step) {
                case Step.Address(String reference) -> addresses.from(here, reference);
                case Step.Query(var parameters) -> {
                    Map<String, String> all =
                            new HashMap<>(addresses.query(endpoint.query(), values));
                    all.putAll(query);
                    all.putAll(parameters);
                    yield addresses.at(endpoint.path(), values, all);
                }
            };
        }

        private Heard<Page> ask() {
            try {
                return line.ask(new Question(here, endpoint.reactions()), meter, this::hear);
            } catch (NotRecords e) {
                throw failed(String.valueOf(e.getMessage()));
            }
        }

        private Page hear(HttpHeaders headers, InputStream body) throws IOException {
            String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (type.contains("html")) {
                throw failed("answers with a web page instead of records");
            }
            taker.begin();
            Sheet sheet = new Sheet();
            Map<JsonPointer, String> beside = reader.read(body, sheet::take);
            return new Page(
                    new Seen(sheet.records, beside, headers.allValues("Link"), sheet.last(walk)),
                    sheet.enough);
        }

        private void count(Seen seen) {
            records += seen.records();
            OptionalLong total = total(seen);
            if (total.isPresent()) {
                shrank |= total.getAsLong() < longest;
                longest = Math.max(longest, total.getAsLong());
            }
        }

        private OptionalLong total(Seen seen) {
            return endpoint.selector().total().map(seen.beside()::get).stream()
                    .filter(text -> text.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        }

        private Optional<Step> next(Seen seen) {
            try {
                return walk.next(seen);
            } catch (Endless e) {
                throw failed(String.valueOf(e.getMessage()));
            }
        }

        private PullException failed(String words) {
            Question question = new Question(here, List.of());
            return new PullException(line.account().hidden(question + " " + words));
        }

        /** The records of one page as they come. */
        private final class Sheet {
            private long records;
            private boolean enough;
            private byte[] last = new byte[0];

            boolean take(byte[] json) {
                records++;
                last = json;
                enough = !taker.take(json);
                return !enough;
            }

            Optional<String> last(Walk walk) {
                return walk.lastField()
                        .filter(_ -> records > 0)
                        .map(field -> Fields.of(last, List.of(field)).get(field));
            }
        }
    }
}
