package io.quill.storm;

import io.quill.sandbox.Sandbox;

import java.util.stream.Stream;

/** Eight calls, then a ticket and an e-mail among them, and so on. */
final class Sources {
    private final Calls calls;
    private final Cases cases;

    Sources(Sandbox sandbox, String token, int events, BadRows rows) {
        this.calls = new Calls(token, events, rows);
        this.cases = new Cases(sandbox);
    }

    Parcel at(int place) {
        return switch (place % 10) {
            case 3 -> cases.ticket(place);
            case 7 -> cases.email(place);
            default -> calls.call(place);
        };
    }

    /** One in ten events is delivered twice, whatever it is. */
    static boolean isRepeated(int place) {
        return (place + place / 10) % 10 == 0;
    }

    Stream<Parcel> afterwards() {
        return cases.owned();
    }
}
