package io.quill.bench;

import java.util.Arrays;

/** {@code ./quill bench WHAT [args]}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "help" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (what) {
            case "store" -> StoreBench.run(rest);
            default -> System.out.println("./quill bench store");
        }
        System.exit(0);
    }
}
