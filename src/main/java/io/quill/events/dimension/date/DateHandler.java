package io.quill.events.dimension.date;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.sync.DimensionHandler;
import io.quill.events.dimension.sync.MergeDecision;
import io.quill.events.dimension.sync.PayloadError;
import io.quill.events.dimension.sync.SchemaResources;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.events.dimension.sync.TargetRows;
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

/** Handler of DimDate. A day is never removed, because facts may name it. */
public final class DateHandler implements DimensionHandler {
    /** Longest range, since every report loads the table. */
    private static final int MOST_YEARS = 50;

    private final InstantSource clock;
    private final ZoneId zone;

    public DateHandler(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Subject subject() {
        return Subject.DATES;
    }

    @Override
    public String schema() {
        return SchemaResources.load(DateHandler.class, "dim-date.schema.json");
    }

    @Override
    public List<PayloadError> validate(JsonNode payload, Predicate<String> sound) {
        List<PayloadError> faults = new ArrayList<>();
        Optional<LocalDate> from = day(payload, "from", sound, faults);
        Optional<LocalDate> until = day(payload, "until", sound, faults);
        if (from.isPresent() && until.isPresent()) {
            if (until.get().isBefore(from.get())) {
                faults.add(new PayloadError("/until", "lies before " + from.get()));
            } else if (from.get().plusYears(MOST_YEARS).isBefore(until.get())) {
                faults.add(
                        new PayloadError("/until", "is more than " + MOST_YEARS + " years later"));
            }
        }
        return faults;
    }

    private static Optional<LocalDate> day(
            JsonNode payload, String name, Predicate<String> sound, List<PayloadError> faults) {
        if (!payload.has(name) || !sound.test("/" + name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(payload.path(name).asText()));
        } catch (DateTimeException _) {
            faults.add(new PayloadError("/" + name, "is no day of the calendar"));
            return Optional.empty();
        }
    }

    @Override
    public MergeDecision merge(Optional<JsonNode> state, JsonNode payload, Set<Option> options) {
        return state.filter(payload::equals).isPresent()
                ? new MergeDecision.Same()
                : MergeDecision.Next.of(payload, CalendarRange.of(payload, today()).toString());
    }

    @Override
    public MergeDecision restore(JsonNode state, JsonNode earlier, Set<Option> options) {
        return merge(Optional.of(state), earlier, options);
    }

    @Override
    public List<TargetRows> targets(JsonNode state, Set<Option> options) {
        return List.of(
                TargetRows.including(Dimension.DATE, CalendarRange.of(state, today()).rows()));
    }

    @Override
    public String stamp() {
        return today().toString();
    }

    @Override
    public void afterRows(JsonNode state, Supplier<Guard> right) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
