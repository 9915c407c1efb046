package io.quill.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

class AdminSettingsTest {
    /** Of "password". */
    private static final String SHA_256 =
            "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

    private static List<AdminKey> keys(String text) {
        return TestSettings.settings("ADMIN_API_KEY", text).admin().keys();
    }

    @Test
    void takesAKeyInEachForm() {
        List<AdminKey> keys =
                keys("plain-key-of-20-chars,ana=anas-key-of-20-chars,bob=sha256:" + SHA_256);

        assertThat(keys).extracting(AdminKey::name).containsExactly("admin", "ana", "bob");
        assertThat(keys.get(0).matches("plain-key-of-20-chars")).isTrue();
        assertThat(keys.get(1).matches("anas-key-of-20-chars")).isTrue();
        assertThat(keys.get(2).matches("password")).isTrue();
        assertThat(keys).noneMatch(key -> key.matches("another-key"));
        assertThat(keys).noneMatch(key -> key.matches("sha256:" + SHA_256));
    }

    @Test
    void takesNoNameFromBase64() {
        assertThat(keys("YSBsb25nZXIgc2VjcmV0IQ==").getFirst().matches("YSBsb25nZXIgc2VjcmV0IQ=="))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "nineteen-characters",
                "ana=short",
                "a-key-of-20-characters,ana=short",
                "bob=sha256:abc",
                ",",
                "a,b"
            })
    void refusesAKeyThatProtectsNothing(String text) {
        assertThat(TestSettings.faults("ADMIN_API_KEY", text))
                .singleElement()
                .asString()
                .startsWith("ADMIN_API_KEY ");
    }

    @Test
    void showsNoKey() {
        assertThat(keys("ana=anas-key-of-20-chars").getFirst()).hasToString("AdminKey[ana]");
    }

    @Test
    void allowsBlocksOfBothFamilies() throws Exception {
        List<Cidr> allowed =
                TestSettings.settings("ADMIN_IP_ALLOWLIST", "10.1.0.0/15, 2001:db8::/33,192.0.2.7")
                        .admin()
                        .allowed();

        for (String inside : List.of("10.1.2.3", "10.0.0.1", "2001:db8:7fff::1", "192.0.2.7")) {
            InetAddress address = InetAddress.ofLiteral(inside);
            assertThat(allowed).as(inside).anyMatch(block -> block.contains(address));
        }
        for (String outside : List.of("10.2.0.1", "2001:db8:8000::1", "192.0.2.8", "::1")) {
            InetAddress address = InetAddress.ofLiteral(outside);
            assertThat(allowed).as(outside).noneMatch(block -> block.contains(address));
        }
    }

    @Test
    void takesABlockOfIpv4InTheClothesOfIpv6() {
        assertThat(Cidr.parse("::ffff:10.0.0.0/104")).isEqualTo(Cidr.parse("10.0.0.0/8"));
        assertThat(Cidr.parse("::ffff:192.0.2.7")).isEqualTo(Cidr.parse("192.0.2.7"));
        assertThat(Cidr.parse("::ffff:10.0.0.0/64")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-base-64!", "c2hvcnQ=", "whsec_c2hvcnQ=", "whsk_abcdefghijklmnop"})
    void refusesASecretThatSignsNothing(String text) {
        assertThat(TestSettings.faults("ADMIN_HMAC_SECRET", text))
                .singleElement()
                .asString()
                .startsWith("ADMIN_HMAC_SECRET ")
                .doesNotContain(text);
    }

    @Test
    void knowsAKeyThatCanBeShown() {
        assertThat(shown("bob=sha256:" + SHA_256 + ",ana=anas-key-of-20-chars"))
                .contains("anas-key-of-20-chars");
        assertThat(shown("sha256:" + SHA_256)).isEmpty();
        assertThat(shown("YSBsb25nZXIgc2VjcmV0IQ==")).contains("YSBsb25nZXIgc2VjcmV0IQ==");
    }

    private static Optional<String> shown(String text) {
        return TestSettings.settings("ADMIN_API_KEY", text).admin().plainKey();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "2001:db8::/129",
                "10.1/16",
                "example.com",
                "10.0.0.0/",
                "300.0.0.1",
                "fe80::1%eth0",
                ",",
                "::g"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThat(TestSettings.faults("ADMIN_IP_ALLOWLIST", text)).hasSize(1);
        assertThat(TestSettings.faults("TRUSTED_PROXIES", text)).hasSize(1);
    }
}
