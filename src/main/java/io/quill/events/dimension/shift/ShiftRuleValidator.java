package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.sync.PayloadError;
import io.quill.platform.time.TimeZones;

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

/** Validates what a schema cannot: each rule by itself, then all against each other. */
final class ShiftRuleValidator {
    private final JsonNode payload;
    private final Predicate<String> sound;
    private final List<PayloadError> errors = new ArrayList<>();

    private ShiftRuleValidator(JsonNode payload, Predicate<String> sound) {
        this.payload = payload;
        this.sound = sound;
    }

    static List<PayloadError> validate(JsonNode payload, Predicate<String> sound) {
        ShiftRuleValidator all = new ShiftRuleValidator(payload, sound);
        all.zone(payload, "");
        Map<String, ShiftRule> rules = all.parts("rules", ShiftRule::of, ShiftRule::hours);
        all.addOverlaps(rules, ShiftRule::name, ShiftRule::findOverlap);
        Map<String, SpecialDays> specials = new LinkedHashMap<>();
        specials.putAll(
                all.parts(
                        "exceptions",
                        SpecialDays::exception,
                        specialDays -> specialDays.hours().orElseThrow()));
        specials.putAll(all.parts("daysOff", SpecialDays::dayOff));
        all.addOverlaps(specials, SpecialDays::name, SpecialDays::findOverlap);
        return all.errors;
    }

    private <T> Map<String, T> parts(
            String name, Function<JsonNode, T> reader, Function<T, WorkingHours> hours) {
        Map<String, T> parts = parts(name, reader);
        parts.forEach(
                (at, part) ->
                        hours.apply(part)
                                .findError()
                                .ifPresent(words -> errors.add(new PayloadError(at, words))));
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
                errors.add(new PayloadError(at + "/" + name, "is no day of the calendar"));
                fine = false;
            }
        }
        if (fine && DateRange.of(part).isEmpty()) {
            errors.add(new PayloadError(at + "/until", "lies before the day it begins"));
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
                        || TimeZones.find(part.path("timeZone").asText()).isPresent();
        if (!fine) {
            errors.add(
                    new PayloadError(
                            pointer,
                            "is no time zone; the IANA name of a region is, such as Europe/Vienna"));
        }
        return fine;
    }

    private <T> void addOverlaps(
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
                                        errors.add(
                                                new PayloadError(
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
