package io.quill.app.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Arguments of the pull command.
 *
 * @param tenant the only one, where not every tenant that has the service is meant
 */
record PullArguments(
        String service,
        Optional<String> tenant,
        Until until,
        Optional<String> entity,
        OptionalLong limit,
        boolean full,
        boolean dry,
        boolean json) {
    /** Last step to take records to. */
    enum Until {
        /** Every list is asked for one record, and nothing is kept. */
        AUTH,
        BRONZE,
        SILVER,

        /** Silver reads again what did not fit, and core follows. */
        REPLAY,
        CORE,
        ALL
    }

    /** Empty when it cannot be made out. */
    static Optional<PullArguments> of(List<String> args) {
        if (args.isEmpty() || args.getFirst().startsWith("-")) {
            return Optional.empty();
        }
        PullArguments order =
                new PullArguments(
                        args.getFirst(),
                        Optional.empty(),
                        Until.ALL,
                        Optional.empty(),
                        OptionalLong.empty(),
                        false,
                        false,
                        false);
        Deque<String> rest = new ArrayDeque<>(args.subList(1, args.size()));
        Optional<PullArguments> known = Optional.of(order);
        while (!rest.isEmpty() && known.isPresent()) {
            known = known.get().with(rest.remove(), rest);
        }
        return known.filter(PullArguments::isValid);
    }

    private Optional<PullArguments> with(String option, Deque<String> rest) {
        return switch (option) {
            case "--full" -> Optional.of(copy(tenant, until, entity, limit, true, dry, json));
            case "--dry-run" -> Optional.of(copy(tenant, until, entity, limit, full, true, json));
            case "--json" -> Optional.of(copy(tenant, until, entity, limit, full, dry, true));
            case "--tenant", "--step", "--entity", "--limit" ->
                    rest.isEmpty() ? Optional.empty() : with(option, rest.remove());
            default -> Optional.empty();
        };
    }

    private Optional<PullArguments> with(String option, String value) {
        return switch (option) {
            case "--tenant" ->
                    Optional.of(copy(Optional.of(value), until, entity, limit, full, dry, json));
            case "--entity" ->
                    Optional.of(copy(tenant, until, Optional.of(value), limit, full, dry, json));
            case "--limit" ->
                    value.matches("[1-9]\\d{0,8}")
                            ? Optional.of(
                                    copy(
                                            tenant,
                                            until,
                                            entity,
                                            OptionalLong.of(Long.parseLong(value)),
                                            full,
                                            dry,
                                            json))
                            : Optional.empty();
            default ->
                    Stream.of(Until.values())
                            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                            .findFirst()
                            .map(step -> copy(tenant, step, entity, limit, full, dry, json));
        };
    }

    private PullArguments copy(
            Optional<String> whose,
            Until step,
            Optional<String> what,
            OptionalLong most,
            boolean everything,
            boolean rehearsal,
            boolean machine) {
        return new PullArguments(service, whose, step, what, most, everything, rehearsal, machine);
    }

    /** Only a pull can be rehearsed; the later steps would have nothing to go on. */
    private boolean isValid() {
        return !dry || until == Until.BRONZE || until == Until.ALL || until == Until.AUTH;
    }
}
