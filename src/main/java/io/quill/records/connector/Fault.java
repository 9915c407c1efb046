package io.quill.records.connector;

/** What is wrong with a file, and where. */
public record Fault(String file, int line, String place, String words) {
    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file;
        return where + (place.isEmpty() ? "" : " " + place) + ": " + words;
    }
}
