package io.quill.storm;

import io.quill.app.SampleDeliveries;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;

/** Calls of fifteen days, as Aloware tells them: once. */
final class Calls {
    private static final long FIRST_ID = 54_000_000;
    private static final int DAYS = 15;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 1);

    private final String token;
    private final int events;
    private final BadRows rows;

    Calls(String token, int events, BadRows rows) {
        this.rows = rows;
        this.token = token;
        this.events = events;
    }

    Parcel call(int place) {
        long id = FIRST_ID + place;
        LocalDate day = FIRST_DAY.plusDays((long) place * DAYS / events);
        String body = SampleDeliveries.call(id, Long.toString(People.agent(place)), day);
        String key = "ALOWARE:" + id;
        return new Parcel(key, rows.fate(key), false, origin -> request(origin, body));
    }

    private HttpRequest.Builder request(URI origin, String body) {
        return HttpRequest.newBuilder(origin.resolve("/webhook/aloware"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body));
    }
}
