package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.Template;
import io.quill.records.pull.http.Heard;
import io.quill.records.pull.http.Line;
import io.quill.records.pull.http.Meter;
import io.quill.records.pull.http.PullException;
import io.quill.records.pull.http.Question;
import io.quill.records.pull.json.NotRecords;
import io.quill.records.pull.json.RecordReader;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads each record of a list by itself, since the list holds a part of it alone. */
final class Details implements PageTaker {
    private static final RecordReader WHOLE = new RecordReader(JsonPointer.empty(), Set.of());

    private final Endpoint endpoint;
    private final Template path;
    private final Line line;
    private final Addresses addresses;
    private final Meter meter;
    private final Catch caught;
    private final Pages pages;
    private final List<byte[]> page = new ArrayList<>();

    Details(
            Endpoint endpoint,
            Template path,
            Line line,
            Addresses addresses,
            Meter meter,
            Catch caught,
            Pages pages) {
        this.endpoint = endpoint;
        this.path = path;
        this.line = line;
        this.addresses = addresses;
        this.meter = meter;
        this.caught = caught;
        this.pages = pages;
    }

    @Override
    public void begin() {
        page.clear();
    }

    @Override
    public boolean take(byte[] json) {
        page.add(json);
        return true;
    }

    @Override
    public boolean end(OptionalLong total) {
        for (Optional<byte[]> detail : Parallel.map(page, this::detail)) {
            if (caught.wantsMore()) {
                detail.ifPresent(caught::add);
            }
        }
        page.clear();
        pages.told(caught.records(), total);
        return caught.wantsMore();
    }

    /** What was deleted between the list and this has no detail. */
    private Optional<byte[]> detail(byte[] listed) {
        return caught.id(listed).map(this::read).orElse(Optional.of(listed));
    }

    private Optional<byte[]> read(String id) {
        Question question =
                new Question(addresses.at(path, Map.of("id", id), Map.of()), endpoint.reactions());
        try {
            return switch (line.ask(question, meter, Details::hear)) {
                case Heard.Answer<byte[]>(byte[] json) -> Optional.of(json);
                case Heard.Missing<byte[]> _ -> Optional.empty();
                case Heard.TooDeep<byte[]>(String words) -> throw failed(question, words);
                case Heard.Expired<byte[]>(String words) -> throw failed(question, words);
            };
        } catch (NotRecords e) {
            throw failed(question, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] hear(HttpHeaders headers, InputStream body) throws IOException {
        List<byte[]> records = new ArrayList<>();
        WHOLE.read(body, records::add);
        if (records.size() != 1) {
            throw new NotRecords("has " + records.size() + " records instead of one");
        }
        return records.getFirst();
    }

    private PullException failed(Question question, String words) {
        return new PullException(line.account().hidden(question + " " + words));
    }
}
