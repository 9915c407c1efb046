package io.quill.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.Map;

class HostileValuesTest {
    private static final List<String> VARIABLES =
            SettingSources.of(Map.of(), TestSettings.NOWHERE).keys().stream()
                    .map(VariableNames::of)
                    .toList();

    @Provide
    Arbitrary<String> variables() {
        return Arbitraries.of(VARIABLES);
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<String> close =
                Arbitraries.strings()
                        .withChars("htps:/.@[]%{}=,0123456789aMiB-\u0000")
                        .ofMaxLength(30);
        return Arbitraries.oneOf(any, close);
    }

    @Property(tries = 2_000)
    void areUsableOrFaultyButNeverACrash(
            @ForAll("variables") String variable, @ForAll("values") String value) {
        switch (TestSettings.reading("QUILL_MODE", "demo", variable, value)) {
            case SettingsResult.Usable(Settings settings, _) -> assertThat(settings).isNotNull();
            case SettingsResult.Faulty(List<SettingError> faults, _) ->
                    assertThat(faults)
                            .isNotEmpty()
                            .allSatisfy(
                                    settingError -> assertThat(settingError.what()).isNotBlank());
        }
    }
}
