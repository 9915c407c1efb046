package io.quill.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Maven's own page about the order of versions, and of what is met here. */
class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.1",
        "1-snapshot, 1",
        "1, 1-sp",
        "1.0-alpha-1, 1.0-beta-1",
        "1.0-beta-1, 1.0-rc-1",
        "1.0-rc-1, 1.0",
        "1-alpha2, 1-alpha10",
        "2.9, 2.10",
        "42.7.8, 42.7.13",
        "4.1.99.Final, 4.1.137.Final",
        "5.6.3, 5.6.4",
        "5.6, 5.6.4",
        "2.21.5-rc1, 2.21.5",
        "1.5.21, 1.5.36"
    })
    void putsTheOneBeforeTheOther(String earlier, String later) {
        assertThat(new Version(earlier)).isLessThan(new Version(later));
        assertThat(new Version(later)).isGreaterThan(new Version(earlier));
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "1.0.0, 1", "1.0.Final, 1.0", "1-ga, 1.0", "1.0-cr1, 1.0-rc1"})
    void takesTheOneForTheOther(String one, String other) {
        assertThat(new Version(one)).isEqualByComparingTo(new Version(other));
    }
}
