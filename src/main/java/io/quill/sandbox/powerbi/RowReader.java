package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code {"rows":[…]}} against a table's columns: all of it is good, or all is refused. */
final class RowReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int WORTH_SHARING = 64;

    private final PushLimits pushLimits;
    private final PowerBiSwitches powerBiSwitches;
    private final ValueReader values;
    private final List<PushColumn> columns;
    private final Map<String, Integer> places = new HashMap<>();
    // most texts of a column repeat; shared, a million rows fit in memory
    private final Map<String, String> shared = new HashMap<>();

    RowReader(List<PushColumn> columns, PushLimits pushLimits, PowerBiSwitches powerBiSwitches) {
        this.pushLimits = pushLimits;
        this.powerBiSwitches = powerBiSwitches;
        this.values = new ValueReader(pushLimits, powerBiSwitches);
        this.columns = columns;
        for (int place = 0; place < columns.size(); place++) {
            places.put(columns.get(place).name(), place);
        }
    }

    List<@Nullable Object[]> read(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            List<@Nullable Object[]> rows = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (!json.currentName().equals("rows")) {
                    throw unknown(json.currentName(), "Rows");
                }
                rows = rows(json);
            }
            if (rows == null || json.nextToken() != null) {
                throw malformed();
            }
            return rows;
        } catch (JsonParseException _) {
            throw malformed();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private List<@Nullable Object[]> rows(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_ARRAY);
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            if (rows.size() == pushLimits.rowsPerPost()) {
                throw tooMany();
            }
            rows.add(row(json));
        }
        expect(json.currentToken(), JsonToken.END_ARRAY);
        return rows;
    }

    private @Nullable Object[] row(JsonParser json) throws IOException {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            Integer place = places.get(name);
            json.nextToken();
            if (place != null) {
                row[place] = shared(values.read(json, columns.get(place)));
            } else if (powerBiSwitches.unknownColumn() == PowerBiSwitches.UnknownColumn.IGNORED) {
                json.skipChildren();
            } else {
                throw unknown(name, "Row");
            }
        }
        return row;
    }

    private @Nullable Object shared(@Nullable Object value) {
        if (value instanceof String text && text.length() <= WORTH_SHARING) {
            return shared.computeIfAbsent(text, same -> same);
        }
        return value;
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw malformed();
        }
    }

    private RefusedException tooMany() {
        return new RefusedException(
                switch (powerBiSwitches.tooManyRows()) {
                    case TOO_LARGE ->
                            PowerBiErrors.plain(
                                    413, "RequestEntityTooLarge", "Too many rows in a POST.");
                    case BAD_REQUEST -> PowerBiErrors.invalid("rows", "Too many rows in a POST.");
                });
    }

    private static RefusedException unknown(String property, String type) {
        String api = "Microsoft.PowerBI.ServiceContracts.Api." + type;
        return new RefusedException(
                PowerBiErrors.invalid("rows", PowerBiErrors.unknownProperty(property, api)));
    }

    private static RefusedException malformed() {
        return new RefusedException(
                PowerBiErrors.invalid("rows", "The body is not of the form {\"rows\":[]}."));
    }
}
