package io.quill.operate.access;

import io.quill.platform.settings.Cidr;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of the client. X-Forwarded-For is read from the right for as long as the entries come
 * from trusted proxies.
 */
final class ClientAddress {
    private static final String FORWARDED = "x-forwarded-for";
    private static final int MOST_HOPS = 32;

    /** An address, in brackets and with a port where somebody added one. */
    private static final Pattern ENTRY =
            Pattern.compile(
                    "\\[([0-9A-Fa-f:.]{2,45})](?::\\d{1,5})?"
                            + "|((?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2}))(?::\\d{1,5})?"
                            + "|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

    private final List<Cidr> proxies;

    ClientAddress(List<Cidr> proxies) {
        this.proxies = proxies;
    }

    /** None when a trusted proxy says something that is no address. */
    Optional<InetAddress> of(AdminRequest adminRequest) {
        Optional<InetAddress> hop = parse(withoutZone(adminRequest.peer()));
        List<String> entries = entries(adminRequest);
        for (int i = entries.size() - 1; i >= 0 && hop.filter(this::isTrusted).isPresent(); i--) {
            hop = parse(entries.get(i));
        }
        return hop;
    }

    /** Returns whether a peer that is not trusted forwards for others. */
    boolean isUntrustedProxy(AdminRequest adminRequest) {
        return !adminRequest.all(FORWARDED).isEmpty()
                && parse(withoutZone(adminRequest.peer())).filter(this::isTrusted).isEmpty();
    }

    private static List<String> entries(AdminRequest adminRequest) {
        List<String> entries = new ArrayList<>();
        for (String line : adminRequest.all(FORWARDED)) {
            for (String entry : line.split(",", -1)) {
                entries.add(entry.strip());
            }
        }
        int surplus = Math.max(0, entries.size() - MOST_HOPS);
        return entries.subList(surplus, entries.size());
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(block -> block.contains(address));
    }

    /** A link-local peer comes with the interface it was seen on. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** An IPv4 address inside an IPv6 one is the IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            return Optional.empty();
        }
        for (int form = 1; form <= entry.groupCount(); form++) {
            String literal = entry.group(form);
            if (literal != null) {
                return literal(literal);
            }
        }
        return Optional.empty();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
