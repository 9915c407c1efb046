package io.quill.platform.settings;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Block of IP addresses of either family; a single address is a block of one. */
public record Cidr(InetAddress address, int bits) {
    /** Four parts, since shorter forms of IPv4 mean other addresses than they seem to. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    private static final int MAPPED = 96;

    public static Optional<Cidr> parse(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(block.group(1));
            int width = address.getAddress().length * Byte.SIZE;
            int bits = block.group(2) == null ? width : bits(block, width);
            return bits < 0 || bits > width
                    ? Optional.empty()
                    : Optional.of(new Cidr(address, bits));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns the bits of a block; of an IPv4 block written as IPv6, those left to IPv4. */
    private static int bits(Matcher block, int width) {
        boolean mapped = width == Integer.SIZE && block.group(1).contains(":");
        return Integer.parseInt(block.group(2)) - (mapped ? MAPPED : 0);
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
