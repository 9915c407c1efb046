package io.quill.platform.settings;

/** A setting that can be used, but does less than it seems to. */
public record Warning(String variable, String what) {
    @Override
    public String toString() {
        return variable + " " + what;
    }
}
