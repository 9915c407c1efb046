package io.quill.platform.settings;

import io.quill.platform.settings.SettingFormat.Unfit;
import io.quill.platform.time.TimeZones;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats of settings. */
final class SettingFormats {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([mhd])");
    private static final int SHORTEST_TOKEN = 8;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]+");

    private SettingFormats() {}

    static SettingFormat<String> text() {
        return new SettingFormat<>("", text -> text);
    }

    /** Shared secrets, each long enough not to be guessed at once. */
    static SettingFormat<List<String>> tokens() {
        return new SettingFormat<>(
                "<8 characters or more>",
                text -> {
                    List<String> tokens = parts(text);
                    if (tokens.stream().anyMatch(token -> token.length() < SHORTEST_TOKEN)) {
                        throw new Unfit("is shorter than " + SHORTEST_TOKEN + " characters");
                    }
                    return tokens;
                });
    }

    /** Splits a list and refuses an empty one, which could mean none or all. */
    private static List<String> parts(String list) throws Unfit {
        List<String> parts = Secret.parts(list);
        if (parts.isEmpty()) {
            throw new Unfit("holds nothing but commas");
        }
        return parts;
    }

    /** Id that becomes part of a path, and so must not contain separators. */
    static SettingFormat<String> name() {
        return new SettingFormat<>(
                "6f0c7b1e-5a59-4a7c-9d53-0a2b6f1f5e11",
                text -> {
                    if (!NAME.matcher(text).matches()) {
                        throw new Unfit("is no id: letters, digits, '.', '_' and '-'");
                    }
                    return text;
                });
    }

    static SettingFormat<Integer> number(int least, int most) {
        return new SettingFormat<>(
                String.valueOf(least), text -> Math.toIntExact(bounded(text, 1, least, most)));
    }

    static SettingFormat<String> digits() {
        return new SettingFormat<>(
                "1",
                text -> {
                    if (!text.matches("\\d{1,19}")) {
                        throw new Unfit("is no number");
                    }
                    return text;
                });
    }

    static SettingFormat<LocalTime> clockTime() {
        return new SettingFormat<>(
                "09:00",
                text -> {
                    try {
                        return LocalTime.parse(text);
                    } catch (DateTimeParseException _) {
                        throw new Unfit("is no time of day");
                    }
                });
    }

    /** Time of day, or off. */
    static SettingFormat<Optional<LocalTime>> timeOfDay() {
        return new SettingFormat<>(
                "03:15",
                text -> {
                    try {
                        return text.equalsIgnoreCase("off")
                                ? Optional.empty()
                                : Optional.of(LocalTime.parse(text));
                    } catch (DateTimeParseException _) {
                        throw new Unfit("is no time of day, nor off");
                    }
                });
    }

    static SettingFormat<Integer> port() {
        return new SettingFormat<>(
                "8080",
                text -> {
                    if (text.startsWith("tcp://")) {
                        throw new Unfit("comes from Kubernetes: set enableServiceLinks: false");
                    }
                    return Math.toIntExact(bounded(text, 1, 1, 65_535));
                });
    }

    static SettingFormat<String> host() {
        return new SettingFormat<>(
                "127.0.0.1",
                text -> {
                    if (!HOST.matcher(text).matches()) {
                        throw new Unfit("is no address to listen on");
                    }
                    return text;
                });
    }

    static SettingFormat<Integer> size(int least, int most) {
        return new SettingFormat<>(
                "1MiB",
                text -> {
                    Matcher size = SIZE.matcher(text);
                    if (!size.matches()) {
                        throw new Unfit("is no size: a number, then B, KB, KiB, MB or MiB");
                    }
                    return Math.toIntExact(
                            bounded(size.group(1), unit(size.group(2)), least, most));
                });
    }

    private static long unit(String name) throws Unfit {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "kb" -> 1_000;
            case "kib" -> 1_024;
            case "mb" -> 1_000_000;
            case "mib" -> 1_048_576;
            default -> throw new Unfit("has an unknown unit: B, KB, KiB, MB and MiB are known");
        };
    }

    private static long bounded(String digits, long unit, int least, int most) throws Unfit {
        try {
            long number = Math.multiplyExact(Long.parseLong(digits), unit);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw new Unfit("is no whole number");
        } catch (ArithmeticException _) {
            throw new Unfit("must be from " + least + " to " + most);
        }
        throw new Unfit("must be from " + least + " to " + most);
    }

    static SettingFormat<ZoneId> zone() {
        return new SettingFormat<>(
                "America/New_York",
                text -> {
                    Optional<String> meant = TimeZones.suggestedRegion(text);
                    if (meant.isPresent()) {
                        throw new Unfit(
                                "is an abbreviation, which is the same offset all year and wrong in"
                                        + " summer: write the region, such as "
                                        + meant.get());
                    }
                    return TimeZones.find(text)
                            .orElseThrow(() -> new Unfit("is no time zone of the IANA list"));
                });
    }

    /** Waiting time, or never. */
    static SettingFormat<Optional<Duration>> wait(Duration least, Duration most) {
        return new SettingFormat<>(
                "1h",
                text -> {
                    if (text.equalsIgnoreCase("never")) {
                        return Optional.empty();
                    }
                    Matcher time = TIME.matcher(text);
                    if (!time.matches()) {
                        throw new Unfit("is no time such as 90m, 1h or 2d, nor never");
                    }
                    Duration wait = Duration.ofMinutes(minutes(time));
                    if (wait.compareTo(least) < 0 || wait.compareTo(most) > 0) {
                        throw new Unfit(
                                "must be from %d minutes to %d days, or never"
                                        .formatted(least.toMinutes(), most.toDays()));
                    }
                    return Optional.of(wait);
                });
    }

    private static long minutes(Matcher time) {
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "m" -> number;
            case "h" -> Duration.ofHours(number).toMinutes();
            default -> Duration.ofDays(number).toMinutes();
        };
    }

    static SettingFormat<Path> path() {
        return new SettingFormat<>(
                "/var/lib/quill",
                text -> {
                    try {
                        return Path.of(text);
                    } catch (InvalidPathException _) {
                        throw new Unfit("is no path");
                    }
                });
    }

    static SettingFormat<List<Cidr>> cidrs() {
        return new SettingFormat<>(
                "10.0.0.0/8,2001:db8::/32",
                text -> {
                    List<Cidr> blocks = new ArrayList<>();
                    for (String block : parts(text)) {
                        blocks.add(
                                Cidr.parse(block)
                                        .orElseThrow(() -> new Unfit("has a bad block of IPs")));
                    }
                    return List.copyOf(blocks);
                });
    }

    static <E extends Enum<E>> SettingFormat<E> oneOf(Class<E> type) {
        return new SettingFormat<>(names(type).iterator().next(), text -> constant(type, text));
    }

    static <E extends Enum<E>> SettingFormat<Set<E>> someOf(Class<E> type) {
        return new SettingFormat<>(
                String.join(",", names(type)),
                text -> {
                    Set<E> some = EnumSet.noneOf(type);
                    for (String name : parts(text)) {
                        some.add(constant(type, name));
                    }
                    return Set.copyOf(some);
                });
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) throws Unfit {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Unfit("must be one of " + String.join(", ", names(type))));
    }

    private static <E extends Enum<E>> Set<String> names(Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
