package io.quill.records.pull.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RecordReaderTest {
    private static final JsonPointer TOTAL = JsonPointer.compile("/TotalItems");
    private static final JsonPointer NEXT = JsonPointer.compile("/paging/next/after");

    private final List<String> records = new ArrayList<>();

    private Map<JsonPointer, String> read(String at, String json) throws IOException {
        return read(at, new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private Map<JsonPointer, String> read(String at, InputStream in) throws IOException {
        return new RecordReader(JsonPointer.compile(at), Set.of(TOTAL, NEXT))
                .read(in, json -> records.add(new String(json, UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a   | {\"a\":[{\"x\":1},{\"y\":[{}]}]}         ",
                "/a/b | {\"z\":[{\"n\":0}],\"a\":{\"b\":[{\"x\":1},{\"y\":[{}]}]}} ",
                "''   | [{\"x\":1},{\"y\":[{}]}]                 "
            })
    void takesTheRecordsOfAList(String at, String json) throws IOException {
        read(at, json);

        assertThat(records).containsExactly("{\"x\":1}", "{\"y\":[{}]}");
    }

    @Test
    void takesOneRecordWhereThereIsNoList() throws IOException {
        read("", "{\"Id\":7,\"Name\":\"Room\"}");

        assertThat(records).containsExactly("{\"Id\":7,\"Name\":\"Room\"}");
    }

    @Test
    void takesNothingWhereThereIsNothing() throws IOException {
        read("/a", "{\"a\":null}");
        read("/a", "{\"a\":[]}");

        assertThat(records).isEmpty();
    }

    @Test
    void leavesEveryByteAsItCame() throws IOException {
        String odd = "{ \"b\" : 1.50,\t\"a\":\"\\u00e9 é 😀\" ,\n\"a\":5e3 }";

        read("/a", "{\"a\":[\n" + odd + " , " + odd + "]}");

        assertThat(records).containsExactly(odd, odd);
    }

    @Test
    void findsWhatStandsBesideOnBothSides() throws IOException {
        Map<JsonPointer, String> beside =
                read("/a", "{\"TotalItems\":12,\"a\":[],\"paging\":{\"next\":{\"after\":\"k\"}}}");

        assertThat(beside).containsEntry(TOTAL, "12").containsEntry(NEXT, "k");
        assertThat(read("/a", "{\"a\":[],\"TotalItems\":null}")).isEmpty();
    }

    @Test
    void stopsWhenNoMoreIsWanted() throws IOException {
        RecordReader reader = new RecordReader(JsonPointer.compile("/a"), Set.of());
        String json = "{\"a\":[{\"x\":1},{\"x\":2},{\"x\":3}]}";

        reader.read(
                new ByteArrayInputStream(json.getBytes(UTF_8)),
                each -> {
                    records.add(new String(each, UTF_8));
                    return records.size() < 2;
                });

        assertThat(records).containsExactly("{\"x\":1}", "{\"x\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b\":[]}      | has nothing at '/a'",
                "{\"a\":\"x\"}   | has no list at '/a'",
                "{\"a\":[1]}     | a record that is no object"
            })
    void saysWhatIsNotAsItShouldBe(String json, String words) {
        assertThatThrownBy(() -> read("/a", json))
                .isInstanceOf(UnexpectedResponseException.class)
                .hasMessageContaining(words);
    }

    @Test
    void takesAnAnswerThatBreaksOffForNoAnswer() {
        assertThatThrownBy(() -> read("/a", "{\"a\":[{\"x\":1},{\"x\""))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("/a", "<html>")).isInstanceOf(IOException.class);
    }

    @Test
    void readsNoOtherCharactersThanUtf8() {
        byte[] json = "{\"a\":[{\"x\":1}]}".getBytes(UTF_16BE);

        assertThatThrownBy(() -> read("/a", new ByteArrayInputStream(json)))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void givesUpOnARecordThatIsTooLarge() {
        String json = "{\"a\":[{\"x\":\"" + "y".repeat(100_000) + "\"}]}";
        RecordReader reader = new RecordReader(JsonPointer.compile("/a"), Set.of(), 1 << 16);

        assertThatThrownBy(
                        () ->
                                reader.read(
                                        new ByteArrayInputStream(json.getBytes(UTF_8)), _ -> true))
                .isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void keepsNoMoreThanARecordOfALongAnswer() throws IOException {
        long[] read = {0};
        RecordReader reader = new RecordReader(JsonPointer.compile("/a"), Set.of(), 1 << 15);

        reader.read(
                new Endless(200_000),
                json -> {
                    read[0] += json.length;
                    return true;
                });

        assertThat(read[0]).isEqualTo(200_000L * Endless.RECORD.length());
    }

    /** However the bytes come in, the records are the same. */
    @Property
    void doesNotMindHowTheBytesCome(
            @ForAll @Size(max = 30) List<@IntRange(max = 3_000) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 9_000) int step)
            throws IOException {
        List<String> sent =
                sizes.stream().map(size -> "{\"x\":\"" + "é".repeat(size) + "\"}").toList();
        byte[] json = ("{\"a\":[" + String.join(" , ", sent) + "]}").getBytes(UTF_8);
        List<String> taken = new ArrayList<>();

        new RecordReader(JsonPointer.compile("/a"), Set.of())
                .read(new Dripping(json, step), each -> taken.add(new String(each, UTF_8)));

        assertThat(taken).isEqualTo(sent);
    }

    /** So many records, one after the other, that exist nowhere. */
    private static final class Endless extends InputStream {
        static final String RECORD = "{\"Id\":1000000001,\"Name\":\"Office 2.01\"}";

        private final byte[] piece = (RECORD + ",").getBytes(UTF_8);
        private final byte[] head = "{\"a\":[".getBytes(UTF_8);
        private final byte[] tail = "]}".getBytes(UTF_8);
        private final long middle;
        private long place;

        Endless(int records) {
            middle = (long) records * piece.length - 1;
        }

        @Override
        public int read() {
            long at = place++;
            if (at < head.length) {
                return head[(int) at];
            }
            at -= head.length;
            if (at < middle) {
                return piece[(int) (at % piece.length)];
            }
            at -= middle;
            return at < tail.length ? tail[(int) at] : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = 0;
            for (int next = read(); next >= 0; next = count < length ? read() : -1) {
                into[offset + count++] = (byte) next;
            }
            return count == 0 ? -1 : count;
        }
    }

    /** Gives a few bytes at a time. */
    private static final class Dripping extends ByteArrayInputStream {
        private final int step;

        Dripping(byte[] bytes, int step) {
            super(bytes);
            this.step = step;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(step, length));
        }
    }
}
