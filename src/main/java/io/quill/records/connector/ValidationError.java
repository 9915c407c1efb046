package io.quill.records.connector;

/** Error in a file, with its line and place. */
public record ValidationError(String file, int line, String place, String words) {
    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file;
        return where + (place.isEmpty() ? "" : " " + place) + ": " + words;
    }
}
