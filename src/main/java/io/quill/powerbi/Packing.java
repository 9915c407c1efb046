package io.quill.powerbi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Sends bodies gzipped as long as that is taken. Nothing documents that it is, so until one was
 * taken, a refusal may be about the packing: the same body goes once more as it is, before its rows
 * are blamed. Once that is how it went through, it stays so.
 */
final class Packing {
    private static final int BUFFER = 8 * 1024;
    private static final int WORTH_PACKING = 2_048;

    private volatile Standing standing = Standing.OPEN;

    private enum Standing {
        OPEN,
        TAKEN,
        REFUSED
    }

    Reply send(byte[] body, BiFunction<Map<String, String>, byte[], Reply> post) {
        if (standing == Standing.REFUSED || body.length < WORTH_PACKING) {
            return post.apply(Map.of(), body);
        }
        Reply reply = post.apply(Map.of("Content-Encoding", "gzip"), gzipped(body));
        if (reply instanceof Reply.Answer answer && answer.isSuccess()) {
            standing = Standing.TAKEN;
        }
        return standing == Standing.OPEN && mayBlameThePacking(reply)
                ? unpacked(body, post)
                : reply;
    }

    private Reply unpacked(byte[] body, BiFunction<Map<String, String>, byte[], Reply> post) {
        Reply reply = post.apply(Map.of(), body);
        if (reply instanceof Reply.Answer answer && answer.isSuccess()) {
            standing = Standing.REFUSED;
        }
        return reply;
    }

    private static boolean mayBlameThePacking(Reply reply) {
        return reply instanceof Reply.Answer answer
                && (answer.status() == 400 || answer.status() == 415);
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = quick(packed)) {
            gzip.write(body);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return packed.toByteArray();
    }

    /** Rows shrink to a tenth at any level, and this one takes a third of the time. */
    private static GZIPOutputStream quick(OutputStream packed) throws IOException {
        return new GZIPOutputStream(packed, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
