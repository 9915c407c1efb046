package io.quill.sandbox.nexudus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A list in pages: what is asked for, and the envelope it comes in. */
record ListRequest(
        Map<String, String> question,
        Predicate<NexudusRecord> fits,
        String orderBy,
        boolean descending,
        long page,
        int size) {
    private static final Set<String> PLAIN = Set.of("page", "size", "orderBy", "dir", "id");

    /** An {@link IllegalArgumentException} says what cannot be understood. */
    static ListRequest of(NexudusType nexudusType, Map<String, String> query) {
        Predicate<NexudusRecord> fits = _ -> true;
        for (Map.Entry<String, String> each : query.entrySet()) {
            if (!PLAIN.contains(each.getKey())) {
                fits = fits.and(filter(nexudusType, each.getKey(), each.getValue()));
            }
        }
        if (query.containsKey("id")) {
            fits = fits.and(anyOf(query.get("id")));
        }
        Map<String, String> question = new HashMap<>(query);
        question.remove("page");
        return new ListRequest(
                question,
                fits,
                query.getOrDefault("orderBy", "Id"),
                query.getOrDefault("dir", "1").equals("-1"),
                Math.max(1, Long.parseLong(query.getOrDefault("page", "1"))),
                Math.clamp(Integer.parseInt(query.getOrDefault("size", "25")), 1, 1_000));
    }

    private static Predicate<NexudusRecord> filter(
            NexudusType nexudusType, String name, String value) {
        String field = name.substring(name.lastIndexOf('_') + 1);
        if (name.equals("from_" + nexudusType.type + "_" + field)) {
            return compared(field, value, order -> order >= 0);
        }
        if (name.equals("to_" + nexudusType.type + "_" + field)) {
            return compared(field, value, order -> order <= 0);
        }
        if (name.equals(nexudusType.type + "_" + field)) {
            return compared(field, value, order -> order == 0);
        }
        return _ -> true; // what it does not know it overlooks
    }

    /** Numbers and times of the row itself, since every page of a long list looks at all rows. */
    private static Predicate<NexudusRecord> compared(
            String field, String value, IntPredicate order) {
        OptionalLong bound = number(value);
        if (bound.isPresent() && NexudusRecord.NUMBERS.contains(field)) {
            long number = bound.getAsLong();
            return nexudusRecord -> order.test(Long.compare(nexudusRecord.number(field), number));
        }
        String text = bound.isPresent() ? NexudusRecord.sortable(bound.getAsLong()) : value;
        return nexudusRecord -> order.test(nexudusRecord.field(field).compareTo(text));
    }

    private static OptionalLong number(String value) {
        try {
            return OptionalLong.of(
                    value.matches("\\d{1,18}")
                            ? Long.parseLong(value)
                            : OffsetDateTime.parse(value).toInstant().toEpochMilli());
        } catch (DateTimeParseException _) {
            return OptionalLong.empty();
        }
    }

    private static Predicate<NexudusRecord> anyOf(String list) {
        Set<Long> ids =
                Arrays.stream(list.replaceAll("[\\[\\]\\s]", "").split(","))
                        .map(Long::valueOf)
                        .collect(Collectors.toSet());
        return nexudusRecord -> ids.contains(nexudusRecord.id());
    }

    SandboxReply.Answer answer(RecordCollection recordCollection) {
        long skip = (page - 1) * size;
        RecordCollection.Found found = recordCollection.find(this, skip);
        return SandboxReply.typed(200, "application/json; charset=utf-8", envelope(found, skip));
    }

    private byte[] envelope(RecordCollection.Found found, long skip) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"Records\":[".getBytes(UTF_8));
        List<NexudusRecord> rows = found.page();
        for (int i = 0; i < rows.size(); i++) {
            bytes.writeBytes(i == 0 ? new byte[0] : new byte[] {','});
            bytes.writeBytes(rows.get(i).listed());
        }
        bytes.writeBytes("],".getBytes(UTF_8));
        byte[] rest = SandboxJson.bytes(SandboxJson.tree(Position.of(this, found, skip)));
        bytes.write(rest, 1, rest.length - 1);
        return bytes.toByteArray();
    }

    /** Values beside the records; the names are Nexudus's. */
    private record Position(
            long CurrentPage,
            int CurrentPageSize,
            String CurrentOrderField,
            int CurrentSortDirection,
            long FirstItem,
            long LastItem,
            long TotalItems,
            long TotalPages,
            boolean HasNextPage,
            boolean HasPreviousPage) {
        static Position of(ListRequest listRequest, RecordCollection.Found found, long skip) {
            long pages = Math.ceilDiv(found.total(), listRequest.size());
            return new Position(
                    listRequest.page(),
                    listRequest.size(),
                    listRequest.orderBy(),
                    listRequest.descending() ? -1 : 1,
                    found.page().isEmpty() ? 0 : skip + 1,
                    skip + found.page().size(),
                    found.total(),
                    pages,
                    listRequest.page() < pages,
                    listRequest.page() > 1);
        }
    }
}
