package io.quill.events.dimension.date;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Fault;
import io.quill.events.dimension.sync.Keeper;
import io.quill.events.dimension.sync.Merge;
import io.quill.events.dimension.sync.Schemas;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.Target;
import io.quill.platform.store.Guard;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps DimDate. A day is never taken away, because facts may name it. */
public final class Dates implements Keeper {
    /** A table that every report loads; nobody plans further. */
    private static final int MOST_YEARS = 50;

    private final InstantSource clock;
    private final ZoneId zone;

    public Dates(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Subject subject() {
        return Subject.DATES;
    }

    @Override
    public String schema() {
        return Schemas.beside(Dates.class, "dim-date.schema.json");
    }

    @Override
    public List<Fault> faults(JsonNode payload, Predicate<String> sound) {
        List<Fault> faults = new ArrayList<>();
        Optional<LocalDate> from = day(payload, "from", sound, faults);
        Optional<LocalDate> until = day(payload, "until", sound, faults);
        if (from.isPresent() && until.isPresent()) {
            if (until.get().isBefore(from.get())) {
                faults.add(new Fault("/until", "lies before " + from.get()));
            } else if (from.get().plusYears(MOST_YEARS).isBefore(until.get())) {
                faults.add(new Fault("/until", "is more than " + MOST_YEARS + " years later"));
            }
        }
        return faults;
    }

    private static Optional<LocalDate> day(
            JsonNode payload, String name, Predicate<String> sound, List<Fault> faults) {
        if (!payload.has(name) || !sound.test("/" + name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(payload.path(name).asText()));
        } catch (DateTimeException _) {
            faults.add(new Fault("/" + name, "is no day of the calendar"));
            return Optional.empty();
        }
    }

    @Override
    public Merge merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        return state.filter(payload::equals).isPresent()
                ? new Merge.Same()
                : Merge.Next.of(payload, Window.of(payload, today()).toString());
    }

    @Override
    public Merge restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        return merge(Optional.of(state), earlier, options);
    }

    @Override
    public List<Target> targets(JsonNode state, Set<Option> options) {
        return List.of(Target.among(Dimension.DATE, Window.of(state, today()).rows()));
    }

    @Override
    public String stamp() {
        return today().toString();
    }

    @Override
    public void conclude(JsonNode state, Supplier<Guard> right) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
