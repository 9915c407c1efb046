package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.Template;
import io.quill.records.pull.http.ApiRequest;
import io.quill.records.pull.http.ApiResult;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.RequestMeter;
import io.quill.records.pull.http.ServiceClient;
import io.quill.records.pull.json.RecordReader;
import io.quill.records.pull.json.UnexpectedResponseException;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the whole of each record by itself, where the list holds only a part of it. */
final class DetailReader implements PageConsumer {
    private static final RecordReader WHOLE = new RecordReader(JsonPointer.empty(), Set.of());

    private final Endpoint endpoint;
    private final Template path;
    private final ServiceClient serviceClient;
    private final ServiceUriBuilder serviceUriBuilder;
    private final RequestMeter requestMeter;
    private final LoadWriter caught;
    private final PageCounter pageCounter;
    private final List<byte[]> page = new ArrayList<>();

    DetailReader(
            Endpoint endpoint,
            Template path,
            ServiceClient serviceClient,
            ServiceUriBuilder serviceUriBuilder,
            RequestMeter requestMeter,
            LoadWriter caught,
            PageCounter pageCounter) {
        this.endpoint = endpoint;
        this.path = path;
        this.serviceClient = serviceClient;
        this.serviceUriBuilder = serviceUriBuilder;
        this.requestMeter = requestMeter;
        this.caught = caught;
        this.pageCounter = pageCounter;
    }

    @Override
    public void begin() {
        page.clear();
    }

    @Override
    public boolean accept(byte[] json) {
        page.add(json);
        return true;
    }

    @Override
    public boolean end(OptionalLong total) {
        for (Optional<byte[]> detail : ParallelRequests.map(page, this::detail)) {
            if (caught.wantsMore()) {
                detail.ifPresent(caught::add);
            }
        }
        page.clear();
        pageCounter.countPage(caught.records(), total);
        return caught.wantsMore();
    }

    /** Returns the detail of a listed record, empty when it was deleted meanwhile. */
    private Optional<byte[]> detail(byte[] listed) {
        return caught.id(listed).map(this::read).orElse(Optional.of(listed));
    }

    private Optional<byte[]> read(String id) {
        ApiRequest apiRequest =
                new ApiRequest(
                        serviceUriBuilder.build(path, Map.of("id", id), Map.of()),
                        endpoint.reactions());
        try {
            return switch (serviceClient.send(apiRequest, requestMeter, DetailReader::readRecord)) {
                case ApiResult.Answer<byte[]>(byte[] json) -> Optional.of(json);
                case ApiResult.Missing<byte[]> _ -> Optional.empty();
                case ApiResult.TooDeep<byte[]>(String words) -> throw failed(apiRequest, words);
                case ApiResult.Expired<byte[]>(String words) -> throw failed(apiRequest, words);
            };
        } catch (UnexpectedResponseException e) {
            throw failed(apiRequest, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] readRecord(HttpHeaders headers, InputStream body) throws IOException {
        List<byte[]> records = new ArrayList<>();
        WHOLE.read(body, records::add);
        if (records.size() != 1) {
            throw new UnexpectedResponseException(
                    "has " + records.size() + " records instead of one");
        }
        return records.getFirst();
    }

    private PullException failed(ApiRequest apiRequest, String words) {
        return new PullException(serviceClient.account().mask(apiRequest + " " + words));
    }
}
