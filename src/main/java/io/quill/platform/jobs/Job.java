package io.quill.platform.jobs;

import java.util.regex.Pattern;

/** Job and who asked for it. Only one of a kind and name is done at a time, by any replica. */
public record Job(String kind, String name, String by) {
    private static final Pattern KIND = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final int LONGEST_NAME = 200;

    public Job {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("A kind of job is a word such as sync: " + kind);
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "A job's name has 1 to %d characters: '%.40s'".formatted(LONGEST_NAME, name));
        }
    }

    String lease() {
        return "run#" + kind + "#" + name;
    }
}
