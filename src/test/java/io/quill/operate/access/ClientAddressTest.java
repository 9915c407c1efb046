package io.quill.operate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.settings.Cidr;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

class ClientAddressTest {
    private final ClientAddress addresses =
            new ClientAddress(
                    Stream.of("127.0.0.0/8", "10.0.0.0/8", "2001:db8:1::/48")
                            .map(block -> Cidr.parse(block).orElseThrow())
                            .toList());

    private String of(String peer, String... forwarded) {
        return addresses
                .of(SampleRequests.from(peer, forwarded))
                .map(InetAddress::getHostAddress)
                .orElse("none");
    }

    @Test
    void isThePeersWhereNoProxyStandsBetween() {
        assertThat(of("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(of("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void isReadFromTheRightThroughTrustedHopsOnly() {
        assertThat(of("10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(of("10.0.0.1", "198.51.100.1, 10.0.0.2")).isEqualTo("198.51.100.1");
        assertThat(of("10.0.0.1", "10.9.9.9, 203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(of("2001:db8:1::1", "2001:db8:2::7")).isEqualTo("2001:db8:2:0:0:0:0:7");
    }

    @Test
    void isReadAcrossAllLinesOfTheHeader() {
        assertThat(of("10.0.0.1", "198.51.100.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(of("10.0.0.1", "198.51.100.1", "10.0.0.2")).isEqualTo("198.51.100.1");
    }

    @Test
    void isTheLastProxysWhereAllOfThemAreTrusted() {
        assertThat(of("10.0.0.1", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1:4711, 198.51.100.1",
        "[2001:db8:2::7]:443, 2001:db8:2:0:0:0:0:7",
        "[2001:db8:2::7], 2001:db8:2:0:0:0:0:7",
        "2001:DB8:2::7, 2001:db8:2:0:0:0:0:7",
        "::ffff:198.51.100.1, 198.51.100.1",
        "::ffff:c633:6401, 198.51.100.1"
    })
    void isUnderstoodInEachFormOfIt(String entry, String address) {
        assertThat(of("10.0.0.1", entry)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "unknown", "_hidden", "198.51.100", "198.51.100.01", "198.51.100.256",
                "0x7f.0.0.1", "2130706433", "fe80::1%eth0", "[::1", "::1]", "198.51.100.1:x",
                "localhost", "1.2.3.4 5.6.7.8", ":::"
            })
    void isNoneWhereATrustedProxySaysWhatIsNoAddress(String entry) {
        assertThat(of("10.0.0.1", entry)).isEqualTo("none");
        assertThat(of("10.0.0.1", "198.51.100.1, " + entry)).isEqualTo("none");
    }

    @Test
    void ofALinkLocalPeerGoesWithoutItsInterface() {
        assertThat(of("fe80:0:0:0:0:0:0:1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void ofAnIpv4PeerInTheClothesOfIpv6IsTheIpv4Address() {
        assertThat(of("::ffff:10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Property
    void survivesAnyHeader(@ForAll List<String> lines) {
        assertThat(of("10.0.0.1", lines.toArray(String[]::new))).isNotEmpty();
    }
}
