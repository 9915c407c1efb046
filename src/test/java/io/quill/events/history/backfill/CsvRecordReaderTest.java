package io.quill.events.history.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;

class CsvRecordReaderTest {
    @Test
    void refusesAQuoteThatIsNeverClosed() throws Exception {
        CsvRecordReader csvRecordReader =
                new CsvRecordReader(new StringReader("a,b\n\"one\nline\",\"two\nand the rest\n"));
        assertThat(csvRecordReader.next().orElseThrow().getFields()).containsExactly("a", "b");

        assertThatThrownBy(csvRecordReader::next)
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith(
                        "Line 2 has more than 1000000 characters or a misplaced quote, so nothing");
    }

    @Test
    void takesARecordOfAMillionCharacters() throws Exception {
        String field = "x".repeat(999_998);
        CsvRecordReader csvRecordReader =
                new CsvRecordReader(new StringReader(field + "\nshort\n"));

        assertThat(csvRecordReader.next().orElseThrow().getFields()).containsExactly(field);
        assertThat(csvRecordReader.next().orElseThrow().getFields()).isEqualTo(List.of("short"));
    }

    @Test
    void refusesALongerOneOfAsManyFieldsAsItHas() throws IOException {
        CsvRecordReader csvRecordReader =
                new CsvRecordReader(new StringReader(",".repeat(1_000_001)));

        assertThatThrownBy(csvRecordReader::next)
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("Line 1 has more than 1000000 characters or");
    }

    @Test
    void acceptsRecordsOfAnyLengthAndAByteOrderMark() throws Exception {
        CsvRecordReader csvRecordReader =
                new CsvRecordReader(new StringReader("\uFEFF\"a\",b\r\n\n , \n1\n1,2,3\n"));

        assertThat(csvRecordReader.next().orElseThrow().getFields()).containsExactly("a", "b");
        assertThat(csvRecordReader.next().orElseThrow().getFields()).containsExactly("1");
        assertThat(csvRecordReader.next().orElseThrow().getFields()).containsExactly("1", "2", "3");
        assertThat(csvRecordReader.next()).isEmpty();
    }

    /** As PHP writes what has a backslash before a quote. */
    @Test
    void refusesWhatFollowsAClosedQuote() throws Exception {
        CsvRecordReader csvRecordReader =
                new CsvRecordReader(new StringReader("a,b\n\"c\\\"d\",e\n\"f\",g\n"));
        assertThat(csvRecordReader.next().orElseThrow().getFields()).containsExactly("a", "b");

        assertThatThrownBy(csvRecordReader::next)
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("Line 2 has more than 1000000 characters or a misplaced");
    }
}
