package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.sync.Fault;
import io.quill.platform.time.Regions;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is wrong with rules that a schema cannot see. Each part is judged by itself, then all. */
final class RuleFaults {
    private final JsonNode payload;
    private final Predicate<String> sound;
    private final List<Fault> faults = new ArrayList<>();

    private RuleFaults(JsonNode payload, Predicate<String> sound) {
        this.payload = payload;
        this.sound = sound;
    }

    static List<Fault> of(JsonNode payload, Predicate<String> sound) {
        RuleFaults all = new RuleFaults(payload, sound);
        all.zone(payload, "");
        Map<String, Rule> rules = all.parts("rules", Rule::of, Rule::hours);
        all.clashes(rules, Rule::name, Rule::clash);
        Map<String, Special> specials = new LinkedHashMap<>();
        specials.putAll(
                all.parts(
                        "exceptions",
                        Special::exception,
                        special -> special.hours().orElseThrow()));
        specials.putAll(all.parts("daysOff", Special::dayOff));
        all.clashes(specials, Special::name, Special::clash);
        return all.faults;
    }

    private <T> Map<String, T> parts(
            String name, Function<JsonNode, T> reader, Function<T, Hours> hours) {
        Map<String, T> parts = parts(name, reader);
        parts.forEach(
                (at, part) ->
                        hours.apply(part)
                                .fault()
                                .ifPresent(words -> faults.add(new Fault(at, words))));
        return parts;
    }

    private <T> Map<String, T> parts(String name, Function<JsonNode, T> reader) {
        Map<String, T> parts = new LinkedHashMap<>();
        JsonNode array = payload.path(name);
        for (int i = 0; i < array.size(); i++) {
            String at = "/" + name + "/" + i;
            JsonNode part = array.path(i);
            boolean zoned = zone(part, at);
            if (sound.test(at) && days(part, at) && zoned) {
                parts.put(at, reader.apply(part));
            }
        }
        return parts;
    }

    private boolean days(JsonNode part, String at) {
        boolean fine = true;
        for (String name : List.of("date", "from", "until")) {
            if (part.has(name) && !isDay(part.path(name).asText())) {
                faults.add(new Fault(at + "/" + name, "is no day of the calendar"));
                fine = false;
            }
        }
        if (fine && Span.of(part).isEmpty()) {
            faults.add(new Fault(at + "/until", "lies before the day it begins"));
            fine = false;
        }
        return fine;
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private boolean zone(JsonNode part, String at) {
        String pointer = at + "/timeZone";
        boolean fine =
                !part.has("timeZone")
                        || !sound.test(pointer)
                        || Regions.find(part.path("timeZone").asText()).isPresent();
        if (!fine) {
            faults.add(
                    new Fault(
                            pointer,
                            "is no time zone; the IANA name of a region is, such as Europe/Vienna"));
        }
        return fine;
    }

    private <T> void clashes(
            Map<String, T> parts,
            Function<T, String> name,
            BiFunction<T, T, Optional<LocalDate>> clash) {
        List<Map.Entry<String, T>> all = List.copyOf(parts.entrySet());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                Map.Entry<String, T> later = all.get(i);
                Map.Entry<String, T> earlier = all.get(j);
                clash.apply(earlier.getValue(), later.getValue())
                        .ifPresent(
                                date ->
                                        faults.add(
                                                new Fault(
                                                        later.getKey(),
                                                        "'%s' overlaps '%s' (%s), on %s for one"
                                                                .formatted(
                                                                        name.apply(
                                                                                later.getValue()),
                                                                        name.apply(
                                                                                earlier.getValue()),
                                                                        earlier.getKey(),
                                                                        date))));
            }
        }
    }
}
