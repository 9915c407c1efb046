package io.quill.platform.settings;

/** A setting that cannot be used. What stands in it is never repeated: it may be a secret. */
public record Fault(String variable, String what, String example) {
    @Override
    public String toString() {
        return variable
                + " "
                + what
                + (example.isEmpty() ? "" : ", for example " + variable + "=" + example);
    }
}
