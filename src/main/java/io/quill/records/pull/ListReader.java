package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.IncrementalSync;
import io.quill.records.pull.http.ApiRequest;
import io.quill.records.pull.http.ApiResult;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.RequestMeter;
import io.quill.records.pull.http.ServiceClient;
import io.quill.records.pull.json.JsonFieldExtractor;
import io.quill.records.pull.json.RecordReader;
import io.quill.records.pull.json.UnexpectedResponseException;
import io.quill.records.pull.paging.PageLocation;
import io.quill.records.pull.paging.PageSummary;
import io.quill.records.pull.paging.Paginator;
import io.quill.records.pull.paging.PagingLoopException;

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
    private final ServiceClient serviceClient;
    private final ServiceUriBuilder serviceUriBuilder;
    private final RequestMeter requestMeter;

    ListReader(
            Endpoint endpoint,
            ServiceClient serviceClient,
            ServiceUriBuilder serviceUriBuilder,
            RequestMeter requestMeter) {
        this.endpoint = endpoint;
        this.serviceClient = serviceClient;
        this.serviceUriBuilder = serviceUriBuilder;
        this.requestMeter = requestMeter;
    }

    /** Reads the list from its first page. */
    ListResult read(Map<String, String> values, Map<String, String> query, PageConsumer taker) {
        Paginator paginator = new Paginator(endpoint.paging());
        return new Reading(paginator, values, query, taker).from(paginator.first());
    }

    /** Reads the list from a link that the service gave. */
    ListResult readFrom(String reference, PageConsumer taker) {
        Paginator paginator = new Paginator(endpoint.paging());
        return new Reading(paginator, Map.of(), Map.of(), taker)
                .from(new PageLocation.Address(reference));
    }

    private record Page(PageSummary seen, boolean enough) {}

    /** One reading of one list. */
    private final class Reading {
        private final Paginator paginator;
        private final Map<String, String> values;
        private final Map<String, String> query;
        private final PageConsumer taker;
        private final RecordReader reader;
        private URI here;
        private long records;
        private long longest = -1;
        private boolean shrank;

        Reading(
                Paginator paginator,
                Map<String, String> values,
                Map<String, String> query,
                PageConsumer taker) {
            this.paginator = paginator;
            this.values = values;
            this.query = query;
            this.taker = taker;
            this.here = serviceUriBuilder.build(endpoint.path(), values, Map.of());
            Set<JsonPointer> beside = new HashSet<>(paginator.metadataFields());
            endpoint.selector().total().ifPresent(beside::add);
            if (endpoint.change().orElse(null) instanceof IncrementalSync.Link(JsonPointer link)) {
                beside.add(link);
            }
            this.reader = new RecordReader(endpoint.selector().records(), beside);
        }

        ListResult from(PageLocation start) {
            PageLocation pageLocation = start;
            while (true) {
                here = address(pageLocation);
                switch (ask()) {
                    case ApiResult.Missing<Page> _ -> {
                        return new ListResult.Missing();
                    }
                    case ApiResult.Expired<Page>(String words) -> {
                        return new ListResult.Expired(words);
                    }
                    case ApiResult.TooDeep<Page>(String words) -> {
                        if (pageLocation.equals(start)) {
                            throw failed(words);
                        }
                        return new ListResult.TooDeep(words);
                    }
                    case ApiResult.Answer<Page>(Page page) -> {
                        count(page.seen);
                        boolean more = taker.end(total(page.seen)) && !page.enough;
                        Optional<PageLocation> next = more ? next(page.seen) : Optional.empty();
                        if (next.isEmpty()) {
                            return new ListResult.Reached(records, shrank, page.seen.metadata());
                        }
                        pageLocation = next.get();
                    }
                }
            }
        }

        private URI address(PageLocation pageLocation) {
            return switch (pageLocation) {
                case PageLocation.Address(String reference) ->
                        serviceUriBuilder.follow(here, reference);
                case PageLocation.Query(var parameters) -> {
                    Map<String, String> all =
                            new HashMap<>(serviceUriBuilder.query(endpoint.query(), values));
                    all.putAll(query);
                    all.putAll(parameters);
                    yield serviceUriBuilder.build(endpoint.path(), values, all);
                }
            };
        }

        private ApiResult<Page> ask() {
            try {
                return serviceClient.send(
                        new ApiRequest(here, endpoint.reactions()), requestMeter, this::hear);
            } catch (UnexpectedResponseException e) {
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
                    new PageSummary(
                            sheet.records,
                            beside,
                            headers.allValues("Link"),
                            sheet.last(paginator)),
                    sheet.enough);
        }

        private void count(PageSummary pageSummary) {
            records += pageSummary.records();
            OptionalLong total = total(pageSummary);
            if (total.isPresent()) {
                shrank |= total.getAsLong() < longest;
                longest = Math.max(longest, total.getAsLong());
            }
        }

        private OptionalLong total(PageSummary pageSummary) {
            return endpoint.selector().total().map(pageSummary.metadata()::get).stream()
                    .filter(text -> text.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        }

        private Optional<PageLocation> next(PageSummary pageSummary) {
            try {
                return paginator.next(pageSummary);
            } catch (PagingLoopException e) {
                throw failed(String.valueOf(e.getMessage()));
            }
        }

        private PullException failed(String words) {
            ApiRequest apiRequest = new ApiRequest(here, List.of());
            return new PullException(serviceClient.account().mask(apiRequest + " " + words));
        }

        /** The records of one page as they come. */
        private final class Sheet {
            private long records;
            private boolean enough;
            private byte[] last = new byte[0];

            boolean take(byte[] json) {
                records++;
                last = json;
                enough = !taker.accept(json);
                return !enough;
            }

            Optional<String> last(Paginator paginator) {
                return paginator
                        .lastField()
                        .filter(_ -> records > 0)
                        .map(field -> JsonFieldExtractor.extract(last, List.of(field)).get(field));
            }
        }
    }
}
