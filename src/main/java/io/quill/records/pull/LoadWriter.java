package io.quill.records.pull;

import com.fasterxml.jackson.core.JsonPointer;

import io.quill.records.connector.Endpoint;
import io.quill.records.landing.Load;
import io.quill.records.landing.RawRecord;
import io.quill.records.pull.json.JsonFieldExtractor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes what was read to the load. */
final class LoadWriter {
    private final Load load;
    private final Endpoint.Selector selector;
    private final OptionalLong limit;
    private final List<JsonPointer> fields = new ArrayList<>();
    private long records;

    LoadWriter(Load load, Endpoint.Selector selector, OptionalLong limit) {
        this.load = load;
        this.selector = selector;
        this.limit = limit;
        fields.add(selector.id());
        selector.changed().ifPresent(fields::add);
        selector.gone().ifPresent(fields::add);
        selector.copied().forEach(each -> fields.add(each.at()));
    }

    /** Name of a record, if it has one. */
    Optional<String> id(byte[] json) {
        return id(JsonFieldExtractor.extract(json, fields));
    }

    private Optional<String> id(Map<JsonPointer, String> found) {
        return Optional.ofNullable(found.get(selector.id())).filter(each -> !each.isBlank());
    }

    void add(byte[] json) {
        records++;
        Map<JsonPointer, String> found = JsonFieldExtractor.extract(json, fields);
        Optional<String> id = id(found);
        if (id.isEmpty()) {
            load.reject(id, "It has no id at " + selector.id() + ".", json);
        } else if (selector.gone().filter(found::containsKey).isPresent()) {
            load.markDeleted(id.get());
        } else {
            load.add(new RawRecord(id.get(), json, changed(found), columns(found)));
        }
    }

    private Map<String, String> columns(Map<JsonPointer, String> found) {
        Map<String, String> columns = new HashMap<>();
        for (Endpoint.Copied each : selector.copied()) {
            String value = found.get(each.at());
            if (value != null) {
                columns.put(each.column().name(), value);
            }
        }
        return columns;
    }

    private Optional<Instant> changed(Map<JsonPointer, String> found) {
        return selector.changed()
                .flatMap(pointer -> Optional.ofNullable(found.get(pointer)))
                .flatMap(selector.times()::parse);
    }

    long records() {
        return records;
    }

    boolean wantsMore() {
        return limit.isEmpty() || records < limit.getAsLong();
    }
}
