package io.quill.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;

class GzipTest {
    @Test
    void unpacksWhatFits() {
        byte[] content = new byte[1_000];

        assertThat(Gzip.decompress(Gzip.compress(content), 1_000)).isEqualTo(content);
    }

    /** A thousandth of its size is what zeros are packed to. */
    @Test
    void refusesWhatUnpacksToMore() {
        byte[] packed = Gzip.compress(new byte[1_000_001]);

        assertThat(packed.length).isLessThan(2_000);
        assertThatThrownBy(() -> Gzip.decompress(packed, 1_000_000))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("it unpacks to more than 1000000 bytes");
    }
}
