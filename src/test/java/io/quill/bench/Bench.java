package io.quill.bench;

/** {@code ./quill bench WHAT [args]}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "help" : args[0];
        switch (what) {
            case "store" -> StoreBench.run();
            case "webhooks" -> WebhookBench.run();
            case "records" -> RecordBench.run(args);
            default -> System.out.println("./quill bench store | webhooks | records");
        }
        System.exit(0);
    }
}
